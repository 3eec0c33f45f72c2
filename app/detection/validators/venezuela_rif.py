"""Venezuelan tax numbers (RIF): kind of person, eight digits, check digit modulo 11.

Issuer: SENIAT. Source: SENIAT, "Registro Único de Información Fiscal".
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[VEJPG]-?[0-9]{8}-?[0-9]")
_KINDS = {"V": 4, "E": 8, "J": 12, "P": 16, "G": 20}
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("V-11470283-4"), is_valid("V114702834")
    (True, True)
    >>> is_valid("V114702835"), is_valid("X114702834")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    total = _KINDS[digits[0]] + weighted(digits[1:], _WEIGHTS)
    return "00987654321"[total % 11] == digits[9]
