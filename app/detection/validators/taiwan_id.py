"""Taiwanese identity numbers: a letter for the region, sex, seven digits, check digit; resident certificates alike.

Issuer: Ministry of the Interior. Source: Ministry of the Interior, numbering of national identification cards; since
2021 residents' certificates (UI numbers) have 8 or 9 in second place, before that a letter A to D.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[A-Z][1289A-D][0-9]{8}", re.IGNORECASE)
_REGIONS = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def is_valid(value: str) -> bool:
    """Whether the value is an identity or resident certificate number.

    >>> is_valid("A123456789"), is_valid("A123456788"), is_valid("A323456789")
    (True, False, False)
    """
    code = value.upper()
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    sex = str(_REGIONS[code[1]] % 10) if code[1].isalpha() else code[1]
    return weighted(f"{_REGIONS[code[0]]}{sex}{code[2:]}", _WEIGHTS) % 10 == 0
