"""Norwegian organisation numbers: eight digits and a check digit modulo 11.

Issuer: Brønnøysundregistrene. Source: "Om organisasjonsnummeret"; all begin with 8 or 9; with "MVA" behind it the
number is that of a VAT payer.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"(?:NO ?)?(?:[89][0-9]{8}|[89][0-9]{2}([ .])[0-9]{3}\1[0-9]{3})(?: ?MVA)?", re.IGNORECASE)
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the value is an organisation number.

    >>> is_valid("988 077 917"), is_valid("NO988077917MVA"), is_valid("988077918"), is_valid("188077917")
    (True, True, False, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    return weighted(bare(value.upper().strip("NOMVA ")), _WEIGHTS) % 11 == 0
