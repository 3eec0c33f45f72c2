"""Danish personal numbers (CPR): birth date with the century in the seventh digit, serial.

Issuer: CPR-kontoret. Source: CPR-kontoret, "Personnummeret i CPR-systemet"; numbers without the modulo 11 check digit
are issued since 2007, so it is not asked for.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{10}|[0-9]{6}[ \-][0-9]{4}")


def is_valid(value: str) -> bool:
    """Whether the value is a CPR number; nine digits, without a leading zero, are too many other things.

    >>> is_valid("211062-5629"), is_valid("2110625629"), is_valid("110625629"), is_valid("511062-5629")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return exists(_year(int(digits[4:6]), digits[6]), int(digits[2:4]), int(digits[:2]))


def _year(year: int, seventh: str) -> int:
    if seventh in "0123" or (seventh in "49" and year >= 37):  # noqa: PLR2004 - the source's table
        return 1900 + year
    return 1800 + year if seventh in "5678" and year >= 58 else 2000 + year  # noqa: PLR2004 - likewise
