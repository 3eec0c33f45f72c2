"""French tax numbers of persons (numéro fiscal de référence, SPI): ten digits, remainder modulo 511.

Issuer: Direction générale des Finances publiques. Source: OECD, "France - Information on tax identification numbers".
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-3][0-9]{12}|[0-3][0-9] [0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}")


def is_valid(value: str) -> bool:
    """Whether the value is a numéro fiscal.

    >>> is_valid("30 23 217 600 053"), is_valid("3023217600053"), is_valid("3023217600054")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return int(digits[:10]) % 511 == int(digits[10:]) and int(digits) != 0
