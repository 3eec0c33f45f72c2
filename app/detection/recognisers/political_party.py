"""Parties and leanings, from ``gazetteers/political_parties.txt``, and their codes."""

from app.detection.gazetteers.terms import lists_of


def is_valid(value: str) -> bool:
    """Whether the value is such a term, one that leaves the question open, or a code, which only a name explains.

    >>> is_valid("Republican"), is_valid("D"), is_valid("Blue")
    (True, True, False)
    """
    if len(value) == 1:
        return value.isascii() and value.isalpha()
    lists = lists_of(value)
    return "political parties" in lists or "unstated" in lists
