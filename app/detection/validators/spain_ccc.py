"""Spanish bank account numbers (Código Cuenta Cliente): bank, branch, two check digits, account.

Issuer: Banco de España. Source: Consejo Superior Bancario, Norma 19; weights 1 2 4 8 5 10 9 7 3 6 modulo 11.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{20}|[0-9]{4}([ \-./])[0-9]{4}\1[0-9]{2}\1[0-9]{10}|(?:[0-9]{4} ){4}[0-9]{4}")
_WEIGHTS = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)


def is_valid(value: str) -> bool:
    """Whether the value is a CCC.

    >>> is_valid("1234-1234-16 1234567890"), is_valid("1234 1234 16 1234567890"), is_valid("12341234161234567891")
    (False, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return any(map(int, digits)) and _check("00" + digits[:8]) + _check(digits[10:]) == digits[8:10]


def _check(ten: str) -> str:
    remainder = -weighted(ten, _WEIGHTS) % 11
    return "1" if remainder == 10 else str(remainder)  # noqa: PLR2004 - two digits do not fit
