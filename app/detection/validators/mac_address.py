"""MAC addresses (EUI-48, EUI-64) in the spellings of IEEE, Windows, Cisco and others.

Issuer: IEEE Registration Authority. Source: IEEE Std 802-2014 section 8. There is no check digit, and one
address in 300 has no letter; without one, groups of digits are as likely a number of something else.
"""

import re

_SPELLINGS = re.compile(
    r"[0-9A-F]{2}(?:([:\- ])[0-9A-F]{2}(?:\1[0-9A-F]{2}){4}(?:(?:\1[0-9A-F]{2}){2})?)"
    r"|[0-9A-F]{4}([.\-:])[0-9A-F]{4}\2[0-9A-F]{4}|[0-9A-F]{6}([:\-])[0-9A-F]{6}",
    re.IGNORECASE,
)
_NOBODY = frozenset({"0" * 12, "f" * 12})
_SEPARATORS = {ord(mark): None for mark in ":-. "}


def is_valid(value: str) -> bool:
    """Whether the value is a MAC address of one station, with separators.

    >>> is_valid("00:1A:2B:3C:4D:5E"), is_valid("001a.2b3c.4d5e"), is_valid("00 1A 2B 3C 4D 5E")
    (True, True, True)
    >>> is_valid("00:00:00:00:00:00"), is_valid("00:1A-2B:3C:4D:5E"), is_valid("1234-5678-9012")
    (False, False, False)
    """
    if _SPELLINGS.fullmatch(value) is None:
        return False
    digits = value.translate(_SEPARATORS).lower()
    return digits not in _NOBODY and not digits.isdecimal()
