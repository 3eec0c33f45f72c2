"""Czech and Slovak birth numbers (rodné číslo): birth date, serial, since 1954 a check digit modulo 11.

Issuer: Ministerstvo vnitra. Source: Zákon 133/2000 Sb., § 13; women add 50 to the month, exhausted days 20. Numbers of
nine digits end in 1953.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{6}[/ ]?[0-9]{3,4}")
_WOMEN, _EXHAUSTED = 50, 20
_FIRST_OF_TEN, _LAST_CENTURY = 54, 80


def is_valid(value: str) -> bool:
    """Whether the value is a birth number.

    >>> is_valid("710319/2745"), is_valid("7103192745"), is_valid("991231123"), is_valid("1103492745")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    year, month, day = int(digits[:2]), int(digits[2:4]) % _WOMEN % _EXHAUSTED, int(digits[4:6])
    if len(digits) == len("yymmddsss"):
        if _FIRST_OF_TEN <= year < _LAST_CENTURY:
            return False
        return exists((1800 if year >= _LAST_CENTURY else 1900) + year, month, day)
    if int(digits[:9]) % 11 % 10 != int(digits[9]):
        return False
    return exists((1900 if year >= _FIRST_OF_TEN else 2000) + year, month, day)
