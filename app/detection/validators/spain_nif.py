"""Spanish tax numbers of any kind (NIF): of residents (DNI), foreigners (NIE), organisations (CIF), and K, L, M.

Issuer: Agencia Tributaria. Source: Real Decreto 1065/2007, artículos 18-22; K (children), L (Spaniards abroad) and M
(foreigners without NIE) take the check letter of the DNI over their seven digits.
"""

import re

from app.detection.validators import spain_cif, spain_dni

_KLM = re.compile(r"[KLM][ \-]?([0-9]{7}[ \-]?[A-Z])", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a NIF, with or without the country in front.

    >>> is_valid("54362315K"), is_valid("ESA13585625"), is_valid("M1234567L"), is_valid("54362315Z")
    (True, True, True, False)
    """
    number = value[2:].lstrip(" -") if value[:2].upper() == "ES" else value
    special = _KLM.fullmatch(number)
    if special is not None:
        return value.isascii() and spain_dni.is_valid(f"0{special[1]}")
    return spain_dni.is_valid(number) or spain_cif.is_valid(number)
