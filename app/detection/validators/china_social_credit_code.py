"""Chinese unified social credit codes (USCC): authority, kind, division, organisation code, check character modulo 31.

Issuer: State Administration for Market Regulation. Source: GB 32100-2015; letters without I, O, S, V and Z.
"""

import re

_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", re.IGNORECASE)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def is_valid(value: str) -> bool:
    """Whether the value is such a code.

    >>> is_valid("91110000600037341L"), is_valid("91110000600037342L"), is_valid("000000000000000000")
    (True, False, False)
    """
    code = value.upper()
    if not value.isascii() or _FORM.fullmatch(value) is None or code[0] == "0":
        return False
    total = sum(w * _VALUES[c] for w, c in zip(_WEIGHTS, code, strict=False))
    return _ALPHABET[-total % 31] == code[17]
