"""Canadian social insurance numbers: Luhn check digit, first digit in use.

Issuer: Employment and Social Development Canada. Source: ESDC, "Social Insurance Number code of practice"; first
digits 0 (CRA) and 8 (business numbers) are not issued to persons.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"[1-79]\d{8}|[1-79]\d\d([ \-])\d{3}\1\d{3}")


def is_valid(value: str) -> bool:
    """Whether the value is a SIN.

    >>> is_valid("123-456-782"), is_valid("123456782"), is_valid("999-999-999")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    return luhn.is_valid(value.replace(" ", "").replace("-", ""))
