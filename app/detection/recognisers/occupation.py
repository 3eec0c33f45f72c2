"""Occupations and job titles: known titles, and words that only titles end in or begin with.

Lists: ``gazetteers/job_titles.txt`` and ``occupations.txt``.
"""

import re

from app.detection.cells.folding import folded
from app.detection.gazetteers import words
from app.detection.gazetteers.terms import lists_of

_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST, _MOST_WORDS = 120, 12


def is_valid(value: str) -> bool:
    """Whether the value is a known title, ends in an occupation, or begins with one that something explains.

    >>> is_valid("Sales Representative"), is_valid("Owner/Marketing Assistant"), is_valid("Blue Shirt")
    (True, True, False)
    >>> is_valid("Krankenschwester"), is_valid("会计"), is_valid("Director of Engineering"), is_valid("Ingeniero civil")
    (True, True, True, True)
    >>> is_valid("Doctor Who"), is_valid("db-manager")
    (False, False)
    """
    if len(value) > _LONGEST:
        return False
    if "job titles" in lists_of(value):
        return True
    if value.islower() and " " not in value and ("-" in value or "_" in value):
        return False
    tokens = _WORDS.findall(folded(value))
    known = words("occupations")
    if not 0 < len(tokens) <= _MOST_WORDS:
        return False
    return tokens[-1] in known or (tokens[0] in known and _is_explained(value, tokens))


def _is_explained(value: str, tokens: list[str]) -> bool:
    """Whether what follows the first word belongs to it: a mark, a preposition, or as in Romance languages."""
    mark = value[len(tokens[0]) : len(tokens[0]) + 2].strip()[:1]
    return (
        mark in _MARKS or tokens[1] in words("occupation_links") or tokens[0] in words("romance_occupations")
    )


_MARKS = frozenset(",-/(:&")
