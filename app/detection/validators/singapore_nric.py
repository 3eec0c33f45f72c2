"""Singaporean identity numbers (NRIC, FIN): series letter, seven digits, check letter modulo 11.

Issuer: Immigration & Checkpoints Authority. Source: ICA numbering of S, T (citizens, residents), F, G and M (foreigners,
2022); weights 2 7 6 5 4 3 2, 4 added for T and G and 3 for M.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"([STFGM])([0-9]{7})([A-Z])", re.IGNORECASE)
_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_SERIES = {
    "S": (0, "JZIHGFEDCBA"), "T": (4, "JZIHGFEDCBA"), "F": (0, "XWUTRQPNMLK"), "G": (4, "XWUTRQPNMLK"),
    "M": (3, "KLJNPQRTUWX"[::-1]),
}  # fmt: skip


def is_valid(value: str) -> bool:
    """Whether the value is an NRIC or FIN.

    >>> is_valid("S0000001I"), is_valid("F1234567N"), is_valid("S0000001A"), is_valid("A0000001I")
    (True, True, False, False)
    """
    found = _FORM.fullmatch(value.upper()) if value.isascii() else None
    if found is None:
        return False
    offset, letters = _SERIES[found[1]]
    return letters[(weighted(found[2], _WEIGHTS) + offset) % 11] == found[3]
