"""Maltese VAT numbers: eight digits, weights 3 4 6 7 8 9 10 1 modulo 37.

Issuer: Commissioner for Tax and Customs. Source: European Commission, VIES check digit routines; the last two digits
count as one number.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[1-9][0-9]{7}")
_WEIGHTS = (3, 4, 6, 7, 8, 9, 10, 1)


def is_valid(value: str) -> bool:
    """Whether the digits behind MT are valid.

    >>> is_valid("11679112"), is_valid("11679113")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and weighted(value, _WEIGHTS) % 37 == 0
