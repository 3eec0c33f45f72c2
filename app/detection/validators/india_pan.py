"""Indian permanent account numbers (PAN): three letters, kind of holder, initial, four digits, letter.

Issuer: Income Tax Department. Source: Income Tax Department, "PAN: know your PAN"; the algorithm of the last letter is
not published. Kinds: P person, C company, H family, F firm, A association, T trust, B, L, J, G, K.
"""

import re

_FORM = re.compile(r"[A-Z]{3}[ABCFGHJKLPT][A-Z](?!0000)[0-9]{4}[A-Z]", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is built like a PAN.

    >>> is_valid("ACUPA7085R"), is_valid("ACUZA7085R"), is_valid("ACUPA0000R")
    (True, False, False)
    """
    return value.isascii() and _FORM.fullmatch(value) is not None
