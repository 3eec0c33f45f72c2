"""Connecting to a source: typed fields, addresses, TLS, and the process that holds the connection."""
