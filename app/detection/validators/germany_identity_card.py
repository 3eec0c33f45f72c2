"""German identity card numbers: nine characters without vowels, with or without their check digit.

Issuer: Bundesdruckerei for the municipalities. Source: PAuswV annex 3: letters C F G H J K L M N P R T V W X Y Z; cards
begin with L to Z, the T of cards until 2010 was followed by digits alone. The tenth character is that of ICAO 9303.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import icao_check_digit

_FORM = re.compile(
    r"[LMNPRTVWXYZ](?=[0-9CFGHJKLMNPRTVWXYZ]*[0-9])[0-9CFGHJKLMNPRTVWXYZ]{8}(?: ?[0-9](?:D|<<)?)?"
)


def is_valid(value: str) -> bool:
    """Whether the value is an identity card number.

    >>> is_valid("L01X00T47"), is_valid("L01X00T471"), is_valid("T220001293"), is_valid("L01X00T472")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value.upper()) is None:
        return False
    number = bare(value.upper())
    return len(number) == len("L01X00T47") or icao_check_digit.is_valid(number[:10])
