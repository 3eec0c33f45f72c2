"""Croatian personal identification numbers (OIB): ten digits and an ISO 7064 MOD 11,10 check digit.

Issuer: Porezna uprava. Source: Pravilnik o osobnom identifikacijskom broju (NN 1/2009).
"""

import re

from app.detection.checksums import mod_11_10

_FORM = re.compile(r"(?:HR ?)?([0-9]{11})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is an OIB.

    >>> is_valid("33392005961"), is_valid("HR33392005961"), is_valid("33392005962")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    return parts is not None and mod_11_10(parts[1])
