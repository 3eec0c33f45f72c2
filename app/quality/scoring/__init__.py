"""From numbers to a score: what speaks for each dimension, part by part, and the mean over what was measured."""
