"""US national provider identifiers (NPI): ten digits, Luhn check digit with the prefix 80840.

Issuer: Centers for Medicare & Medicaid Services. Source: CMS, "Requirements for NPI and NPI check digit" (2004); the
first digit is 1 for persons and organisations alike, 2 is reserved.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"[12][0-9]{9}")


def is_valid(value: str) -> bool:
    """Whether the value is an NPI.

    >>> is_valid("1234567893"), is_valid("1234567890"), is_valid("3234567893")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid("80840" + value)
