"""Chilean identity and tax numbers (RUN, RUT): up to eight digits and a check character modulo 11.

Issuer: Registro Civil, Servicio de Impuestos Internos. Source: Decreto 18/2007 of the SII.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[1-9][0-9]{6,7}-[0-9Kk]|[1-9][0-9]?(?:\.[0-9]{3}){2}-?[0-9Kk]|[1-9][0-9]{7}[0-9Kk]")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 2, 3)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("12.531.909-2"), is_valid("12531909-2"), is_valid("9500802-K")
    (True, True, True)
    >>> is_valid("12.531.909-3"), is_valid("125319-2")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).upper()
    rest = -weighted(digits[-2::-1], _WEIGHTS) % 11
    return "0123456789K"[rest] == digits[-1]
