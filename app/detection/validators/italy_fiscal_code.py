"""Italian fiscal codes: letters of the names, birth date, municipality, check letter.

Issuer: Agenzia delle Entrate. Source: Decreto ministeriale 23 December 1976 (values of odd positions, omocodia: the
letters LMNPQRSTUV stand for the digits 0 to 9 where two persons would share a code).
"""

import re

from app.detection.calendar_days import exists

_FORM = re.compile(r"[A-Z]{6}([\dLMNP-V]{2})([ABCDEHLMPRST])([\dLMNP-V]{2})[A-Z][\dLMNP-V]{3}[A-Z]")
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
         10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip
_MONTHS = "ABCDEHLMPRST"
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_WOMEN = 40


def is_valid(value: str) -> bool:
    """Whether the value is a person's fiscal code.

    >>> is_valid("RSSMRA85T10A562S"), is_valid("RSS MRA 85T10 A562S"), is_valid("RSSMRA85T10A562T")
    (True, True, False)
    """
    code = value.upper().replace(" ", "")
    parts = _FORM.fullmatch(code) if value.isascii() else None
    if parts is None:
        return False
    even = sum(int(c) if c.isdigit() else ord(c) - 65 for c in code[1:15:2])
    if chr(65 + (sum(_ODD[c] for c in code[:15:2]) + even) % 26) != code[15]:
        return False
    year, day = (int(text.translate(_OMOCODIA)) for text in (parts[1], parts[3]))
    # A two-digit year leaves the century open; 2000 is a leap year, so no day of either century is lost.
    return exists(2000 + year, 1 + _MONTHS.index(parts[2]), day % _WOMEN)
