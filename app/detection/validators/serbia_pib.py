"""Serbian tax numbers of organisations (PIB): nine digits, ISO 7064 MOD 11,10.

Issuer: Poreska uprava. Source: Pravilnik o poreskom identifikacionom broju (Sl. glasnik RS 57/2003).
"""

import re

from app.detection.checksums import mod_11_10

_FORM = re.compile(r"[1-9][0-9]{8}")


def is_valid(value: str) -> bool:
    """Whether the value is a PIB.

    >>> is_valid("101134702"), is_valid("101134703"), is_valid("001134702")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None and mod_11_10(value)
