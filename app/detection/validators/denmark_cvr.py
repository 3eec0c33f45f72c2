"""Danish company numbers (CVR), the VAT numbers as well: eight digits, weights 2 7 6 5 4 3 2 1 modulo 11.

Issuer: Erhvervsstyrelsen. Source: Lov om Det Centrale Virksomhedsregister.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:DK[ \-]?)?(?:[1-9][0-9]{7}|[1-9][0-9](?: [0-9]{2}){3})", re.IGNORECASE)
_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a CVR number.

    >>> is_valid("DK 13585628"), is_valid("13 58 56 28"), is_valid("13585627")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    return weighted(bare(value.lstrip("DdKk")), _WEIGHTS) % 11 == 0
