"""Addresses that are no database's, and IPv6 addresses that carry an IPv4 one.

https://www.iana.org/assignments/iana-ipv6-special-registry, https://www.iana.org/assignments/iana-ipv4-special-registry
"""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in (
        "168.63.129.16",  # Azure WireServer
        "100.100.100.200",  # Alibaba Cloud
        "192.0.0.192",  # Oracle Cloud
        "fd00:ec2::254",  # AWS
        "fd00:ec2::23",  # AWS EKS Pod Identity
        "fd20:ce::254",  # Google Cloud
    )
)
_THIS_NETWORK = ipaddress.ip_network("0.0.0.0/8")  # RFC 1122: no destination
_BROADCAST = ipaddress.ip_address("255.255.255.255")
_LOCAL_NAT64 = ipaddress.ip_network(
    "64:ff9b:1::/48"
)  # RFC 8215: where the IPv4 address stands is the operator's choice
_CARRIERS_IN_LAST_32_BITS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "::ffff:0:0/96",  # mapped, RFC 4291
        "::ffff:0:0:0/96",  # translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
        "::/96",  # compatible, RFC 4291; without :: and ::1
    )
)
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})  # RFC 5214: the interface's third and fourth 16 bits
_LAST_32_BITS = 0xFFFF_FFFF


def carried(address: Address) -> tuple[Address, ...]:
    """Where packets to the address end up: the IPv4 addresses inside of it, else the address itself, without zone.

    >>> carried(ipaddress.ip_address("64:ff9b::a9fe:a9fe"))
    (IPv4Address('169.254.169.254'),)
    >>> carried(ipaddress.ip_address("10.0.0.5"))
    (IPv4Address('10.0.0.5'),)
    """
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    plain = ipaddress.IPv6Address(int(address))
    number = int(plain)
    last = ipaddress.IPv4Address(number & _LAST_32_BITS)
    if number > 1 and any(plain in network for network in _CARRIERS_IN_LAST_32_BITS):
        return (last,)
    if plain.sixtofour is not None:  # RFC 3056
        return (plain.sixtofour,)
    if plain.teredo is not None:  # RFC 4380: the relay, and who is behind it
        return plain.teredo
    if (number >> 32) & _LAST_32_BITS in _ISATAP:
        return (plain, last)
    return (plain,)


def never_allowed(address: Address) -> str | None:
    """Why no source can have this address, whatever the settings say; ``None`` if it can.

    >>> never_allowed(ipaddress.ip_address("169.254.169.254"))
    'it is a link-local address'
    """
    if address in _METADATA:
        return "it is a metadata service"
    if address.is_link_local:
        return "it is a link-local address"
    if address.is_multicast:
        return "it is a multicast address"
    if address in _LOCAL_NAT64:
        return "where it leads to is not known"
    if _is_no_destination(address):
        return "no server can have this address"
    return None


def _is_no_destination(address: Address) -> bool:
    if address.is_loopback:  # ::1 lies in a reserved block
        return False
    return address.is_unspecified or address.is_reserved or address in _THIS_NETWORK or address == _BROADCAST


def is_this_machine(address: Address) -> bool:
    """Whether the address is one of this machine's, loopback included: only those can be bound."""
    if address.is_loopback:
        return True
    family = socket.AF_INET if isinstance(address, ipaddress.IPv4Address) else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
    except OSError:
        return False
    return True
