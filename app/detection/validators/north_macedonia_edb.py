"""North Macedonian tax numbers (ЕДБ): thirteen digits, check digit modulo 11.

Issuer: Управа за јавни приходи. Source: Закон за даночна постапка; weights 7 6 5 4 3 2 twice; organisations' begin with
4, traders' with 5.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"(?:MK)?([45][0-9]{12})")
_WEIGHTS = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is an EDB.

    >>> is_valid("4057009501106"), is_valid("MK4057009501106"), is_valid("4057009501107")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value)
    return parts is not None and -weighted(parts[1], _WEIGHTS) % 11 % 10 == int(parts[1][12])
