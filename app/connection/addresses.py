"""Which addresses a source may have: resolved once, every answer checked, one pinned for the connection.

Names are checked by what they resolve to, never by how they look: ``2130706433``, ``0x7f.1`` and ``127.1`` are
all this machine, and an IPv6 address may carry an IPv4 one (mapped, NAT64, 6to4).
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass, field

from app.errors import AddressDeniedError, HostNotFoundError, HostSilentError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_CLOUD_METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in (
        "168.63.129.16",  # Azure WireServer
        "100.100.100.200",  # Alibaba Cloud
        "192.0.0.192",  # Oracle Cloud
        "fd00:ec2::254",  # AWS, IPv6
        "fd20:ce::254",  # Google Cloud, IPv6
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressPolicy:
    """Where connections may go.

    Attributes:
        allow_loopback: whether a source may be on this machine (single-user mode).
        denied_ports: ports of our own services, refused on loopback.
    """

    allow_loopback: bool = False
    denied_ports: frozenset[int] = field(default_factory=frozenset[int])

    def objection(self, address: str, port: int) -> str | None:
        """Why this address and port are refused, or ``None`` if they are not.

        >>> EgressPolicy().objection("169.254.169.254", 5432)
        'it is a link-local address'
        >>> EgressPolicy(allow_loopback=True, denied_ports=frozenset({7233})).objection("::ffff:127.0.0.1", 7233)
        'this port belongs to SourceSense itself'
        >>> EgressPolicy().objection("10.0.0.5", 5432) is None
        True
        """
        actual = _unwrapped(ipaddress.ip_address(address))
        if actual.is_loopback:
            if not self.allow_loopback:
                return "it is this machine itself"
            return "this port belongs to SourceSense itself" if port in self.denied_ports else None
        return _never_allowed(actual)


def _never_allowed(address: Address) -> str | None:
    if address.is_link_local:
        return "it is a link-local address"
    if address in _CLOUD_METADATA:
        return "it is a metadata service"
    if address.is_multicast:
        return "it is a multicast address"
    if address.is_unspecified or address.is_reserved or address == ipaddress.IPv4Address("255.255.255.255"):
        return "no server can have this address"
    return None


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside a mapped, compatible, NAT64 or 6to4 one, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


async def pin(host: str, port: int, policy: EgressPolicy, *, timeout_seconds: float) -> str:
    """The one address to connect to.

    Every address the name resolves to has to be allowed, so a name cannot mix a harmless with a harmful one.

    Raises:
        HostNotFoundError: the name does not resolve.
        HostSilentError: the name server does not answer in time.
        AddressDeniedError: an address is not allowed.
    """
    for address in (addresses := await resolve(host, port, timeout_seconds=timeout_seconds)):
        if reason := policy.objection(address, port):
            raise AddressDeniedError(host=host, reason=reason)
    return addresses[0]


async def resolve(host: str, port: int, *, timeout_seconds: float) -> tuple[str, ...]:
    """All addresses of the host in the order of preference; raises as ``pin`` does."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(timeout_seconds):
            answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except TimeoutError:
        raise HostSilentError(host=host, port=port, seconds=timeout_seconds) from None
    except (OSError, UnicodeError):
        raise HostNotFoundError(host=host) from None
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
