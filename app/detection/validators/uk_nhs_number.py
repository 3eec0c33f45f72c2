"""UK National Health Service numbers: check digit modulo 11.

Issuer: NHS England. Source: NHS Data Dictionary, "NHS NUMBER".
"""

import re

# Issued so far: England and Wales 400 to 499 and 600 to 709 million, also old ones from 900 million on; Northern Ireland
# 320 to 399; Scotland's begin with a day and month. An ISBN-10, which has the same check digit, begins with 0 or 1.
_RANGES = re.compile(r"[4679]|3[2-9]|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|-?[ ]?0[1-9]|1[0-2])")
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
    return check == digits[9] and _RANGES.match(value) is not None
