"""Ethnic groups, races and castes, from ``gazetteers/ethnic_groups.txt``."""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("ethnic groups", or_unstated=True)
"""Whether the value is such a term, or one that leaves the question open."""
