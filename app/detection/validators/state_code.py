"""Codes of states and provinces, as addresses of a dozen countries write them.

Issuer: national posts and statistics offices. Source: ISO 3166-2 without the country prefix, or with it
(``gazetteers/state_codes_by_country.txt``).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import chain


def is_valid(value: str) -> bool:
    """Whether the value is such a code; a column needs more than that, every second pair of letters is one.

    >>> is_valid("CA"), is_valid("NSW"), is_valid("US-CA"), is_valid("QQ"), is_valid("ca")
    (True, True, True, False, False)
    """
    country, dash, code = value.partition("-")
    if dash:
        return code in by_country().get(country, ())
    return value in _all_codes()


@cache
def by_country() -> Mapping[str, frozenset[str]]:
    """The codes of each country."""
    text = (files("app.detection.gazetteers") / "state_codes_by_country.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {country: frozenset(codes) for country, *codes in rows}


@cache
def _all_codes() -> frozenset[str]:
    return frozenset(chain.from_iterable(by_country().values()))
