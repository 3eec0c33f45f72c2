"""Everything of a table in one pass of DuckDB, in bounded memory ([how](docs/adr/0048-one-pass-of-duckdb.md)).

Pure: gives SQL to whoever holds the connection and reads the answers. ``one_pass.profile_relation`` is the way in.
"""
