"""Faiths and denominations, from ``gazetteers/religions.txt``."""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("religions", or_unstated=True)
"""Whether the value is such a term, or one that leaves the question open."""
