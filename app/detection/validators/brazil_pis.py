"""Brazilian social numbers (PIS/PASEP, NIS, NIT): eleven digits, check digit modulo 11.

Issuer: Caixa Econômica Federal, INSS. Source: Caixa, "Manual de orientação NIS": weights 3 2 9 8 7 6 5 4 3 2.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{11}|[0-9]{3}\.[0-9]{5}\.[0-9]{2}-[0-9]")
_WEIGHTS = (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number; those issued begin with 1 or 2.

    >>> is_valid("120.56874.10-7"), is_valid("12056874107"), is_valid("12056874108"), is_valid("00000000000")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None or value[0] not in "12":
        return False
    digits = bare(value)
    return -weighted(digits, _WEIGHTS) % 11 % 10 == int(digits[10])
