"""Korean resident registration numbers (주민등록번호): birth date, century and sex, region, check digit modulo 11.

Issuer: Ministry of the Interior and Safety. Source: Enforcement rules of the Resident Registration Act; since October
2020 the last six digits are random, so births registered since then carry no check digit.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{6}-?[0-9]{7}")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURIES = {
    "1": 1900,
    "2": 1900,
    "5": 1900,
    "6": 1900,
    "3": 2000,
    "4": 2000,
    "7": 2000,
    "8": 2000,
    "9": 1800,
    "0": 1800,
}
_RANDOM_SINCE = (2020, 10)


def is_valid(value: str) -> bool:
    """Whether the value is a resident or foreigner registration number.

    >>> is_valid("971013-9019902"), is_valid("9710139019902"), is_valid("971013-9019903"), is_valid("971313-9019902")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    year, month, day = _CENTURIES[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if not exists(year, month, day):
        return False
    return (year, month) >= _RANDOM_SINCE or (11 - weighted(digits, _WEIGHTS) % 11) % 10 == int(digits[12])
