"""Belarusian payer numbers (УНП): nine characters, of persons with two letters in front, modulo 11.

Issuer: Ministry of Taxes and Duties. Source: Налоговый кодекс, статья 79; weights 29 23 19 17 13 7 5 3.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[1-7][0-9]{8}|[ABCEHKM][ABCEHKMOPT][0-9]{7}")
_WEIGHTS = (29, 23, 19, 17, 13, 7, 5, 3)
_SECOND = "ABCEHKMOPT"


def is_valid(value: str) -> bool:
    """Whether the value is a UNP.

    >>> is_valid("200988541"), is_valid("MA1953684"), is_valid("200988542")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = value if value.isdigit() else f"{value[0]}{_SECOND.index(value[1])}{value[2:]}"
    return weighted(digits, _WEIGHTS) % 11 == int(value[8])
