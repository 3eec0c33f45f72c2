"""Quasi-identifiers: which columns together tell persons apart, measured on the rows that were read."""
