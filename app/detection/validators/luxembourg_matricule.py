"""Luxembourgish identification numbers (matricule): birth date, serial, a Luhn and a Verhoeff check digit.

Issuer: Centre des technologies de l'information de l'État. Source: Règlement grand-ducal du 18 juin 2014; both digits
check the eleven before them.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare
from app.detection.validators import luhn, verhoeff

_FORM = re.compile(r"(?:1[89]|20)[0-9]{11}|(?:1[89]|20)[0-9]{2} ?[0-9]{4} ?[0-9]{3} ?[0-9]{2}")


def is_valid(value: str) -> bool:
    """Whether the value is a matricule of thirteen digits.

    >>> is_valid("1893120105732"), is_valid("1893 1201 057 32"), is_valid("1893120105733")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    if not exists(int(digits[:4]), int(digits[4:6]), int(digits[6:8])):
        return False
    return luhn.is_valid(digits[:12]) and verhoeff.is_valid(digits[:11] + digits[12])
