"""Sexual orientations, from ``gazetteers/sexual_orientations.txt``."""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("sexual orientations", or_unstated=True)
"""Whether the value is such a term, or one that leaves the question open."""
