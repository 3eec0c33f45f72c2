"""What column and table names say, in any language."""
