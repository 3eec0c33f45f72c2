"""What is wrong with a table: one small search per kind of error, over one sample (docs/defects.md)."""
