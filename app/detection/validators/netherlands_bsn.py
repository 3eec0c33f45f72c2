"""Dutch citizen service numbers (burgerservicenummer): the eleven test.

Issuer: Rijksdienst voor Identiteitsgegevens. Source: Besluit BSN; weights 9 8 7 6 5 4 3 2 -1, sum divisible by 11.
"""

import re

_FORM = re.compile(r"\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}([ .\-])\d{3}\1\d{3}")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_valid(value: str) -> bool:
    """Whether the value is a BSN; 8-digit ones are padded by whoever stores them.

    >>> is_valid("111222333"), is_valid("1112.22.333"), is_valid("111252333"), is_valid("000000000")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in value if c.isdigit()]
    return any(digits) and sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
