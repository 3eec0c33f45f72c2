"""Greek tax numbers (AFM), the VAT numbers as well: eight digits, powers of two as weights, modulo 11.

Issuer: AADE. Source: European Commission, VIES check digit routines.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:(?:EL|GR) ?)?([0-9]{8,9})", re.IGNORECASE)
_WEIGHTS = (256, 128, 64, 32, 16, 8, 4, 2)


def is_valid(value: str) -> bool:
    """Whether the value is an AFM; one that lost its leading zero as a number is one still.

    >>> is_valid("094259216"), is_valid("EL 094259216"), is_valid("94259216"), is_valid("123456781")
    (True, True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    if parts is None or int(parts[1]) == 0:
        return False
    digits = parts[1].zfill(9)
    return weighted(digits, _WEIGHTS) % 11 % 10 == int(digits[8])
