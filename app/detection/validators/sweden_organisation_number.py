"""Swedish organisation numbers: ten digits, the third at least 2, Luhn check digit.

Issuer: Bolagsverket, Skatteverket. Source: Lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.; the
VAT number is "SE", the ten digits and "01".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"(?:16)?[1-9][0-9][2-9][0-9]{3}-?[0-9]{4}|SE[1-9][0-9][2-9][0-9]{7}01", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is an organisation number; 16 in front tells it from a birth date.

    >>> is_valid("556036-0793"), is_valid("16556036-0793"), is_valid("SE556036079301"), is_valid("556036-0794")
    (True, True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    if value[:2].upper() == "SE":
        return luhn.is_valid(value[2:12])
    return luhn.is_valid(bare(value)[-10:])
