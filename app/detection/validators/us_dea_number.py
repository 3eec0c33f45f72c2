"""US DEA registration numbers: registrant code, initial or 9, six digits and a check digit.

Issuer: Drug Enforcement Administration. Source: DEA Diversion Control Division, registration number format: the
check digit is the last of d1 + d3 + d5 + 2 (d2 + d4 + d6).
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[A-HJ-MPRSTUX][A-Z9]([0-9]{7})(?:-[A-Z0-9]+)?", re.IGNORECASE)
_WEIGHTS = (1, 2, 1, 2, 1, 2)


def is_valid(value: str) -> bool:
    """Whether the value is a DEA number, with or without the suffix of a hospital's practitioner.

    >>> is_valid("AB1234563"), is_valid("AB1234563-T1"), is_valid("AB1234564"), is_valid("1B1234563")
    (True, True, False, False)
    """
    found = _FORM.fullmatch(value) if value.isascii() else None
    return found is not None and weighted(found[1], _WEIGHTS) % 10 == int(found[1][6])
