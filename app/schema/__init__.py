"""What follows from a schema alone: selection, lint, diff, lineage, relations. Opens nothing."""
