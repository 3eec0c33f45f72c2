"""Bulgarian numbers of foreigners (LNCh): ten digits, check digit modulo 10.

Issuer: Ministry of Interior. Source: European Commission, VIES check digit routines; weights 21 19 17 13 11 9 7 3 1.
"""

from app.detection.checksums import weighted

_WEIGHTS = (21, 19, 17, 13, 11, 9, 7, 3, 1)


def is_valid(value: str) -> bool:
    """Whether the value is an LNCh.

    >>> is_valid("7111042925"), is_valid("7111042922"), is_valid("0000000000")
    (True, False, False)
    """
    if not (len(value) == len(_WEIGHTS) + 1 and value.isascii() and value.isdigit()):
        return False
    return int(value) != 0 and weighted(value, _WEIGHTS) % 10 == int(value[9])
