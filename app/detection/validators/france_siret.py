"""French establishment numbers (SIRET): a SIREN, five digits; Luhn over all fourteen.

Issuer: INSEE. Source: Code de commerce, article R. 123-221; "SIRET de La Poste": its establishments' digits add up to
a multiple of five instead.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import france_siren, luhn

_FORM = re.compile(r"[0-9]{14}|[0-9]{3}([ .\-])[0-9]{3}\1[0-9]{3}\1[0-9]{5}|[0-9]{9} [0-9]{5}")
_LA_POSTE, _LA_POSTE_SEAT = "356000000", "35600000000048"


def is_valid(value: str) -> bool:
    """Whether the value is a SIRET.

    >>> is_valid("732 829 320 00074"), is_valid("73282932000074"), is_valid("73282932000079")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    if digits.startswith(_LA_POSTE) and digits != _LA_POSTE_SEAT:
        return sum(map(int, digits)) % 5 == 0
    return luhn.is_valid(digits) and france_siren.is_valid(digits[:9])
