"""Portuguese citizen card numbers (cartão de cidadão): eight digits and their check, two characters, check digit.

Issuer: Instituto dos Registos e do Notariado. Source: IRN, "Validação de número de documento do cartão de cidadão":
every second character doubled, minus 9 above 9, modulo 10.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{9}[A-Z0-9]{2}[0-9]|[0-9]{8} [0-9] ?[A-Z0-9]{2} ?[0-9]", re.IGNORECASE)
_NINE = 9


def is_valid(value: str) -> bool:
    """Whether the value is the document number of a citizen card.

    >>> is_valid("00000000 0 ZZ4"), is_valid("000000000ZZ4"), is_valid("000000000ZZ3")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    values = [int(c, 36) for c in bare(value)]
    doubled = (v * 2 - _NINE * (v * 2 > _NINE) for v in values[::2])
    return (sum(doubled) + sum(values[1::2])) % 10 == 0
