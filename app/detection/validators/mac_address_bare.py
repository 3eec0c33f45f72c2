"""MAC addresses written as twelve hexadecimal digits: the first six are a maker's prefix that IEEE assigned.

Issuer: IEEE Registration Authority. Source: IEEE MA-L public listing. Addresses that a device draws for itself have
no such prefix; without separators nothing tells them from other numbers.
"""

import re

from app.detection.registries import organisation_prefixes

_FORM = re.compile(r"(?:0x)?([0-9A-F]{12}|[0-9a-f]{12})")


def is_valid(value: str) -> bool:
    """Whether the value is such an address.

    >>> is_valid("001A2B3C4D5E"), is_valid("FFFFFF3C4D5E"), is_valid("001A2B")
    (True, False, False)
    """
    parts = _FORM.fullmatch(value)
    return parts is not None and bytes.fromhex(parts[1][:6]) in organisation_prefixes()
