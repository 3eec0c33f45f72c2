"""Portuguese social security numbers (NISS): eleven digits, the first 1 or 2, check digit from prime weights.

Issuer: Segurança Social. Source: Lei 4/2007, artigo 20; weights 29 23 19 17 13 11 7 5 3 2, nine minus the remainder
modulo 10.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[12][0-9]{10}|[12][0-9]{2} [0-9]{3} [0-9]{3} [0-9]{2}")
_WEIGHTS = (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is a NISS.

    >>> is_valid("12345678902"), is_valid("123 456 789 02"), is_valid("12345678901")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return 9 - weighted(digits, _WEIGHTS) % 10 == int(digits[10])
