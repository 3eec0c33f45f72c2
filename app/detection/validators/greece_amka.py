"""Greek social security numbers (AMKA): birth date, serial, Luhn check digit.

Issuer: IDIKA. Source: Law 3655/2008, article 153.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"[0-9]{10,11}|[0-9]{6}[ \-][0-9]{5}")


def is_valid(value: str) -> bool:
    """Whether the value is an AMKA; one that lost its leading zero as a number is one still.

    >>> is_valid("01013099997"), is_valid("1013099997"), is_valid("01013099999"), is_valid("01133099997")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(11)
    # A two-digit year leaves the century open; 2000 is a leap year, so no day of either century is lost.
    return luhn.is_valid(digits) and exists(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
