"""Estonian VAT numbers (KMKR): nine digits, weights 3 7 1 in turn, modulo 10.

Issuer: Maksu- ja Tolliamet. Source: European Commission, VIES check digit routines.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{9}")
_WEIGHTS = (3, 7, 1) * 3


def is_valid(value: str) -> bool:
    """Whether the digits behind EE are valid.

    >>> is_valid("100931558"), is_valid("100594103"), is_valid("000000000")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None and int(value) != 0 and weighted(value, _WEIGHTS) % 10 == 0
