"""Personal numbers of Slovenia (EMŠO) and the other successors of Yugoslavia (JMBG): date, region, serial, check.

Issuer: the ministries of the interior. Source: Zakon o centralnem registru prebivalstva; three digits of the year,
weights 7 6 5 4 3 2 twice, modulo 11.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{12,13}")
_WEIGHTS = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LAST_OF_2000 = 800


def is_valid(value: str) -> bool:
    """Whether the value is an EMŠO or JMBG; one that lost its leading zero as a number is one still.

    >>> is_valid("0101006500006"), is_valid("101006500006"), is_valid("0101006500007"), is_valid("0113006500006")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = value.zfill(13)
    if -weighted(digits, _WEIGHTS) % 11 % 10 != int(digits[12]):
        return False
    year = int(digits[4:7])
    return exists(year + (2000 if year < _LAST_OF_2000 else 1000), int(digits[2:4]), int(digits[:2]))
