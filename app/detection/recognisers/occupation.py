"""Occupations and job titles: known titles, and words that only titles end in or begin with.

Lists: ``gazetteers/job_titles.txt`` and ``occupations.txt``.
"""

import re

from app.detection.folding import folded
from app.detection.gazetteers import words
from app.detection.gazetteers.terms import lists_of

_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 120
_MOST_WORDS = 12


def is_valid(value: str) -> bool:
    """Whether the value is a known title, or its last or first word is an occupation.

    >>> is_valid("Sales Representative"), is_valid("Owner/Marketing Assistant"), is_valid("Blue Shirt")
    (True, True, False)
    >>> is_valid("Krankenschwester"), is_valid("会计")
    (True, True)
    """
    if len(value) > _LONGEST:
        return False
    if "job titles" in lists_of(value):
        return True
    tokens = _WORDS.findall(folded(value))
    known = words("occupations")
    return 0 < len(tokens) <= _MOST_WORDS and (tokens[-1] in known or tokens[0] in known)
