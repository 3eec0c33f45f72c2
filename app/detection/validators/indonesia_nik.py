"""Indonesian population numbers (NIK, KTP): district, birth date (40 added to the day for women), serial.

Issuer: Ditjen Dukcapil. Source: Undang-Undang 23/2006, art. 13; provinces after the Ministry of Home Affairs' code of
regions. No check digit exists.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{16}|[0-9]{6}([ .\-])[0-9]{6}\1[0-9]{4}|[0-9]{4}(?: [0-9]{4}){3}")
_PROVINCES = frozenset((*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82,
                        *range(91, 98)))  # fmt: skip
_FEMALE = 40


def is_valid(value: str) -> bool:
    """Whether the value is a NIK.

    >>> is_valid("3171011708450001"), is_valid("3171015708450001"), is_valid("3171013208450001")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    day = int(digits[6:8])
    if int(digits[:2]) not in _PROVINCES or digits[2:4] == "00" or digits[12:] == "0000":
        return False
    return exists(2000 + int(digits[10:12]), int(digits[8:10]), day - _FEMALE if day > _FEMALE else day)
