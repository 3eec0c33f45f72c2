"""Argentine tax numbers (CUIT, CUIL): kind, eight digits, check digit modulo 11.

Issuer: AFIP, ANSES. Source: AFIP, Resolución General 10/97.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:20|2[34567]|30|3[34]|50|51|55)(?:-?[0-9]{8}-?[0-9]| [0-9]{8} [0-9])")
_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("20-05536168-2"), is_valid("20055361682")
    (True, True)
    >>> is_valid("20-05536168-3"), is_valid("21055361682")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return "012345678990"[11 - weighted(digits, _WEIGHTS) % 11] == digits[10]
