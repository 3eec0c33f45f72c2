"""Brazilian taxpayer numbers (CPF): two check digits modulo 11.

Issuer: Receita Federal do Brasil. Source: Instrução Normativa RFB 1548/2015.
"""

import re

_FORM = re.compile(r"\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{9}-\d{2}")


def is_valid(value: str) -> bool:
    """Whether the value is a CPF; eleven equal digits pass the sums and are never issued.

    >>> is_valid("390.533.447-05"), is_valid("39053344705"), is_valid("390.533.447-06"), is_valid("11111111111")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in value if c.isdigit()]
    return len(set(digits)) > 1 and all(_check(digits[:n]) == digits[n] for n in (9, 10))


def _check(digits: list[int]) -> int:
    return sum(w * d for w, d in zip(range(len(digits) + 1, 1, -1), digits, strict=True)) * 10 % 11 % 10
