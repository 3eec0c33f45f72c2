"""Sri Lankan identity numbers (NIC): year and day of birth, serial; nine digits and V or X, or twelve digits.

Issuer: Department for Registration of Persons. Source: DRP, "Structure of the NIC number"; women's days count from 501.
"""

import re

_FORM = re.compile(r"[0-9]{2}(?:[03][0-9]{2}|[1245678][0-9]{2})[0-9]{4}[VXvx]|(?:19|20)[0-9]{10}")
_OLD = 10


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("691250106V"), is_valid("196912500106")
    (True, True)
    >>> is_valid("694000106V"), is_valid("691250106A")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    day = int(value[4:7] if len(value) > _OLD else value[2:5])
    return 0 < day % 500 <= 366  # noqa: PLR2004 - days of a year
