"""South African identity numbers: date of birth, sequence, citizenship, Luhn.

Issuer: Department of Home Affairs. Source: Identification Act 68 of 1997.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(
    r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ ]?[0-9]{4}[ ]?[012][0-9][ ]?[0-9]|[0-9]{6} [0-9]{4} [012][0-9]{2}"
)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("7503305044089"), is_valid("750330 5044 08 9")
    (True, True)
    >>> is_valid("7503305044088"), is_valid("7513305044089")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value))
