"""Lithuanian VAT numbers (PVM kodas): nine digits, or twelve for persons, the one before the last is 1.

Issuer: Valstybinė mokesčių inspekcija. Source: European Commission, VIES check digit routines: weights 1 to 9 in turn
modulo 11, weights from 3 on where that gives 10.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{7}1[0-9]|[0-9]{10}1[0-9]")
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4)


def is_valid(value: str) -> bool:
    """Whether the digits behind LT are valid.

    >>> is_valid("119511515"), is_valid("100001919017"), is_valid("100004801610"), is_valid("100001919018")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    check = weighted(value[:-1], _FIRST) % 11
    if check == 10:  # noqa: PLR2004 - two digits do not fit
        check = weighted(value[:-1], _SECOND) % 11 % 10
    return check == int(value[-1])
