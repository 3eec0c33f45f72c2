"""Hong Kong identity card numbers: one or two letters, six digits, a check character modulo 11.

Issuer: Immigration Department. Source: Registration of Persons Regulations; letters count 10 to 35, a missing first
letter 36.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"([A-Z]{1,2}) ?([0-9]{6}) ?(?:\(([0-9A])\)|-?([0-9A]))", re.IGNORECASE)
_BLANK = 36 * 9


def is_valid(value: str) -> bool:
    """Whether the value is an identity card number, its check character in brackets, behind a hyphen or bare.

    >>> is_valid("A123456(3)"), is_valid("AB987654(3)"), is_valid("A1234563"), is_valid("A123456(4)")
    (True, True, True, False)
    """
    found = _FORM.fullmatch(value.upper()) if value.isascii() else None
    if found is None:
        return False
    letters, digits, check = found[1], found[2], found[3] or found[4]
    total = weighted(letters, (9, 8)) if len(letters) == 2 else _BLANK + weighted(letters, (8,))  # noqa: PLR2004 - letters
    return (total + weighted(digits + check, (7, 6, 5, 4, 3, 2, 1))) % 11 == 0
