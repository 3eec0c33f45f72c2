"""Kuwaiti civil numbers: century, date of birth, sequence, check digit modulo 11.

Issuer: Public Authority for Civil Information. Source: PACI, "Civil ID", check digit.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[23][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{5}")
_WEIGHTS = (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("284052100035")
    True
    >>> is_valid("284052100036"), is_valid("484052100035")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and 11 - weighted(value, _WEIGHTS) % 11 == int(value[11])
