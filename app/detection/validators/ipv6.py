"""IPv6 addresses.

Issuer: IETF and IANA. Source: RFC 4291 section 2.2.
"""

from ipaddress import IPv6Address


def is_valid(value: str) -> bool:
    """Whether the value is an IPv6 address, with or without a prefix length.

    >>> is_valid("2001:db8::1"), is_valid("2001:db8::/32"), is_valid("12:30:45")
    (True, True, False)
    """
    address, _, prefix = value.partition("/")
    if prefix and not (prefix.isascii() and prefix.isdigit() and int(prefix[:4]) <= 128):  # noqa: PLR2004 - bits
        return False
    try:
        IPv6Address(address)
    except ValueError:
        return False
    return True
