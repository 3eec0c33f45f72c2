"""Russian taxpayer numbers (ИНН): ten digits of organisations with one check digit, twelve of persons with two.

Issuer: Federal Tax Service. Source: order MMV-7-6/435@ of 29 June 2012; weights modulo 11.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-9]{10}(?:[0-9]{2})?")
_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_valid(value: str) -> bool:
    """Whether the value is an INN.

    >>> is_valid("7707083893"), is_valid("500100732259"), is_valid("7707083894"), is_valid("500100732269")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None or int(value) == 0:
        return False
    return all(
        weighted(value[:end], _WEIGHTS[-end:]) % 11 % 10 == int(value[end])
        for end in ((9,) if len(value) < len(_WEIGHTS) else (10, 11))
    )
