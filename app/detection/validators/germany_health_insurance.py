"""German health insurance numbers (Krankenversichertennummer): a letter, eight digits, check digit.

Issuer: Vertrauensstelle Krankenversichertennummer. Source: SGB V § 290 and its Richtlinie: the letter counts as two
digits, weights 1 and 2 in turn, digits of the products added, modulo 10.
"""

import re

from app.detection.checksums import bare, cross_sum

_FORM = re.compile(r"[A-Z][0-9]{9}|[A-Z] ?[0-9]{3} [0-9]{3} [0-9]{3}", re.IGNORECASE)
_WEIGHTS = (1, 2) * 5


def is_valid(value: str) -> bool:
    """Whether the value is the unchanging part of a health insurance number.

    >>> is_valid("A123456780"), is_valid("A 123 456 780"), is_valid("A123456781")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    number = bare(value).upper()
    return cross_sum(f"{ord(number[0]) - 64:02d}{number[1:9]}", _WEIGHTS) % 10 == int(number[9])
