"""Finnish personal identity codes (henkilötunnus): birth date, sign of the century, serial, check character.

Issuer: Digital and Population Data Services Agency. Source: Valtioneuvoston asetus 690/2022 (the further signs Y to U
and B to F); the nine digits modulo 31 choose the check character. Serials from 900 on are for temporary use.
"""

import re

from app.detection.calendar_days import exists

_FORM = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([+\-A-FU-Y])([0-9]{3})([0-9A-FHJ-NPR-Y])", re.IGNORECASE)
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800, **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}
_FIRST_SERIAL = 2


def is_valid(value: str) -> bool:
    """Whether the value is a personal identity code.

    >>> is_valid("131052-308T"), is_valid("131052-308U"), is_valid("310252-308Y"), is_valid("010101A900R")
    (True, False, False, True)
    """
    parts = _FORM.fullmatch(value.upper()) if value.isascii() else None
    if parts is None or int(parts[5]) < _FIRST_SERIAL:
        return False
    day, month, year, sign, serial, check = parts.groups()
    if not exists(_CENTURIES[sign] + int(year), int(month), int(day)):
        return False
    return _CHECKS[int(day + month + year + serial) % 31] == check
