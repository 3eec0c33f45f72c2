"""Australian company numbers (ACN): eight digits and a check digit modulo 10.

Issuer: ASIC. Source: ASIC, "Australian Company Number digit check".
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{9}|[0-9]{3}([ \-])[0-9]{3}\1[0-9]{3}")
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("004 085 616"), is_valid("004085616")
    (True, True)
    >>> is_valid("004085617"), is_valid("00408561")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return any(map(int, digits)) and -weighted(digits, _WEIGHTS) % 10 == int(digits[8])
