"""What speaks for and against a type, in log-odds."""
