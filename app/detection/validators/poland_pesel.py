"""Polish personal numbers (PESEL): birth date with the century in the month, weighted check digit.

Issuer: Ministry of Digital Affairs. Source: Act on population registration of 24 September 2010, art. 15-16.
"""

from app.detection.calendar_days import exists

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_CENTURIES = {8: 1800, 0: 1900, 2: 2000, 4: 2100, 6: 2200}


def is_valid(value: str) -> bool:
    """Whether the value is a PESEL.

    >>> is_valid("44051401359"), is_valid("44051401358"), is_valid("44991401359")
    (True, False, False)
    """
    if not (len(value) == len(_WEIGHTS) and value.isascii() and value.isdigit()):
        return False
    month = int(value[2:4])
    year = _CENTURIES[month // 20 * 2] + int(value[:2])
    if not exists(year, month % 20, int(value[4:6])):
        return False
    return sum(w * int(d) for w, d in zip(_WEIGHTS, value, strict=True)) % 10 == 0
