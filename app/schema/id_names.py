"""Columns that are called an id or a number of something: their values tell things apart and measure nothing."""

import re
from typing import Final

_IDS: Final = frozenset({"id", "no", "nr", "number", "key"})
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


def is_called_id(name: str) -> bool:
    """Whether the last word of a column's name says so.

    >>> [is_called_id(name) for name in ("film_id", "filmId", "Order No", "ID", "paid", "piano", "7")]
    [True, True, True, True, False, False, False]
    """
    return last_word(name) in _IDS


def last_word(name: str) -> str:
    """Of a name in whatever style, in small letters; empty where it has none."""
    words = _WORDS.findall(name)
    return words[-1].lower() if words else ""
