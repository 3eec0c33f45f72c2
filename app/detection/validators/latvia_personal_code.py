"""Latvian personal codes (personas kods): birth date and century digit, or 32 and digits of no meaning since 2017.

Issuer: Pilsonības un migrācijas lietu pārvalde. Source: Fizisko personu reģistra likums; the check digit (weights
10 5 8 4 2 1 6 3 7 9, plus 1, modulo 11) is that of the VAT routines of the European Commission.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{6}[ \-]?[0-9]{5}|[1-9][0-9]{9}")
_WEIGHTS = (10, 5, 8, 4, 2, 1, 6, 3, 7, 9)


def is_valid(value: str) -> bool:
    """Whether the value is a personal code; one that lost its leading zero as a number is one still.

    >>> is_valid("161175-19997"), is_valid("16117519997"), is_valid("161375-19997"), is_valid("161175-19996")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(11)
    if (1 + weighted(digits, _WEIGHTS)) % 11 % 10 != int(digits[10]):
        return False
    if digits.startswith("32"):
        return True
    year = 1800 + 100 * int(digits[6]) + int(digits[4:6])
    return digits[6] in "012" and exists(year, int(digits[2:4]), int(digits[:2]))
