"""Guatemalan tax numbers (NIT): digits and a check character modulo 11.

Issuer: SAT. Source: SAT, "Número de Identificación Tributaria".
"""

import re

_FORM = re.compile(r"[0-9]{4,11}-[0-9Kk]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("576937-K"), is_valid("7108-0")
    (True, True)
    >>> is_valid("576937-1"), is_valid("576937K")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits, check = value[:-2], value[-1].upper()
    rest = -sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=2)) % 11
    return "0123456789K"[rest] == check
