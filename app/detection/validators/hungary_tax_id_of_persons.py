"""Hungarian tax identification numbers of persons (adóazonosító jel): 8, days since 1867, serial, check digit.

Issuer: Nemzeti Adó- és Vámhivatal. Source: 1996. évi XX. törvény, melléklet; weights 1 to 9, modulo 11.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"8[0-9]{9}")


def is_valid(value: str) -> bool:
    """Whether the value is an adóazonosító jel.

    >>> is_valid("8071592153"), is_valid("8071592154"), is_valid("7071592153")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None and weighted(value, range(1, 10)) % 11 == int(value[9])
