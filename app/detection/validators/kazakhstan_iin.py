"""Kazakh identity and business numbers (IIN, BIN): date, kind, sequence, check digit in two rounds.

Issuer: Ministry of Justice. Source: Government decree 406 of 11 June 2003.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]|[456][0-3])[0-9]{6}")
_FIRST, _SECOND, _TEN = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), 10


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("860904350504")
    True
    >>> is_valid("860904350505"), is_valid("861304350504")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    check = weighted(value, _FIRST) % 11
    if check == _TEN:
        check = weighted(value, _SECOND) % 11
    return check == int(value[11])
