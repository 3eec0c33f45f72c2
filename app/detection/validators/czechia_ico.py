"""Czech and Slovak organisation numbers (IČO): seven digits and a check digit modulo 11.

Issuer: Český statistický úřad, Štatistický úrad SR. Source: Zákon 111/2009 Sb. o základních registrech; weights 8 to 2.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{6,8}|[0-9]{2} [0-9]{3} [0-9]{3}|[0-9]{3} [0-9]{2} [0-9]{3}")


def is_valid(value: str) -> bool:
    """Whether the value is an IČO; one that lost leading zeros as a number is one still.

    >>> is_valid("25123891"), is_valid("251 23 891"), is_valid("6947"), is_valid("25123890")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(8)
    return int(digits) != 0 and (11 - weighted(digits, range(8, 1, -1)) % 11) % 10 == int(digits[7])
