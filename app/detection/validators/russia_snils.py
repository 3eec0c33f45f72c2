"""Russian social insurance numbers (СНИЛС): nine digits and two check digits modulo 101.

Issuer: Social Fund of Russia. Source: постановление Правления ПФР от 31.07.2006 N 192п; weights 9 to 1; numbers up
to 001-001-998 have no check.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{11}|[0-9]{3}-[0-9]{3}-[0-9]{3}[ \-][0-9]{2}|[0-9]{3} [0-9]{3} [0-9]{3} [0-9]{2}")
_FIRST_CHECKED = 1_001_999


def is_valid(value: str) -> bool:
    """Whether the value is a SNILS.

    >>> is_valid("112-233-445 95"), is_valid("11223344595"), is_valid("112-233-445 96")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    if int(digits[:9]) < _FIRST_CHECKED:
        return False
    return weighted(digits, range(9, 0, -1)) % 101 % 100 == int(digits[9:])
