"""SEDOL numbers of securities traded in the United Kingdom and Ireland: six characters and a check digit.

Issuer: London Stock Exchange. Source: LSEG, SEDOL Masterfile technical specification (weights 1 3 1 7 3 9 1).
"""

import re

_FORM = re.compile(r"[0-9BCDFGHJKLMNPQRSTVWXYZ]{6}\d", re.ASCII)
_WEIGHTS = (1, 3, 1, 7, 3, 9, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a SEDOL; since 2004 they begin with a letter.

    >>> is_valid("B0WNLY7"), is_valid("0263494"), is_valid("B0WNLY8")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return sum(int(c, 36) * w for c, w in zip(value, _WEIGHTS, strict=True)) % 10 == 0
