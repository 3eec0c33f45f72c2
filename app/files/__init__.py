"""Columns out of files instead of databases: JSON lines, CSV and Parquet, each read within bounds."""
