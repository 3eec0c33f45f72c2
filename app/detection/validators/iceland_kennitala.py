"""Icelandic identity numbers (kennitala): birth date, two random digits, check digit modulo 11, century.

Issuer: Þjóðskrá. Source: Þjóðskrá, "Um kennitölur"; organisations add 40 to the day.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{8,9}[09]|[0-9]{6}[ \-][0-9]{3}[09]")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_ORGANISATIONS = 40


def is_valid(value: str) -> bool:
    """Whether the value is a kennitala; one that lost its leading zero as a number is one still.

    >>> is_valid("450401-3150"), is_valid("120174-3399"), is_valid("450401-3160"), is_valid("320174-3399")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(10)
    day, year = int(digits[:2]), int(digits[4:6]) + (1900 if digits[9] == "9" else 2000)
    if weighted(digits, _WEIGHTS) % 11:
        return False
    return exists(year, int(digits[2:4]), day - _ORGANISATIONS if day >= _ORGANISATIONS else day)
