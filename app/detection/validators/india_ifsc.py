"""Codes of Indian bank branches: four letters of the bank, zero, six characters of the branch.

Issuer: Reserve Bank of India. Source: RBI, NEFT system, "list of NEFT enabled bank branches". The bank codes below are those
of the commercial banks; co-operative banks have hundreds more, so a column needs most of its values among these.
"""

import re

from app.detection.registries import codes

_FORM = re.compile(r"([A-Z]{4})0[A-Z0-9]{6}", re.IGNORECASE | re.ASCII)


def is_valid(value: str) -> bool:
    """Whether the value is the code of a branch of such a bank.

    >>> is_valid("SBIN0000300"), is_valid("hdfc0000001"), is_valid("ABCD0123456"), is_valid("SBIN1000300")
    (True, True, False, False)
    """
    found = _FORM.fullmatch(value)
    return found is not None and found[1].upper() in codes("indian_bank_codes")
