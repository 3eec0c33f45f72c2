"""IPv6 addresses.

Issuer: IETF and IANA. Sources: RFC 4291 section 2.2, RFC 4007 section 11 (zone), RFC 3986 section 3.2.2 (brackets).
"""

import re
from ipaddress import IPv6Address

_BRACKETS = re.compile(r"\[([^\]]{2,60})\](?::\d{1,5})?", re.ASCII)
_BITS = 128


def is_valid(value: str) -> bool:
    """Whether the value is an IPv6 address, with or without a prefix length, a zone, or brackets and a port.

    >>> is_valid("2001:db8::1"), is_valid("2001:db8::/32"), is_valid("fe80::1%eth0"), is_valid("[::1]:80")
    (True, True, True, True)
    >>> is_valid("12:30:45")
    False
    """
    bracketed = _BRACKETS.fullmatch(value)
    address, _, prefix = (bracketed[1] if bracketed else value).partition("/")
    if prefix and not (prefix.isascii() and prefix.isdigit() and int(prefix[:4]) <= _BITS):
        return False
    try:
        IPv6Address(address)
    except ValueError:
        return False
    return True
