"""Indian goods and services tax numbers (GSTIN): state, PAN, registration, Z, check character (Luhn modulo 36).

Issuer: GST Network. Source: GSTN, "GSTIN format"; states 01 to 38, 96, 97 and 99.
"""

import re

from app.detection.validators import india_pan

_FORM = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]", re.IGNORECASE)
_STATES = frozenset((*range(1, 39), 96, 97, 99))


def is_valid(value: str) -> bool:
    """Whether the value is a GSTIN.

    >>> is_valid("27AAPFU0939F1ZV"), is_valid("27AAPFU0939F1ZO"), is_valid("57AAPFU0939F1ZV")
    (True, False, False)
    """
    code = value.upper()
    if not value.isascii() or _FORM.fullmatch(value) is None or int(code[:2]) not in _STATES:
        return False
    if not india_pan.is_valid(code[2:12]):
        return False
    products = ((1 + (i % 2)) * int(c, 36) for i, c in enumerate(code[:14]))
    return -sum(sum(divmod(product, 36)) for product in products) % 36 == int(code[14], 36)
