"""Swiss company numbers (UID, IDE): CHE, eight digits, check digit modulo 11.

Issuer: Bundesamt für Statistik. Source: UID-Verordnung (SR 431.031); weights 5 4 3 2 7 6 5 4. MWST, TVA or IVA behind
it makes it the VAT number.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(
    r"CHE[ \-]?([0-9]{9}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}|[0-9]{3} [0-9]{3} [0-9]{3})(?: ?(?:MWST|TVA|IVA|HR/RC))?",
    re.IGNORECASE,
)
_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 1)


def is_valid(value: str) -> bool:
    """Whether the value is a UID.

    >>> is_valid("CHE-100.155.212"), is_valid("CHE100155212 MWST"), is_valid("CHE-100.155.213")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    return parts is not None and weighted(bare(parts[1]), _WEIGHTS) % 11 == 0
