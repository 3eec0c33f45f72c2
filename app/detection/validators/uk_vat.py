"""UK VAT numbers: nine digits modulo 97, twelve with a branch; government departments (GD) and hospitals (HA).

Issuer: HM Revenue & Customs. Source: European Commission, VIES check digit routines; weights 8 to 2, the last two digits
count as one number; since 2010 numbers from 100 on may be shifted by 55.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{9}(?:[0-9]{3})?")
_SPECIAL = re.compile(r"GD[0-4][0-9]{2}|HA[5-9][0-9]{2}")
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 1)
_SHIFTED = frozenset({0, 42, 55})


def is_valid(value: str) -> bool:
    """Whether the characters behind GB or XI are valid.

    >>> is_valid("980780684"), is_valid("980780684001"), is_valid("GD001"), is_valid("802311781")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return _SPECIAL.fullmatch(value) is not None
    remainder = weighted(value[:9], _WEIGHTS) % 97
    return remainder == 0 or (value[0] != "0" and remainder in _SHIFTED)
