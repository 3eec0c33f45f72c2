"""Chinese resident identity numbers: division, birth date, serial and a check character (ISO 7064 MOD 11-2).

Issuer: Ministry of Public Security. Source: GB 11643-1999; divisions after GB/T 2260: their first two digits are a
province. Districts come and go, so the last four digits of the division are not looked at.
"""

from app.detection.calendar_days import exists
from app.detection.checksums import weighted

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset((*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
                        *range(61, 66), 71, 81, 82, 83))  # fmt: skip
_YEARS = range(1850, 2050)
_LENGTH = 18


def is_valid(value: str) -> bool:
    """Whether the value is a resident identity number of 18 characters.

    >>> is_valid("360426199101010071"), is_valid("360426199101010072"), is_valid("160426199101010071")
    (True, False, False)
    """
    if not (len(value) == _LENGTH and value.isascii() and value[:17].isdigit()):
        return False
    if int(value[:2]) not in _PROVINCES or int(value[6:10]) not in _YEARS:
        return False
    if "10X98765432"[weighted(value[:17], _WEIGHTS) % 11] != value[17].upper():
        return False
    return exists(int(value[6:10]), int(value[10:12]), int(value[12:14]))
