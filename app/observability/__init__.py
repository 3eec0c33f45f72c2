"""What an operator sees: one line per event, one span per task, and counters. Never what is in a source."""
