"""Austrian social insurance numbers: three-digit serial, check digit modulo 11, birth date.

Issuer: Dachverband der Sozialversicherungsträger. Source: ASVG § 30c and its guidelines; weights 3 7 9 and
5 8 4 2 1 6. Months 13 to 15 stand for dates of which no more numbers are left.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, weighted

_FORM = re.compile(
    r"[1-9][0-9]{9}|[1-9][0-9]{3}[ \-/][0-9]{6}|[1-9][0-9]{3} [0-9]{2}[ .]?[0-9]{2}[ .]?[0-9]{2}"
)
_WEIGHTS = (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)
_LAST_MONTH, _EXHAUSTED = 12, 15


def is_valid(value: str) -> bool:
    """Whether the value is a social insurance number.

    >>> is_valid("1237 010180"), is_valid("1237010180"), is_valid("2237010180"), is_valid("1237 411780")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    day, month, year = int(digits[4:6]), int(digits[6:8]), int(digits[8:])
    if _LAST_MONTH < month <= _EXHAUSTED:
        month = _LAST_MONTH
    return weighted(digits, _WEIGHTS) % 11 == int(digits[3]) and exists(2000 + year, month, day)
