"""Cells with values inside: JSON, XML, pairs and lists taken apart into leaves by path, each path judged as a column."""
