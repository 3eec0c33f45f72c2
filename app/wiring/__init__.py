"""The composition root: the only place that makes collaborators. Heavy imports stay inside its functions."""
