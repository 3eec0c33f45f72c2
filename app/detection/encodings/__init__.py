"""Encodings with checksums that several identifiers share, one algorithm per file."""
