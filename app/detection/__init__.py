"""Which columns hold sensitive data, decided from their names, values and neighbours; values in, verdicts out."""
