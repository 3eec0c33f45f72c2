"""Brazilian driving licence register numbers (CNH): nine digits and two check digits modulo 11.

Issuer: Senatran. Source: Resolução CONTRAN 168/2004 and the DENATRAN layout: weights 9 to 1 and 1 to 9, the second
check digit two less where the first would have been 10.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{11}")
_TWO_DIGITS = 10


def is_valid(value: str) -> bool:
    """Whether the value is a CNH register number; eleven equal digits are never issued.

    >>> is_valid("02650306461"), is_valid("02650306462"), is_valid("11111111111")
    (True, False, False)
    """
    if _FORM.fullmatch(value) is None or len(set(value)) == 1:
        return False
    first = weighted(value, range(9, 0, -1)) % 11
    second = (weighted(value, range(1, 10)) - (2 if first == _TWO_DIGITS else 0)) % 11
    return value[9:] == f"{first % _TWO_DIGITS}{second % _TWO_DIGITS}"
