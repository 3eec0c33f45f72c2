"""Bulgarian personal numbers (EGN): birth date with the century in the month, serial, check digit modulo 11.

Issuer: GRAO. Source: Наредба № РД-02-20-9 за единната система за гражданска регистрация; weights 2 4 8 5 10 9 7 3 6.
"""

from app.detection.calendar_days import exists
from app.detection.checksums import weighted

_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
_CENTURIES = {0: 1900, 1: 1800, 2: 2000}


def is_valid(value: str) -> bool:
    """Whether the value is an EGN.

    >>> is_valid("7523169263"), is_valid("8032056031"), is_valid("8019010008"), is_valid("7523169262")
    (True, True, False, False)
    """
    if not (len(value) == len(_WEIGHTS) + 1 and value.isascii() and value.isdigit()):
        return False
    century, month = divmod(int(value[2:4]), 20)
    if century not in _CENTURIES or not exists(_CENTURIES[century] + int(value[:2]), month, int(value[4:6])):
        return False
    return weighted(value, _WEIGHTS) % 11 % 10 == int(value[9])
