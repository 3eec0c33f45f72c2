"""Vehicle identification numbers: check digit in ninth place, or a known maker outside North America.

Issuer: manufacturers under ISO 3779. Source: 49 CFR 565.15 (transliteration and weights), ISO 3780 (makers). The check
digit is required in North America and China only; European numbers often have another letter there, but their maker's
three characters are known and their last four are digits.
"""

import re

from app.detection.registries import codes

_FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.IGNORECASE)
_VALUES = {**{str(d): d for d in range(10)}, **dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4,
           5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))}  # fmt: skip
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_FEWEST_CHARACTERS = 5


def is_valid(value: str) -> bool:
    """Whether the value is a VIN with a right check digit, or of a maker that need not give one.

    >>> is_valid("1M8GDM9AXKP042788"), is_valid("1M8GDM9A1KP042788"), is_valid("11111111111111111")
    (True, False, False)
    >>> is_valid("WVWZZZ1JZ3W386752"), is_valid("wvwzzz1jz3w386752"), is_valid("QQQZZZ1JZ3W386752")
    (True, True, False)
    """
    vin = value.upper()
    if (
        not value.isascii()
        or _FORM.fullmatch(value) is None
        or len(set(vin)) < _FEWEST_CHARACTERS
        or vin.isdigit()
    ):
        return False
    if "0123456789X"[sum(w * _VALUES[c] for w, c in zip(_WEIGHTS, vin, strict=True)) % 11] == vin[8]:
        return True
    return vin[-4:].isdigit() and vin[:3] in codes("vehicle_manufacturers")
