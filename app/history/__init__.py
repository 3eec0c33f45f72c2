"""What earlier runs of a source say of the last one: bands, drift, what moved the score."""
