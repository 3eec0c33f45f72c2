"""Israeli identity numbers: eight digits and a Luhn check digit, leading zeros often left out.

Issuer: Population and Immigration Authority. Source: Ministry of the Interior, "Mispar Zehut".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"[0-9]{8}-?[0-9]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("039337423")
    True
    >>> is_valid("039337422"), is_valid("39337422")
    (False, False)
    """
    return (
        _FORM.fullmatch(value) is not None
        and any(c in "123456789" for c in value)
        and luhn.is_valid(bare(value))
    )
