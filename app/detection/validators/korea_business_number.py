"""Korean business registration numbers (사업자등록번호): office, kind, serial and a check digit modulo 10.

Issuer: National Tax Service. Source: National Tax Service, checking of business registration numbers: weights 1 3 7 1
3 7 1 3 5, to which the tens of the ninth product are added.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[1-9][0-9]{9}|[1-9][0-9]{2}([ \-])[0-9]{2}\1[0-9]{5}")
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a business registration number.

    >>> is_valid("124-81-00998"), is_valid("1248100998"), is_valid("124-81-00999"), is_valid("124-00-00998")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return digits[3:5] != "00" and (weighted(digits, _WEIGHTS) + int(digits[8]) * 5 // 10) % 10 == 0
