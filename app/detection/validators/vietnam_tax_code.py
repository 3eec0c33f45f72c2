"""Vietnamese tax codes (MST): nine digits, check digit modulo 11, perhaps a branch.

Issuer: General Department of Taxation. Source: Circular 95/2016/TT-BTC, article 5.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("0100233488"), is_valid("0314409058-002")
    (True, True)
    >>> is_valid("0100233489"), is_valid("010023348")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return digits[2:9] != "0000000" and 10 - weighted(digits[:9], _WEIGHTS) % 11 == int(digits[9])
