"""Malaysian identity card numbers (NRIC, MyKad): birth date, place of birth, serial; no check digit.

Issuer: Jabatan Pendaftaran Negara. Source: JPN, "Kod negeri" and "Kod negara": codes 01-16 and 21-59 states, 60-99
countries, without those not assigned.
"""

import re

from app.detection.calendar_days import exists
from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{12}|[0-9]{6}([ \-])[0-9]{2}\1[0-9]{4}")
_UNASSIGNED = frozenset((0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97))


def is_valid(value: str) -> bool:
    """Whether the value is an identity card number.

    >>> is_valid("770305-02-1234"), is_valid("770305021234"), is_valid("771305-02-1234"), is_valid("770305-17-1234")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    # The century is not written; 2000 lets the 29th of February of every leap year pass.
    return int(digits[6:8]) not in _UNASSIGNED and exists(
        2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    )
