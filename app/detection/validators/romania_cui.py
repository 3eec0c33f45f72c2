"""Romanian company tax codes (CUI, CIF): two to ten digits, the last a check digit modulo 11.

Issuer: ANAF. Source: Codul fiscal, art. 82; weights 7 5 3 2 1 7 5 3 2, right-aligned.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:RO ?)?([1-9][0-9]{4,9})", re.IGNORECASE)
_WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is a CUI of at least five digits; shorter ones are numbers like any other.

    >>> is_valid("RO 18547290"), is_valid("18547290"), is_valid("18547291"), is_valid("19")
    (True, True, False, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    if parts is None:
        return False
    digits = parts[1].zfill(10)
    return weighted(digits, _WEIGHTS) * 10 % 11 % 10 == int(digits[9])
