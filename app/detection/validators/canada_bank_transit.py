"""Transit numbers of Canadian banks: branch and institution.

Issuer: Payments Canada. Source: Payments Canada, Financial Institutions File: ``0`` + institution + branch for electronic
payments, branch-institution on cheques. There is no check digit: the institution is all that can be wrong.
"""

import re

from app.detection.registries import codes

_ELECTRONIC = re.compile(r"0(\d{3})\d{5}", re.ASCII)
_CHEQUE = re.compile(r"\d{5}[\- ](\d{3})", re.ASCII)


def is_valid(value: str) -> bool:
    """Whether the value names a branch of a Canadian institution.

    >>> is_valid("12345-003"), is_valid("000312345"), is_valid("12345-999"), is_valid("123456789")
    (True, True, False, False)
    """
    found = _CHEQUE.fullmatch(value) or _ELECTRONIC.fullmatch(value)
    return found is not None and found[1] in codes("canadian_institutions")
