"""Rules about tables: what kinds there are, how they are written, read, brought in from elsewhere, and suggested."""
