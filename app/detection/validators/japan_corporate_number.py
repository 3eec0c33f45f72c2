"""Japanese corporate numbers (法人番号): a check digit in front of twelve digits, modulo 9.

Issuer: National Tax Agency. Source: Ministry of Finance order 70 of 2014, art. 2.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"T?([0-9]{13}|[0-9](?:-[0-9]{4}){3})")
_WEIGHTS = (2, 1) * 6


def is_valid(value: str) -> bool:
    """Whether the value is a corporate number, or with T in front the number of a qualified invoice issuer.

    >>> is_valid("5835678256246"), is_valid("5-8356-7825-6246"), is_valid("T5835678256246"), is_valid("2835678256246")
    (True, True, True, False)
    """
    found = _FORM.fullmatch(value)
    if found is None:
        return False
    digits = bare(found[1])
    return len(set(digits)) > 1 and 9 - weighted(digits[1:], _WEIGHTS) % 9 == int(digits[0])
