"""Saudi identity numbers: 1 for citizens, 2 for residents, eight digits, Luhn.

Issuer: Ministry of Interior. Source: National Information Center, "National ID and Iqama".
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"[12][0-9]{9}")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("1101798278")
    True
    >>> is_valid("1101798279"), is_valid("3101798278")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(value)
