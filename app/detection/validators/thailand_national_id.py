"""Thai identity and tax numbers: twelve digits and a check digit modulo 11.

Issuer: Department of Provincial Administration. Source: DOPA numbering (weights 13 to 2); first digits 1 to 8 are
persons, 0 companies (Revenue Department).
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[1-8][0-9]{12}|[1-8]([ \-])[0-9]{4}\1[0-9]{5}\1[0-9]{2}\1[0-9]")


def is_valid(value: str) -> bool:
    """Whether the value is a person's number.

    >>> is_valid("1-2345-45678-78-1"), is_valid("1234545678781"), is_valid("1234545678782"), is_valid("0993000133978")
    (True, True, False, False)
    """
    return _FORM.fullmatch(value) is not None and checks(bare(value))


def checks(digits: str) -> bool:
    """Whether thirteen digits end in their check digit.

    >>> checks("0993000133978")
    True
    """
    return (11 - weighted(digits[:12], range(13, 1, -1)) % 11) % 10 == int(digits[12])
