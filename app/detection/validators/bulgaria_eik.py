"""Bulgarian company numbers (EIK, Bulstat): nine digits, or thirteen for a branch, check digit modulo 11.

Issuer: Registry Agency. Source: Закон за регистър БУЛСТАТ; weights 1 to 8, from 3 on where that gives 10.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:BG ?)?([0-9]{9})([0-9]{4})?", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is an EIK; the check digit of a branch's further four is not looked at.

    >>> is_valid("175074752"), is_valid("BG175074752"), is_valid("175074751")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    if parts is None or int(parts[1]) == 0:
        return False
    check = weighted(parts[1], range(1, 9)) % 11
    if check == 10:  # noqa: PLR2004 - two digits do not fit
        check = weighted(parts[1], range(3, 11)) % 11 % 10
    return check == int(parts[1][8])
