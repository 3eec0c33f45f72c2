"""Irish VAT numbers: seven digits and one or two letters, or the older digit, sign, five digits, letter.

Issuer: Revenue Commissioners. Source: European Commission, VIES check digit routines; weights 8 to 2, modulo 23, the
second letter counts ninefold.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W]")
_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"


def is_valid(value: str) -> bool:
    """Whether the characters behind IE are valid.

    >>> is_valid("6433435F"), is_valid("6433435OA"), is_valid("8D79739I"), is_valid("8D79738J")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = value[:7] if value[1].isdigit() else f"0{value[2:7]}{value[0]}"
    total = weighted(digits, range(8, 1, -1)) + 9 * _LETTERS.index(value[8:] or "W")
    return _LETTERS[total % 23] == value[7]
