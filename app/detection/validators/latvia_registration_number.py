"""Latvian registration numbers of legal entities, the VAT numbers as well: eleven digits modulo 11.

Issuer: Uzņēmumu reģistrs. Source: European Commission, VIES check digit routines; weights 9 1 4 8 3 10 2 5 7 6 1 add up
to 3.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:LV ?)?([4-9][0-9]{10})", re.IGNORECASE)
_WEIGHTS = (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a registration number.

    >>> is_valid("LV 40003521600"), is_valid("40003521600"), is_valid("40003521601")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    return parts is not None and weighted(parts[1], _WEIGHTS) % 11 == 3  # noqa: PLR2004 - the source's remainder
