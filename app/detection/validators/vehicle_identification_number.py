"""Vehicle identification numbers: check digit in ninth place.

Issuer: manufacturers under ISO 3779. Source: 49 CFR 565.15 (transliteration and weights). The check digit is required
in North America and China only; European numbers often have another letter there.
"""

import re

_FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.IGNORECASE)
_VALUES = {**{str(d): d for d in range(10)}, **dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4,
           5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))}  # fmt: skip
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is a VIN with a right check digit.

    >>> is_valid("1M8GDM9AXKP042788"), is_valid("1M8GDM9A1KP042788"), is_valid("11111111111111111")
    (True, False, False)
    """
    vin = value.upper()
    if not value.isascii() or _FORM.fullmatch(value) is None or len(set(vin)) < 5 or vin.isdigit():  # noqa: PLR2004
        return False
    return "0123456789X"[sum(w * _VALUES[c] for w, c in zip(_WEIGHTS, vin, strict=True)) % 11] == vin[8]
