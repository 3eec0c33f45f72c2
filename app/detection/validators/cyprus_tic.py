"""Cypriot tax identification codes (TIC), the VAT numbers as well: eight digits and a letter.

Issuer: Tax Department. Source: European Commission, VIES check digit routines: digits in odd places are translated
(1 0 5 7 9 13 15 17 19 21), modulo 26.
"""

import re

_FORM = re.compile(r"(?!12)[0-9]{8}[A-Z]")
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)


def is_valid(value: str) -> bool:
    """Whether the value is a TIC, without country.

    >>> is_valid("10259033P"), is_valid("10259033Z"), is_valid("12000139V")
    (True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    total = sum(_ODD[int(c)] for c in value[:8:2]) + sum(map(int, value[1:8:2]))
    return chr(65 + total % 26) == value[8]
