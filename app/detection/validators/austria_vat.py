"""Austrian VAT numbers (UID): U, seven digits, check digit.

Issuer: Finanzamt Österreich. Source: BMF, "Konstruktionsregeln UID-Nummer": a Luhn sum shifted by 4.
"""

import re

from app.detection.checksums import cross_sum

_FORM = re.compile(r"U[0-9]{8}")
_WEIGHTS = (1, 2, 1, 2, 1, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the characters behind AT are valid.

    >>> is_valid("U13585627"), is_valid("U13585626")
    (True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return (6 - cross_sum(value[1:8], _WEIGHTS)) % 10 == int(value[8])
