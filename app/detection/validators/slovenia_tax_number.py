"""Slovenian tax numbers (davčna številka), the VAT numbers as well: seven digits and a check digit modulo 11.

Issuer: Finančna uprava. Source: Zakon o davčnem postopku, 35. člen; weights 8 to 2.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:SI ?)?([1-9][0-9]{7})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a tax number.

    >>> is_valid("SI 50223054"), is_valid("50223054"), is_valid("50223055")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    if parts is None:
        return False
    check = 11 - weighted(parts[1], range(8, 1, -1)) % 11
    return check <= 10 and check % 10 == int(parts[1][7])  # noqa: PLR2004 - 11 is never issued
