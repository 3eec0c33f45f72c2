"""Australian tax file numbers (TFN): eight or nine digits, weighted sum modulo 11.

Issuer: Australian Taxation Office. Source: ATO, "TFN declaration", check digit algorithm.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{9}|[0-9]{3}([ \-])[0-9]{3}\1[0-9]{3}")
_WEIGHTS = (1, 4, 3, 7, 5, 8, 6, 9, 10)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("123 456 782"), is_valid("123456782")
    (True, True)
    >>> is_valid("999 999 999"), is_valid("123456783")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return any(map(int, digits)) and weighted(digits, _WEIGHTS) % 11 == 0
