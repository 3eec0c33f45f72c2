"""Driving licence numbers of Great Britain: surname, birth date with the sex in the month, initials, three characters.

Issuer: DVLA. Source: DVLA, "Driver licence number" (INF19/1): five characters of the surname filled with 9, decade, month
(plus 50 for women), day, year, two initials (9 for none), a digit, two letters.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare

_FORM = re.compile(
    r"[A-Z](?:[A-Z]{4}|[A-Z]{3}9|[A-Z]{2}99|[A-Z]999|9{4})([0-9])([0156][0-9])([0-9]{2})([0-9])[A-Z][A-Z9][0-9A-Z][A-Z]{2}(?:[0-9]{2})?"
)
_WOMEN = 50


def is_valid(value: str) -> bool:
    """Whether the value is a licence number, with or without its issue number.

    >>> is_valid("MORGA657054SM9IJ"), is_valid("MORGA 657054 SM9IJ 35"), is_valid("MORGA693054SM9IJ")
    (True, True, False)
    """
    parts = _FORM.fullmatch(bare(value.upper())) if value.isascii() else None
    if parts is None:
        return False
    decade, month, day, year = parts.groups()
    # The century is open; 2000 is a leap year, so no day of either century is lost.
    return exists(2000 + int(decade + year), int(month) % _WOMEN, int(day))
