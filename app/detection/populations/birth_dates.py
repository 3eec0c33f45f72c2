"""Birth dates: nobody is born tomorrow or 130 years ago, and the persons of a table were born over decades.

No clock is read: the latest date of a column is compared with its earliest.
"""

import re
from statistics import pstdev

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_OLDEST, _YOUNGEST_SPREAD, _FEW = 1880, 3.0, 6
_NO_YEARS, _TOO_OLD, _NARROW, _WIDE = -2.0, -4.0, -2.5, 0.5


def log_odds(values: list[str]) -> float:
    """For dates that spread like births, against dates close together.

    >>> log_odds(["1971-03-04", "1988-12-31", "1954-07-01", "2001-01-30", "1967-05-05", "1990-02-02"])
    0.5
    >>> log_odds([f"2023-01-{day:02}" for day in range(1, 20)])
    -2.5
    """
    years = [int(found[0]) for value in values if (found := _YEAR.search(value))]
    if len(years) * 2 < len(values):
        return _NO_YEARS
    if min(years) < _OLDEST:
        return _TOO_OLD
    if len(years) < _FEW:
        return 0.0
    return _NARROW if pstdev(years) < _YOUNGEST_SPREAD else _WIDE
