"""Ethnic groups, races and castes, from ``gazetteers/ethnic_groups.txt``, and their codes."""

from app.detection.gazetteers.terms import lists_of


def is_valid(value: str) -> bool:
    """Whether the value is such a term, one that leaves the question open, or a code, which only a name explains.

    >>> is_valid("Hispanic/Latino"), is_valid("W"), is_valid("Blue")
    (True, True, False)
    """
    if len(value) == 1:
        return value.isascii() and value.isalpha()
    lists = lists_of(value)
    return "ethnic groups" in lists or "unstated" in lists
