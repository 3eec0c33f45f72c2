"""Birth dates: nobody is born tomorrow or 130 years ago, and the persons of a table were born over decades.

No clock is read: the latest date of a column is compared with its earliest. Days of orders, visits and hirings lie in
recent years and close together; those of births lie between about 1930 and 2010, with a standard deviation of ten to
twenty years. Films, treaties and foundations spread as widely, so the spread alone is little more than a hint.
"""

import re
from statistics import pstdev

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?=\D|\d{4}(?!\d)|$)|(?<=\d{4})(19\d\d|20[012]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\d{1,2}[\-/. ](?:\d{1,2}|[A-Za-z]{3,9})[\-/. ](\d\d)(?!\d)")
_THIS_CENTURY, _ODD = 25, 50
_WIDELY, _MANY, _LAST_OF_CHILDREN = 14.0, 15, 2021
_OLDEST, _YOUNGEST_SPREAD, _FEW = 1880, 3.0, 6
_FIRST, _LAST, _SPREAD, _ENOUGH, _OF_ALL, _LONG = 1918, 2014, 7.0, 4, 0.95, 6
_NO_YEARS, _TOO_OLD, _NARROW, _WIDE, _LIKE_BIRTHS = -2.0, -4.0, -2.5, 0.5, 4.9


def log_odds(values: list[str]) -> float:
    """For dates that spread like births, against dates close together.

    >>> log_odds(["1971-03-04", "1988-12-31", "1954-07-01", "2001-01-30", "1967-05-05", "1990-02-02"])
    4.9
    >>> log_odds([f"2023-01-{day:02}" for day in range(1, 20)])
    -2.5
    >>> log_odds(["18/02/62", "1-Jan-71", "3.4.89", "30-12-55"]), log_odds(["1962", "1971", "1988", "1955"])
    (4.9, 0.0)
    """
    years = [year for value in values if (year := _year(value))]
    if len(years) * 2 < len(values):
        return _NO_YEARS
    years = sorted(years)[len(years) // _ODD : len(years) - len(years) // _ODD]
    if min(years) < _OLDEST:
        return _TOO_OLD
    if _are_like_births(values, years):
        return _LIKE_BIRTHS
    if len(years) < _FEW:
        return 0.0
    return _NARROW if pstdev(years) < _YOUNGEST_SPREAD else _WIDE


def _are_like_births(values: list[str], years: list[int]) -> bool:
    """Whether nearly all are whole days, of every year from the twenties on, none of the last years."""
    if len(years) < max(_ENOUGH, (_OF_ALL - 2 / _ODD) * len(values)) or any(
        len(value) < _LONG for value in values
    ):
        return False
    return min(years) >= _FIRST and max(years) <= _last(years) and pstdev(years) >= _SPREAD


def _last(years: list[int]) -> int:
    """The latest year of births: children make it late, but then they are spread over more years than visits are."""
    return _LAST if pstdev(years) < _WIDELY or len(years) < _MANY else _LAST_OF_CHILDREN


def _year(value: str) -> int | None:
    found = _YEAR.search(value)
    if found is not None:
        return int(found[1] or found[2])
    short = _SHORT_YEAR.match(value)
    if short is None:
        return None
    year = int(short[1])
    return 2000 + year if year <= _THIS_CENTURY else 1900 + year
