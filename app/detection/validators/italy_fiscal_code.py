"""Italian fiscal codes: letters of the names, birth date, municipality, check letter.

Issuer: Agenzia delle Entrate. Source: Decreto ministeriale 23 December 1976 (values of odd positions, omocodia).
"""

import re

_FORM = re.compile(r"[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]")
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
         10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip


def is_valid(value: str) -> bool:
    """Whether the value is a person's fiscal code.

    >>> is_valid("RSSMRA85T10A562S"), is_valid("RSSMRA85T10A562T")
    (True, False)
    """
    code = value.upper()
    if not value.isascii() or _FORM.fullmatch(code) is None:
        return False
    even = sum(int(c) if c.isdigit() else ord(c) - 65 for c in code[1:15:2])
    return chr(65 + (sum(_ODD[c] for c in code[:15:2]) + even) % 26) == code[15]
