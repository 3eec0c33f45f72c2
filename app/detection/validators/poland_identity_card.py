"""Polish identity card numbers (dowód osobisty): three letters, check digit, five digits.

Issuer: Ministry of Digital Affairs. Source: ICAO Doc 9303 part 3: weights 7 3 1 over letters (A as 10) and digits; the
check digit stands fourth.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[A-Z]{3}[ \-]?[0-9]{6}", re.IGNORECASE)
_WEIGHTS = (7, 3, 1, 7, 3, 1, 7, 3)


def is_valid(value: str) -> bool:
    """Whether the value is an identity card number.

    >>> is_valid("ABA 300000"), is_valid("ABS123456"), is_valid("ABS123457")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    number = bare(value.upper())
    return weighted(number[:3] + number[4:], _WEIGHTS) % 10 == int(number[3])
