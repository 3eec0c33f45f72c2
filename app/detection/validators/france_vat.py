"""French VAT numbers (TVA intracommunautaire): two key characters and the SIREN.

Issuer: Direction générale des Finances publiques. Source: CGI, annexe 3, article 286 ter; European Commission, VIES
check digit routines: digits as key are the SIREN followed by 12 modulo 97, letters are checked modulo 11. Monaco's
numbers have 000 in front of six digits, which is no SIREN.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"([0-9A-HJ-NP-Z]{2})([0-9]{9})")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def is_valid(value: str) -> bool:
    """Whether the characters behind FR are valid.

    >>> is_valid("40303265045"), is_valid("23334175221"), is_valid("K7399859412"), is_valid("84323140391")
    (True, True, True, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None or not (parts[2].startswith("000") or luhn.is_valid(parts[2])):
        return False
    key, siren = parts[1], int(parts[2])
    if key.isdigit():
        return int(key) == (siren * 100 + 12) % 97
    first, second = map(_ALPHABET.index, key)
    number = first * 24 + second - 10 if key[0].isdigit() else first * 34 + second - 100
    return (siren + 1 + number // 11) % 11 == number % 11
