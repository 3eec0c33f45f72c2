"""How rows hang together: keys that lead somewhere, columns that follow from others, rows that come twice. Pure."""
