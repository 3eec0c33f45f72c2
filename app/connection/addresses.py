"""The address of a host: resolved once, every answer checked, one pinned for the connection.

Names are checked by what they resolve to, never by how they look: ``2130706433``, ``0x7f.1`` and ``127.1`` are
all this machine, and an IPv6 address may carry an IPv4 one (mapped, NAT64, 6to4).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from app.connection.egress import EgressPolicy
from app.errors import AddressDeniedError, HostNotFoundError, HostSilentError

__all__ = ["EgressPolicy", "Lookup", "pin", "resolve", "system_lookup"]

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""Addresses of a host in the order of preference; ``OSError`` or ``UnicodeError`` if there are none."""


async def system_lookup(host: str, port: int) -> Sequence[str]:
    """What this machine's resolver says."""
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(answer[4][0]) for answer in answers]


async def pin(
    host: str, port: int, policy: EgressPolicy, *, timeout_seconds: float, lookup: Lookup = system_lookup
) -> str:
    """The one address to connect to.

    Raises:
        HostNotFoundError: the name does not resolve.
        HostSilentError: the name server does not answer in time.
        AddressDeniedError: an address is not allowed.
    """
    addresses = await resolve(host, port, timeout_seconds=timeout_seconds, lookup=lookup)
    return check(host, port, addresses, policy)


async def resolve(
    host: str, port: int, *, timeout_seconds: float, lookup: Lookup = system_lookup
) -> tuple[str, ...]:
    """All addresses of the host in the order of preference, at least one; raises as ``pin`` does."""
    try:
        async with asyncio.timeout(timeout_seconds):
            addresses = await lookup(host, port)
    except TimeoutError:
        raise HostSilentError(host=host, port=port, seconds=timeout_seconds) from None
    except (OSError, UnicodeError):
        raise HostNotFoundError(host=host) from None
    if not addresses:
        raise HostNotFoundError(host=host)
    return tuple(dict.fromkeys(addresses))


def check(host: str, port: int, addresses: Sequence[str], policy: EgressPolicy) -> str:
    """The first address, if all of them are allowed, so that a name cannot mix a harmless with a harmful one.

    Raises:
        AddressDeniedError: one is not allowed.
    """
    for address in addresses:
        if reason := policy.objection(address, port):
            raise AddressDeniedError(host=host, reason=reason)
    return addresses[0]
