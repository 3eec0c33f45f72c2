"""Geographic positions: latitude and longitude in decimal degrees, or well-known text.

Source: ISO 6709 annex H; OGC 06-103r4 (POINT).
"""

import re

_PAIR = re.compile(r"[(\[]?(-?\d{1,2}\.\d{3,15})[,; ]{1,2}(-?\d{1,3}\.\d{3,15})[)\]]?")
_POINT = re.compile(
    r"(?:SRID=\d{1,6};)?POINT ?\((-?\d{1,3}\.?\d{0,15}) (-?\d{1,2}\.?\d{0,15})\)", re.IGNORECASE
)


def is_valid(value: str) -> bool:
    """Whether the value is one position.

    >>> is_valid("52.3702, 4.8952"), is_valid("POINT(4.8952 52.3702)"), is_valid("95.1234, 4.8952"), is_valid("1.5, 2.5")
    (True, True, False, False)
    """
    pair = _PAIR.fullmatch(value)
    if pair is not None:
        return abs(float(pair[1])) <= 90 and abs(float(pair[2])) <= 180  # noqa: PLR2004 - degrees
    point = _POINT.fullmatch(value)
    return point is not None and abs(float(point[2])) <= 90 and abs(float(point[1])) <= 180  # noqa: PLR2004 - degrees
