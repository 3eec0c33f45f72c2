"""Nationalities as demonyms (``gazetteers/nationalities.txt``), or as the country or its code."""

from app.detection.gazetteers.terms import lists_of
from app.detection.recognisers import country_code

_LONGEST_CODE = 3


def is_valid(value: str) -> bool:
    """Whether the value tells a nationality; only a demonym does so by itself.

    >>> is_valid("Brazilian"), is_valid("österreichisch"), is_valid("Peru"), is_valid("DE"), is_valid("blue")
    (True, True, True, True, False)
    """
    lists = lists_of(value)
    known = "nationalities" in lists or "countries" in lists or "unstated" in lists
    return known or (len(value) <= _LONGEST_CODE and country_code.is_valid(value))
