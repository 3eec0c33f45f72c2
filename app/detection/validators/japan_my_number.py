"""Japanese individual numbers (My Number, マイナンバー): eleven digits and a check digit modulo 11.

Issuer: J-LIS. Source: Ministry of Internal Affairs and Communications, order 85 of 2014, art. 5.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{12}|[0-9]{4}([ \-])[0-9]{4}\1[0-9]{4}")
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is an individual number; twelve zeros are none.

    >>> is_valid("6214 9832 0257"), is_valid("621498320257"), is_valid("621498320258"), is_valid("000000000000")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    remainder = weighted(digits, _WEIGHTS) % 11
    check = 0 if remainder <= 1 else 11 - remainder
    return check == int(digits[11]) and len(set(digits)) > 1
