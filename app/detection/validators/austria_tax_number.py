"""Austrian tax numbers (Abgabenkontonummer): tax office, six digits, Luhn-like check digit.

Issuer: Finanzamt Österreich. Source: BMF, "Prüfziffernberechnung der Steuernummer".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"(?:0[3-9]|[1-9][0-9])(?:[0-9]{7}|[ \-]?[0-9]{3}/[0-9]{4})")


def is_valid(value: str) -> bool:
    """Whether the value is a tax number.

    >>> is_valid("59-119/9013"), is_valid("591199013"), is_valid("59-119/9014")
    (True, True, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value))
