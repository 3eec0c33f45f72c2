"""Values of one column: cleaned, classed by their characters, folded, masked."""
