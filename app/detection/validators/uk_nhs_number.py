"""UK National Health Service numbers: check digit modulo 11.

Issuer: NHS England. Source: NHS Data Dictionary, "NHS NUMBER".
"""

import re

_FORM = re.compile(r"\d{10}|\d{3}([ \-])\d{3}\1\d{4}")


def is_valid(value: str) -> bool:
    """Whether the value is an NHS number; those of Scotland (CHI) begin with the day of birth.

    >>> is_valid("943 476 5919"), is_valid("9434765919"), is_valid("9434765918"), is_valid("0000000000")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in value if c.isdigit()]
    check = -sum(w * d for w, d in zip(range(10, 1, -1), digits, strict=False)) % 11
    return any(digits) and check == digits[9]
