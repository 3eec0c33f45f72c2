"""Political parties and leanings, from ``gazetteers/political_parties.txt``."""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("political parties", or_unstated=True)
"""Whether the value is such a term, or one that leaves the question open."""
