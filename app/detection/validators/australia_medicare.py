"""Australian Medicare numbers: eight digits, check digit, issue, and perhaps the person on the card.

Issuer: Services Australia. Source: Department of Health, "Medicare card number", check digit.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[2-6][0-9]{9,10}|[2-6][0-9]{3} [0-9]{5} [1-9](?:[ /\-]?[1-9])?")
_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("2123 45670 1"), is_valid("2123456701")
    (True, True)
    >>> is_valid("2123456711"), is_valid("7123456701")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return weighted(digits[:8], _WEIGHTS) % 10 == int(digits[8]) and digits[9] != "0"
