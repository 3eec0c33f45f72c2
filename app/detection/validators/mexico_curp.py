"""Mexican population register codes (CURP): name letters, birth date, sex, state, consonants, check digit.

Issuer: RENAPO. Source: "Instructivo normativo para la asignación de la CURP", DOF 18 October 2021; the 17th place is
a digit for births before 2000 and a letter since.
"""

import re

from app.detection.calendar_days import exists

_FORM = re.compile(
    r"[A-Z][AEIOUX][A-Z]{2}([0-9]{2})([0-9]{2})([0-9]{2})[HMX]"
    r"(?:AS|B[CS]|C[CHLMS]|D[FG]|G[RT]|HG|JC|M[CNS]|N[ELT]|OC|PL|Q[RT]|S[LPR]|T[CLS]|VZ|YN|ZS)"
    r"[B-DF-HJ-NP-TV-Z]{3}([0-9A-Z])[0-9]"
)
_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def is_valid(value: str) -> bool:
    """Whether the value is a CURP.

    >>> is_valid("BOXW310820HNERXN09"), is_valid("BOXW310820HNERXN08"), is_valid("BOXW311320HNERXN09")
    (True, False, False)
    """
    code = value.upper()
    found = _FORM.fullmatch(code) if code.isascii() else None
    if found is None:
        return False
    century = 1900 if found[4].isdigit() else 2000
    if not exists(century + int(found[1]), int(found[2]), int(found[3])):
        return False
    return -sum((18 - i) * _VALUES[c] for i, c in enumerate(code[:17])) % 10 == int(code[17])
