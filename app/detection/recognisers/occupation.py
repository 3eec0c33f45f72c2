"""Occupations and job titles, from ``gazetteers/occupations.txt``."""

import re

from app.detection.folding import folded
from app.detection.gazetteers import words

_WORDS = re.compile(r"[^\W\d_]+")


def is_valid(value: str) -> bool:
    """Whether the last or first word is an occupation.

    >>> is_valid("Sales Representative"), is_valid("Owner/Marketing Assistant"), is_valid("Blue Shirt")
    (True, True, False)
    """
    tokens = _WORDS.findall(folded(value))
    known = words("occupations")
    return bool(tokens) and (tokens[-1] in known or tokens[0] in known)
