"""Colombian tax numbers (NIT): nine or ten digits and a check digit modulo 11.

Issuer: DIAN. Source: Orden Administrativa 4/1989 of the DIAN.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{8,10}-[0-9]|[0-9]{1,3}(?:\.[0-9]{3}){2,3}-[0-9]|[89][0-9]{9}")
_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("213.123.432-1"), is_valid("213123432-1"), is_valid("800197268-4")
    (True, True, True)
    >>> is_valid("213.123.432-2"), is_valid("213123432")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    rest = weighted(digits[-2::-1], _WEIGHTS) % 11
    return (rest if rest < 2 else 11 - rest) == int(digits[-1])  # noqa: PLR2004 - modulo 11
