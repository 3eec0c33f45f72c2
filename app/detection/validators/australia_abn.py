"""Australian business numbers (ABN): two check digits and nine digits, modulo 89.

Issuer: Australian Business Register. Source: ABR, "Format of the ABN".
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:1[1-9]|[2-9][0-9])(?:[0-9]{9}|([ \-])[0-9]{3}\1[0-9]{3}\1[0-9]{3})")
_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("83 914 571 673"), is_valid("83914571673")
    (True, True)
    >>> is_valid("99 999 999 999"), is_valid("83914571674")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return (weighted(digits, _WEIGHTS) - _WEIGHTS[0]) % 89 == 0
