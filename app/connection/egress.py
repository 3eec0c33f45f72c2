"""Where connections to sources may go (docs/adr/0031-an-egress-policy-of-addresses.md)."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field

from app.connection.special_addresses import Address, carried, is_this_machine, never_allowed
from app.networks import NetworkRule


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressPolicy:
    """Where connections may go: what is never allowed, then what is denied, then what is allowed.

    Attributes:
        allow_loopback: whether a source may be on this machine (single-user mode and the command line).
        denied_ports: ports of our own services, refused on every address of this machine.
        more_denied_ports: further ones, asked at every check, because services that start again move.
        allow: networks a source may be in; empty allows every address that is not denied.
        deny: networks no source may be in; wins over ``allow``.
    """

    allow_loopback: bool = False
    denied_ports: frozenset[int] = field(default_factory=frozenset[int])
    more_denied_ports: Callable[[], frozenset[int]] = frozenset[int]
    allow: tuple[NetworkRule, ...] = ()
    deny: tuple[NetworkRule, ...] = ()

    def objection(self, address: str, port: int) -> str | None:
        """Why this address and port are refused, or ``None`` if they are not.

        An IPv6 address that carries IPv4 ones is judged by those.

        >>> EgressPolicy().objection("169.254.169.254", 5432)
        'it is a link-local address'
        >>> EgressPolicy(allow_loopback=True, denied_ports=frozenset({7233})).objection("::ffff:127.0.0.1", 7233)
        'this port belongs to SourceSense itself'
        >>> EgressPolicy().objection("10.0.0.5", 5432) is None
        True
        """
        written = ipaddress.ip_address(address)
        if any(rule.covers(written, port) for rule in self.deny):
            return "it is denied by SOURCESENSE_EGRESS_DENY"
        reasons = (self._objection(actual, port) for actual in carried(written))
        return next((reason for reason in reasons if reason), None)

    def _objection(self, address: Address, port: int) -> str | None:
        if reason := never_allowed(address):
            return reason
        if port in self.denied_ports | self.more_denied_ports() and is_this_machine(address):
            return "this port belongs to SourceSense itself"
        if any(rule.covers(address, port) for rule in self.deny):
            return "it is denied by SOURCESENSE_EGRESS_DENY"
        if self.allow and not any(rule.covers(address, port) for rule in self.allow):
            return "it is not in SOURCESENSE_EGRESS_ALLOW"
        if address.is_loopback and not (self.allow_loopback or self._names_loopback(address, port)):
            return "it is this machine itself"
        return None

    def _names_loopback(self, address: Address, port: int) -> bool:
        """Whether a rule is about loopback in particular; ``0.0.0.0/0`` is not meant to be."""
        return any(rule.network.is_loopback and rule.covers(address, port) for rule in self.allow)
