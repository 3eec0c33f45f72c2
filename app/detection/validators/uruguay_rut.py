"""Uruguayan tax numbers (RUT): registration, six digits, 001, check digit modulo 11.

Issuer: DGI. Source: DGI, "Registro Único Tributario".
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:0[1-9]|1[0-9]|2[012])-?[0-9]{6}-?001-?[0-9]")
_WEIGHTS = (4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("21-100342-001-7"), is_valid("211003420017")
    (True, True)
    >>> is_valid("211003420018"), is_valid("231003420017")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return digits[2:8] != "000000" and -weighted(digits, _WEIGHTS) % 11 == int(digits[11])
