"""South African tax reference numbers: nine digits and a Luhn check digit.

Issuer: South African Revenue Service. Source: SARS, "Modulus 10 test".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"[01239][0-9]{3}[ /]?[0-9]{3}[ /]?[0-9]{3}")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("0001339050")
    True
    >>> is_valid("0001339051"), is_valid("5001339050")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value))
