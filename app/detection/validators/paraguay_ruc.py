"""Paraguayan tax numbers (RUC): up to eight digits and a check digit modulo 11.

Issuer: DNIT. Source: Decreto 7793/2022, "Dígito verificador".
"""

import re

_FORM = re.compile(r"[0-9]{5,8}-[0-9]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("80028061-0")
    True
    >>> is_valid("80028061-1"), is_valid("800280610")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits, check = value[:-2], int(value[-1])
    total = sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=2))
    return (-total % 11) % 10 == check
