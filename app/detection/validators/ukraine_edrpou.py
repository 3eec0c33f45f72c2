"""Ukrainian company codes (ЄДРПОУ): seven digits and a check digit modulo 11.

Issuer: Ministry of Justice. Source: cabinet resolution 118 of 22 January 1996; weights 1 to 7, or 7 and 1 to 6 for codes from
30000000 to 60000000, each plus 2 where that gives 10.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{7,8}")
_WEIGHTS, _ROTATED = (1, 2, 3, 4, 5, 6, 7), (7, 1, 2, 3, 4, 5, 6)


def is_valid(value: str) -> bool:
    """Whether the value is a company code; one that lost its leading zero as a number is one still.

    >>> is_valid("32855961"), is_valid("32855968"), is_valid("00000000")
    (True, False, False)
    """
    if _FORM.fullmatch(value) is None or int(value) == 0:
        return False
    digits = value.zfill(8)
    weights = _ROTATED if digits[0] in "345" else _WEIGHTS
    check = weighted(digits, weights) % 11
    if check == 10:  # noqa: PLR2004 - two digits do not fit
        check = weighted(digits, [w + 2 for w in weights]) % 11 % 10
    return check == int(digits[7])
