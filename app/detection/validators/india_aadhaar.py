"""Indian Aadhaar numbers: twelve digits, the first 2 to 9, Verhoeff check digit.

Issuer: Unique Identification Authority of India. Source: UIDAI, "Aadhaar authentication API specification".
"""

import re

from app.detection.validators import verhoeff

_FORM = re.compile(r"[2-9]\d{11}|[2-9]\d{3}([ \-])\d{4}\1\d{4}")


def is_valid(value: str) -> bool:
    """Whether the value is an Aadhaar number.

    >>> is_valid("2341 2341 2346"), is_valid("234123412346"), is_valid("234123412347")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return verhoeff.is_valid(value.replace(" ", "").replace("-", ""))
