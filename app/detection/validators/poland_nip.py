"""Polish tax numbers (NIP): nine digits and a check digit modulo 11.

Issuer: Krajowa Administracja Skarbowa. Source: Ustawa z 13.10.1995 o ewidencji podatników; weights 6 5 7 2 3 4 5 6 7.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(
    r"(?:PL ?)?(?:[0-9]{10}|[0-9]{3}-[0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{3}([ \-])[0-9]{2}\1[0-9]{2}\1[0-9]{3})",
    re.IGNORECASE,
)
_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


def is_valid(value: str) -> bool:
    """Whether the value is a NIP, with or without the country in front.

    >>> is_valid("856-734-62-15"), is_valid("PL8567346215"), is_valid("8567346216"), is_valid("0000000000")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.lstrip("PpLl "))
    return any(map(int, digits)) and weighted(digits, _WEIGHTS) % 11 == int(digits[9])
