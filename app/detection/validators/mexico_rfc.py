"""Mexican tax register codes (RFC): name letters, date, two characters and a check character modulo 11.

Issuer: SAT. Source: SAT, "Clave del RFC", and the check character of IFAI request 0610100162005: persons have four
letters, companies three. About 1.5 % of the codes in use have a wrong check character.
"""

import re

from app.detection.calendar_days import exists

_FORM = re.compile(r"[A-Z&Ñ]{3,4}[ \-]?([0-9]{2})([0-9]{2})([0-9]{2})[ \-]?([0-9A-V][0-9A-Z])([0-9A])")
_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
# Codes for buyers without one: the general public and foreigners.
_GENERIC = frozenset(("XAXX010101000", "XEXX010101000"))


def is_valid(value: str) -> bool:
    """Whether the value is an RFC with a right check character, or the code of the general public.

    >>> is_valid("GODE 561231 GR8"), is_valid("MAB-930714-8T4"), is_valid("XAXX010101000")
    (True, True, True)
    >>> is_valid("GODE561231GR9"), is_valid("GODE561331GR8")
    (False, False)
    """
    text = value.upper()
    found = _FORM.fullmatch(text)
    if found is None or not exists(2000 + int(found[1]), int(found[2]), int(found[3])):
        return False
    code = text.replace(" ", "").replace("-", "")
    if code in _GENERIC:
        return True
    total = sum((13 - i) * _VALUES[c] for i, c in enumerate(code[:-1].rjust(12)))
    return "0123456789A"[-total % 11] == code[-1]
