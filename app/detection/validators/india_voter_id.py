"""Indian voter numbers (EPIC): three letters, six digits and a Luhn check digit.

Issuer: Election Commission of India. Source: ECI, "EPIC: numbering of electors' photo identity cards".
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"[A-Z]{3}([0-9]{7})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a voter number of the form in use since 2000.

    >>> is_valid("WKH1186253"), is_valid("WKH1186263"), is_valid("WK11186253")
    (True, False, False)
    """
    found = _FORM.fullmatch(value) if value.isascii() else None
    return found is not None and luhn.is_valid(found[1])
