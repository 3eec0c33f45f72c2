"""SourceSense: schema, sensitive data and quality of a SQL database, without writing to it."""
