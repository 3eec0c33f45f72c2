"""New Zealand health numbers (NHI): three letters and three digits with a check digit; since 2026 also AAA00AX.

Issuer: Health New Zealand. Source: HISO 10046 Consumer Health Identity Standard.
"""

import re
from operator import mul

_FORM = re.compile(r"[A-HJ-NP-Z]{3}[0-9]{4}|[A-HJ-NP-Z]{3}[0-9]{2}[A-HJ-NP-Z]{2}")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_WEIGHTS = (7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("ZAC5361"), is_valid("ZBN77VL")
    (True, True)
    >>> is_valid("ZAC5362"), is_valid("OAC5361")
    (False, False)
    """
    text = value.upper()
    if not value.isascii() or _FORM.fullmatch(text) is None:
        return False
    codes = [int(c) if c.isdigit() else _LETTERS.index(c) + 1 for c in text]
    total = sum(map(mul, codes, _WEIGHTS))
    if text[6].isdigit():
        rest = total % 11
        return rest != 0 and (11 - rest) % 10 == codes[6]
    return 23 - total % 23 == codes[6]
