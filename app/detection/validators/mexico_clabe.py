"""Mexican account numbers for transfers (CLABE): bank, branch, account, check digit.

Issuer: banks under the Asociación de Bancos de México. Source: Banco de México, "CLABE"; weights 3, 7, 1 in turn, of each
product the last digit, modulo 10.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{18}|[0-9]{3} [0-9]{3} [0-9]{11} [0-9]|[0-9]{3}-[0-9]{3}-[0-9]{11}-[0-9]")
_WEIGHTS = (3, 7, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a CLABE.

    >>> is_valid("032180000118359719"), is_valid("032 180 00011835971 9"), is_valid("032180000118359718")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in bare(value)]
    total = sum(digit * _WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return any(digits) and -total % 10 == digits[17]
