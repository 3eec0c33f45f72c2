"""Spanish identity card numbers (DNI) and foreigners' numbers (NIE): letter from the remainder modulo 23.

Issuer: Ministerio del Interior. Source: Real Decreto 1553/2005; Orden INT/2058/2008 (NIE: X, Y, Z count as 0, 1, 2).
"""

import re

_FORM = re.compile(r"([XYZ]?)[ \-]?(\d{7,8}|\d{1,2}\.\d{3}\.\d{3})[ \-]?([A-HJ-NP-TV-Z])", re.IGNORECASE)
_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def is_valid(value: str) -> bool:
    """Whether the value is a DNI or NIE.

    >>> is_valid("54362315K"), is_valid("54362315-K"), is_valid("54362315Z"), is_valid("X2482300W")
    (True, True, False, True)
    """
    parts = _FORM.fullmatch(value)
    if parts is None or not value.isascii():
        return False
    prefix, number, letter = parts[1].upper(), parts[2].replace(".", ""), parts[3].upper()
    if len(number) != (7 if prefix else 8):
        return False
    return _LETTERS[(("XYZ".index(prefix) if prefix else 0) * 10**7 + int(number)) % 23] == letter
