"""German tax identification numbers: digit frequencies and an ISO 7064 MOD 11,10 check digit.

Issuer: Bundeszentralamt für Steuern. Source: BZSt, "Prüfziffernberechnung"; of the first ten digits exactly one
occurs twice, or (since 2016) three times.
"""

import re
from collections import Counter

_FORM = re.compile(r"[1-9]\d{10}|[1-9]\d([ /.\-])\d{3}\1\d{3}\1\d{3}")


def is_valid(value: str) -> bool:
    """Whether the value is a tax identification number of a person.

    >>> is_valid("36574261809"), is_valid("36 574 261 809"), is_valid("36574261890")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in value if c.isdigit()]
    repeated = [count for count in Counter(digits[:10]).values() if count > 1]
    return repeated in ([2], [3]) and _check(digits[:10]) == digits[10]


def _check(digits: list[int]) -> int:
    product = 10
    for digit in digits:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10
