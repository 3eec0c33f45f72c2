"""Estonian personal codes (isikukood), and those of Lithuania: century and sex, birth date, serial, check digit.

Issuer: Siseministeerium. Source: Isikukoodide moodustamise kord; weights 1 to 9 in turn modulo 11, from 3 on where
that gives 10.
"""

from app.detection.calendar_days import exists
from app.detection.checksums import weighted

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)


def is_valid(value: str) -> bool:
    """Whether the value is a personal code.

    >>> is_valid("36805280109"), is_valid("36805280108"), is_valid("06805280109"), is_valid("36813280109")
    (True, False, False, False)
    """
    if not (len(value) == len(_FIRST) + 1 and value.isascii() and value.isdigit()) or value[0] in "09":
        return False
    year = 1700 + (int(value[0]) + 1) // 2 * 100 + int(value[1:3])
    return exists(year, int(value[3:5]), int(value[5:7])) and has_check_digit(value)


def has_check_digit(digits: str) -> bool:
    """Whether the last digit checks those before it.

    >>> has_check_digit("36805280109"), has_check_digit("12345678")
    (True, True)
    """
    check = weighted(digits[:-1], _FIRST) % 11
    if check == 10:  # noqa: PLR2004 - two digits do not fit
        check = weighted(digits[:-1], _SECOND) % 11 % 10
    return check == int(digits[-1])
