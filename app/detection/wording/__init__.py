"""The text model: what kind of words the values of a column are, told by a small network over hashed n-grams."""
