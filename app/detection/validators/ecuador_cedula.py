"""Ecuadorian identity numbers (cédula): province, kind, six digits, check digit modulo 10.

Issuer: Registro Civil. Source: Registro Civil, "Algoritmo de verificación de la cédula".
"""

import re
from operator import mul

from app.detection.checksums import bare

_FORM = re.compile(r"(?:0[1-9]|1[0-9]|2[0-4]|30)[0-5][0-9]{6}-?[0-9]")
_WEIGHTS = (2, 1, 2, 1, 2, 1, 2, 1, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("171430710-3"), is_valid("1714307103")
    (True, True)
    >>> is_valid("1714307104"), is_valid("3114307103")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    total = sum(product - 9 * (product > 9) for product in map(mul, map(int, digits), _WEIGHTS))  # noqa: PLR2004 - cross sum
    return -total % 10 == int(digits[9])
