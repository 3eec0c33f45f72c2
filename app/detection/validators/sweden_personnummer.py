"""Swedish personal numbers: birth date, serial, Luhn check digit over the last ten digits.

Issuer: Skatteverket. Source: Folkbokföringslag (1991:481), 18 §; coordination numbers add 60 to the day.
"""

import re

from app.detection.calendar_days import exists
from app.detection.validators import luhn

_FORM = re.compile(r"((?:18|19|20)?\d{2})(\d{2})(\d{2})[\-+ ]?(\d{4})")
_COORDINATION = 60


def is_valid(value: str) -> bool:
    """Whether the value is a personal or coordination number.

    >>> is_valid("811228-9874"), is_valid("19811228-9874"), is_valid("811228-9873"), is_valid("811328-9874")
    (True, True, False, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None or not value.isascii():
        return False
    day = int(parts[3])
    # A two-digit year leaves the century open; 2000 is a leap year, so no day of either century is lost.
    year = int(parts[1]) if len(parts[1]) > len("yy") else 2000 + int(parts[1])
    if not exists(year, int(parts[2]), day % _COORDINATION if day > _COORDINATION else day):
        return False
    return luhn.is_valid(parts[1][-2:] + parts[2] + parts[3] + parts[4])
