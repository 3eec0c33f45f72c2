"""Polish business register numbers (REGON): nine digits, or fourteen for a local unit, each with a check digit.

Issuer: Główny Urząd Statystyczny. Source: Rozporządzenie Rady Ministrów z 30.11.2015 w sprawie rejestru podmiotów.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{9}(?:[0-9]{5})?|[0-9]{3}([ \-])[0-9]{3}\1[0-9]{3}")
_NINE = (8, 9, 2, 3, 4, 5, 6, 7)
_FOURTEEN = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)


def is_valid(value: str) -> bool:
    """Whether the value is a REGON.

    >>> is_valid("192598184"), is_valid("12345678512347"), is_valid("192598183"), is_valid("12345678612342")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    if int(digits) == 0 or weighted(digits, _NINE) % 11 % 10 != int(digits[8]):
        return False
    return len(digits) == len(value[:9]) or weighted(digits, _FOURTEEN) % 11 % 10 == int(digits[13])
