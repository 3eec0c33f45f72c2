"""Genders as words (``gazetteers/genders.txt``), letters of several languages and digits of ISO/IEC 5218."""

from app.detection.gazetteers.terms import lists_of

_CODES = frozenset("MFWXUODHVKNEZT0129?") | {"NB", "MALE", "FEM", "MTF", "FTM", "UN", "UNK", "INTER", "DIV"}


def is_valid(value: str) -> bool:
    """Whether the value is a gender, a code of one, or a term that leaves the question open.

    >>> is_valid("female"), is_valid("F"), is_valid("男"), is_valid("männlich"), is_valid("pending")
    (True, True, True, True, False)
    """
    if value.upper() in _CODES:
        return True
    lists = lists_of(value)
    return "genders" in lists or "unstated" in lists
