"""Italian VAT numbers (partita IVA): seven digits, tax office, Luhn check digit.

Issuer: Agenzia delle Entrate. Source: DPR 633/1972; offices 001-100, 120, 121, 888 (e-commerce) and 999.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"(?:IT ?)?[0-9]{10,11}", re.IGNORECASE)
_OFFICES = frozenset({*range(1, 101), 120, 121, 888, 999})


def is_valid(value: str) -> bool:
    """Whether the value is a partita IVA; one that lost its leading zero as a number is one still.

    >>> is_valid("00743110157"), is_valid("IT00743110157"), is_valid("743110157"), is_valid("00743110158")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.lstrip("IiTt ")).zfill(11)
    return digits[:7] != "0000000" and int(digits[7:10]) in _OFFICES and luhn.is_valid(digits)
