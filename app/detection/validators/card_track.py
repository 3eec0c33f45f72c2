"""The tracks of a payment card's magnetic stripe: number, name, expiry, service code.

Source: ISO/IEC 7813 (track 1 format B, track 2). PCI DSS forbids to keep them.
"""

import re

from app.detection.validators import luhn

_TRACK = re.compile(
    r"%?[Bb](\d{12,19})\^[^^\n]{2,26}\^(?:\d{2}(?:0[1-9]|1[0-2])|\^)\d{0,3}[^?\n]{0,60}\??.{0,90}"
    r"|;?(\d{12,19})[=D]\d{2}(?:0[1-9]|1[0-2])\d{3}\d{0,24}[?F]?.?",
    re.ASCII,
)


def is_valid(value: str) -> bool:
    """Whether the value is track 1 or track 2, with or without its sentinels.

    >>> is_valid("%B4111111111111111^DOE/JOHN^25121010000000000000?"), is_valid(";4111111111111111=25121010000000000?")
    (True, True)
    >>> is_valid(";4111111111111112=25121010000000000?")
    False
    """
    found = _TRACK.fullmatch(value)
    return found is not None and luhn.is_valid(found[1] or found[2])
