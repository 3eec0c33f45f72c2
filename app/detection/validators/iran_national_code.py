"""Iranian national codes (kode melli): nine digits and a check digit modulo 11.

Issuer: Civil Registration Organization. Source: Civil Registration Organization, check digit.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{10}|[0-9]{3}-[0-9]{6}-[0-9]")
_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("0499370899")
    True
    >>> is_valid("0499370898"), is_valid("1111111111")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    rest = weighted(digits, _WEIGHTS) % 11
    return len(set(digits)) > 1 and (rest if rest < 2 else 11 - rest) == int(digits[9])  # noqa: PLR2004 - modulo 11
