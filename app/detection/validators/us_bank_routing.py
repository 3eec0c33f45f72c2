"""ABA routing numbers of banks in the United States: Federal Reserve prefix, check digit.

Issuer: American Bankers Association through its registrar. Source: ABA Routing Number Policy; Federal Reserve, E-Payments
Routing Directory (weights 3 7 1).
"""

import re

_FORM = re.compile(r"(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{2}-?\d{4}-?\d", re.ASCII)
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a routing number.

    >>> is_valid("021000021"), is_valid("0210-0002-1"), is_valid("021000022"), is_valid("900000005")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return sum(int(d) * w for d, w in zip(value.replace("-", ""), _WEIGHTS, strict=True)) % 10 == 0
