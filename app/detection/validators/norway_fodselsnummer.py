"""Norwegian birth numbers (fødselsnummer), D numbers and H numbers: birth date, serial, two check digits modulo 11.

Issuer: Skatteetaten. Source: Forskrift om folkeregistrering; D numbers add 40 to the day, H numbers to the month; the
three-digit serial tells the century.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{10,11}|[0-9]{6}[ \-.][0-9]{5}|[0-9]{6} [0-9]{3} [0-9]{2}")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_SHIFT = 40


def is_valid(value: str) -> bool:
    """Whether the value is a birth number; one that lost its leading zero as a number is one still.

    >>> is_valid("151086 95088"), is_valid("15108695088"), is_valid("15108695077")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(11)
    if weighted(digits, _FIRST) % 11 or weighted(digits, _SECOND) % 11:
        return False
    day, month, year, serial = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6:9])
    century = _century(year, serial)
    return century != 0 and exists(
        century + year, month - _SHIFT * (month > _SHIFT), day - _SHIFT * (day > _SHIFT)
    )


def _century(year: int, serial: int) -> int:
    """The first year of the century; 0 where the serial belongs to none."""
    if serial < 500:  # noqa: PLR2004 - the source's table
        return 1900
    if serial < 750 and year >= 54:  # noqa: PLR2004 - likewise
        return 1800
    if year < 40:  # noqa: PLR2004 - likewise
        return 2000
    return 1900 if serial >= 900 else 0  # noqa: PLR2004 - likewise
