"""Finnish business ids (Y-tunnus): seven digits and a check digit modulo 11.

Issuer: Finnish Patent and Registration Office. Source: Yritys- ja yhteisötietolaki 244/2001; weights 7 9 10 5 8 4 2;
the VAT number is "FI" and the same digits without the dash.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{6,7}-[0-9]|(?:FI ?)?[0-9]{8}", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a business id; old ones have six digits before the dash.

    >>> is_valid("2077474-0"), is_valid("FI20774740"), is_valid("2077474-1")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.lstrip("FfIi")).zfill(8)
    return any(map(int, digits)) and weighted(digits, _WEIGHTS) % 11 == 0
