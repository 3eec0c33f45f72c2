"""German pension insurance numbers (Rentenversicherungsnummer): area, birth date, initial, serial, check digit.

Issuer: Deutsche Rentenversicherung. Source: VKVV § 2 and annex: the initial counts as two digits, weights
2 1 2 5 7 1 2 1 2 1 2 1, digits of the products added, modulo 10.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, cross_sum

_FORM = re.compile(
    r"[0-9]{8}[A-Z][0-9]{3}|[0-9]{2}[ .]?[0-9]{6}[ .]?[A-Z][ .]?[0-9]{2} ?[0-9]", re.IGNORECASE
)
_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a pension insurance number.

    >>> is_valid("15 070649 C 103"), is_valid("65170839J003"), is_valid("65170839J004"), is_valid("15170649C103")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    number = bare(value).upper()
    digits = f"{number[:8]}{ord(number[8]) - 64:02d}{number[9:]}"
    if cross_sum(digits, _WEIGHTS) % 10 != int(digits[12]):
        return False
    # A two-digit year leaves the century open; 2000 is a leap year, so no day of either century is lost.
    return exists(2000 + int(digits[6:8]), int(digits[4:6]), int(digits[2:4]))
