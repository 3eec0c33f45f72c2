"""Portuguese tax numbers (NIF, NIPC): eight digits and a check digit modulo 11.

Issuer: Autoridade Tributária. Source: Decreto-Lei 14/2013; weights 9 to 2.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:PT ?)?(?:[1-9][0-9]{8}|[1-9][0-9]{2}([ .])[0-9]{3}\1[0-9]{3})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a NIF.

    >>> is_valid("501 964 843"), is_valid("PT501964843"), is_valid("501964842"), is_valid("001964843")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.lstrip("PpTt "))
    return -weighted(digits, range(9, 1, -1)) % 11 % 10 == int(digits[8])
