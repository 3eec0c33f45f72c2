"""Argentine account numbers (CBU): bank and branch with a check digit, account with another.

Issuer: banks under the Banco Central. Source: BCRA, Comunicación "A" 2559; weights 3, 1, 7, 9 in turn from the right, modulo 10.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{22}|[0-9]{8}[ \-][0-9]{14}")
_WEIGHTS = (3, 1, 7, 9)
_BLOCK = 8


def is_valid(value: str) -> bool:
    """Whether the value is a CBU.

    >>> is_valid("2850590940090418135201"), is_valid("28505909-40090418135201"), is_valid("2850590940090418135202")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return any(map(int, digits)) and _is_checked(digits[:_BLOCK]) and _is_checked(digits[_BLOCK:])


def _is_checked(block: str) -> bool:
    total = sum(int(digit) * _WEIGHTS[place % 4] for place, digit in enumerate(reversed(block[:-1])))
    return -total % 10 == int(block[-1])
