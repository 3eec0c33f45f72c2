"""MAC addresses (EUI-48) in the spellings of IEEE, Windows, Cisco and others.

Issuer: IEEE Registration Authority. Source: IEEE Std 802-2014 section 8. There is no check digit.
"""

import re

_SPELLINGS = re.compile(
    r"[0-9A-F]{2}(?::[0-9A-F]{2}){5}|[0-9A-F]{2}(?:-[0-9A-F]{2}){5}|[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}",
    re.IGNORECASE,
)
_NOBODY = frozenset({"000000000000", "ffffffffffff"})


def is_valid(value: str) -> bool:
    """Whether the value is a MAC address of one station; twelve bare hexadecimal digits say too little.

    >>> is_valid("00:1A:2B:3C:4D:5E"), is_valid("001a.2b3c.4d5e"), is_valid("00:00:00:00:00:00")
    (True, True, False)
    """
    if _SPELLINGS.fullmatch(value) is None:
        return False
    return value.translate({45: None, 46: None, 58: None}).lower() not in _NOBODY
