"""Dominican identity numbers (cédula): three, seven and one digits, Luhn.

Issuer: Junta Central Electoral. Source: JCE, "Cédula de identidad y electoral".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"[0-9]{11}|[0-9]{3}-[0-9]{7}-[0-9]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("001-1391820-5"), is_valid("00113918205")
    (True, True)
    >>> is_valid("00113918204"), is_valid("0011391820")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value))
