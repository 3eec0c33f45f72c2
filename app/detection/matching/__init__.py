"""Values against types: whole values, spans inside longer text, and what passes by chance."""
