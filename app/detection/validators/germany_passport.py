"""German passport numbers: nine characters without vowels, with or without their check digit.

Issuer: Bundesdruckerei for the municipalities. Source: PassV annex; letters C F G H J K L M N P R T V W X Y Z; passports
begin with C to K. The tenth character is the check digit of ICAO 9303.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import icao_check_digit

_FORM = re.compile(r"[CFGHJK](?=[0-9CFGHJKLMNPRTVWXYZ]*[0-9])[0-9CFGHJKLMNPRTVWXYZ]{8}(?: ?[0-9](?:D|<<)?)?")


def is_valid(value: str) -> bool:
    """Whether the value is a passport number.

    >>> is_valid("C01X00T47"), is_valid("C01X00T478"), is_valid("C01X00T479"), is_valid("A01X00T47")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value.upper()) is None:
        return False
    number = bare(value.upper())
    return len(number) == len("C01X00T47") or icao_check_digit.is_valid(number[:10])
