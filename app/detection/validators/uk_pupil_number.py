"""Unique pupil numbers of England (UPN): check letter, local authority, school, year, serial.

Issuer: Department for Education. Source: DfE, "Unique pupil numbers: guide"; weights 2 to 13 modulo 23, letters
without I, O and S; the last character of a temporary number is a letter.
"""

import re

_FORM = re.compile(r"[A-HJ-NP-RT-Z]([2-9][0-9]{10}[0-9A-HJ-NP-RT-Z])")
_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ0123456789"
_LETTERS = len("ABCDEFGHJKLMNPQRTUVWXYZ")


def is_valid(value: str) -> bool:
    """Whether the value is a UPN.

    >>> is_valid("B801200005001"), is_valid("A801200005001")
    (True, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None:
        return False
    values = (int(c) if c.isdigit() else _ALPHABET.index(c) for c in parts[1])
    return _ALPHABET[sum(w * v for w, v in enumerate(values, 2)) % _LETTERS] == value[0]
