"""Financial instrument global identifiers: consonants, G in the third place, check digit.

Issuer: Bloomberg as registration authority. Source: OMG, FIGI specification 1.0 section 6.1.2.
"""

import re

_FORM = re.compile(
    r"(?!BS|BM|GG|GB|GH|KY|VG)[BCDFGHJKLMNPQRSTVWXYZ]{2}G[BCDFGHJKLMNPQRSTVWXYZ0-9]{8}\d", re.ASCII
)


def is_valid(value: str) -> bool:
    """Whether the value is a FIGI.

    >>> is_valid("BBG000BLNNH6"), is_valid("BBG000BLNNH7")
    (True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = "".join(str(int(c, 36) * (1 + place % 2)) for place, c in enumerate(value[:11]))
    return -sum(map(int, digits)) % 10 == int(value[11])
