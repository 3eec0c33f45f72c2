"""IPv4 addresses in dotted decimal.

Issuer: IETF and IANA. Source: RFC 791; the dotted form without leading zeros as in RFC 6943 section 3.1.1.
"""

from ipaddress import IPv4Address, ip_interface


def is_valid(value: str) -> bool:
    """Whether the value is an IPv4 address, with or without a prefix length.

    >>> is_valid("192.168.1.17"), is_valid("10.0.0.0/8"), is_valid("1.2.3.256"), is_valid("1.2.3")
    (True, True, False, False)
    """
    try:
        return isinstance(ip_interface(value).ip, IPv4Address)
    except ValueError:
        return False
