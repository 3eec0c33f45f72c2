"""Peruvian tax numbers (RUC): kind of taxpayer, eight digits, a digit and a check digit modulo 11.

Issuer: SUNAT. Source: SUNAT, "Registro Único de Contribuyentes".
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:10|15|16|17|20)[0-9]{9}")
_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("20512333797")
    True
    >>> is_valid("20512333798"), is_valid("30512333797")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return (11 - weighted(value, _WEIGHTS) % 11) % 10 == int(value[10])
