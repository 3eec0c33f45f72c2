"""Networks with ports, as settings write them: ``10.0.0.0/8:5432-5439, 192.0.2.7, [fd00::/8]:5432``.

Addresses only. A name would be resolved by whoever answers at that moment, so it could not hold anything back.
"""

import ipaddress
import re
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_HIGHEST_PORT = 65_535
_ITEM = re.compile(
    r"(?:\[(?P<bracketed>[^\]]+)\]|(?P<v4>[\d.]+(?:/\d+)?)|(?P<v6>[0-9A-Fa-f:.]+(?:/\d+)?))"
    r"(?:(?<!:):(?P<first>\d+)(?:-(?P<last>\d+))?)?"
)


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """Addresses and ports; both ends of the ports included.

    >>> rule, = parse_rules("10.0.0.0/8:5432-5439")
    >>> rule.covers(ipaddress.ip_address("10.1.2.3"), 5433), rule.covers(ipaddress.ip_address("10.1.2.3"), 22)
    (True, False)
    """

    network: Network
    first_port: int = 1
    last_port: int = _HIGHEST_PORT

    def covers(self, address: Address, port: int) -> bool:
        """Whether address and port are inside; an address of the other IP version never is."""
        return address in self.network and self.first_port <= port <= self.last_port


def parse_rules(text: str) -> tuple[NetworkRule, ...]:
    """The rules of a comma-separated list; empty text gives none.

    Raises:
        ValueError: an item is not a network; the message names it.

    >>> parse_rules("db.example.org")
    Traceback (most recent call last):
    ...
    ValueError: “db.example.org” is not an address or network such as 10.0.0.0/8, 10.0.0.7:5432 or [fd00::/8]:5432-5439
    """
    return tuple(_rule(item.strip()) for item in text.split(",") if item.strip())


def parse_ports(text: str) -> frozenset[int]:
    """The ports of a comma-separated list.

    Raises:
        ValueError: an item is not a port; the message names it.
    """
    items = [item.strip() for item in text.split(",") if item.strip()]
    wrong = next((item for item in items if not _is_port(item)), None)
    if wrong is not None:
        raise ValueError(f"“{wrong}” is not a port from 1 to {_HIGHEST_PORT}")
    return frozenset(map(int, items))


def _rule(item: str) -> NetworkRule:
    match = _ITEM.fullmatch(item)
    if match is None:
        raise _not_a_network(item)
    try:
        network = ipaddress.ip_network(match["bracketed"] or match["v4"] or match["v6"])
    except ValueError:
        raise _not_a_network(item) from None
    first, last = match["first"], match["last"] or match["first"]
    if first is None:
        return NetworkRule(network)
    if not (_is_port(first) and _is_port(last) and int(first) <= int(last)):
        raise ValueError(f"“{item}” does not end with a port or ports from 1 to {_HIGHEST_PORT}")
    return NetworkRule(network, int(first), int(last))


def _not_a_network(item: str) -> ValueError:
    return ValueError(
        f"“{item}” is not an address or network such as 10.0.0.0/8, 10.0.0.7:5432 or [fd00::/8]:5432-5439"
    )


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _HIGHEST_PORT
