"""Hungarian tax numbers (adószám): eight digits, VAT code, county; the VAT number is HU and the eight digits.

Issuer: Nemzeti Adó- és Vámhivatal. Source: Art. (2017. évi CL. törvény) 1. melléklet; weights 9 7 3 1 in turn,
modulo 10.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:HU ?)?([0-9]{8})(?:-?[1-5]-?[0-9]{2})?", re.IGNORECASE)
_WEIGHTS = (9, 7, 3, 1) * 2


def is_valid(value: str) -> bool:
    """Whether the value is a tax number, whole or its first eight digits.

    >>> is_valid("12892312-2-41"), is_valid("HU-12892312"), is_valid("HU12892312"), is_valid("12892313")
    (True, False, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    return parts is not None and int(parts[1]) != 0 and weighted(parts[1], _WEIGHTS) % 10 == 0
