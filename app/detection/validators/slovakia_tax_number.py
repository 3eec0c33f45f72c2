"""Slovak tax numbers (DIČ; with SK in front IČ DPH): ten digits divisible by 11.

Issuer: Finančné riaditeľstvo SR. Source: Zákon 563/2009 Z. z. (daňový poriadok), § 67; the third digit is 2, 3, 4, 7,
8 or 9.
"""

import re

_FORM = re.compile(r"(?:SK ?)?([1-9][0-9][2-47-9][0-9]{7})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a DIČ.

    >>> is_valid("SK2022749619"), is_valid("2022749619"), is_valid("2022749618")
    (True, True, False)
    """
    parts = _FORM.fullmatch(value) if value.isascii() else None
    return parts is not None and int(parts[1]) % 11 == 0
