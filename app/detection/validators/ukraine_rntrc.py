"""Ukrainian taxpayer card numbers (РНОКПП, formerly ІПН): days since 1899, serial, check digit modulo 11.

Issuer: State Tax Service. Source: Податковий кодекс, ст. 70; weights -1 5 7 9 4 6 10 5 7.
"""

from app.detection.checksums import weighted

_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)


def is_valid(value: str) -> bool:
    """Whether the value is a taxpayer card number.

    >>> is_valid("1759013776"), is_valid("1759013770"), is_valid("0000000000")
    (True, False, False)
    """
    if not (len(value) == len(_WEIGHTS) + 1 and value.isascii() and value.isdigit()):
        return False
    return int(value) != 0 and weighted(value, _WEIGHTS) % 11 % 10 == int(value[9])
