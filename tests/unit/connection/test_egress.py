"""What is never allowed, what is denied and what is allowed, in that order."""

import socket

import pytest

from app.connection.egress import EgressPolicy
from app.networks import parse_rules

DENIED = "it is denied by SOURCESENSE_EGRESS_DENY"
NOT_ALLOWED = "it is not in SOURCESENSE_EGRESS_ALLOW"
SELF = "it is this machine itself"
OURS = "this port belongs to SourceSense itself"


def objection(
    address: str, port: int = 5432, *, allow: str = "", deny: str = "", loopback: bool = False
) -> str | None:
    policy = EgressPolicy(
        allow_loopback=loopback,
        denied_ports=frozenset({7233}),
        allow=parse_rules(allow),
        deny=parse_rules(deny),
    )
    return policy.objection(address, port)


@pytest.mark.parametrize(
    ("address", "port", "allow", "deny", "reason"),
    [
        ("10.0.0.5", 5432, "", "", None),
        ("10.0.0.5", 5432, "10.0.0.0/8", "", None),
        ("10.0.0.5", 5432, "10.0.0.0/8:5432-5439", "", None),
        ("10.0.0.5", 22, "10.0.0.0/8:5432-5439", "", NOT_ALLOWED),
        ("192.0.2.9", 5432, "10.0.0.0/8", "", NOT_ALLOWED),
        ("fd12::5", 5432, "10.0.0.0/8", "", NOT_ALLOWED),
        ("10.0.0.5", 5432, "", "10.0.0.0/8", DENIED),
        ("10.0.0.5", 5432, "10.0.0.5", "10.0.0.0/8", DENIED),
        ("10.0.0.5", 22, "", "10.0.0.0/8:5432", None),
        ("::ffff:10.0.0.5", 5432, "", "10.0.0.0/8", DENIED),
        ("::ffff:10.0.0.5", 5432, "10.0.0.0/8", "", None),
        ("64:ff9b::a00:5", 5432, "", "10.0.0.0/8", DENIED),
        ("64:ff9b::a00:5", 5432, "", "64:ff9b::/96", DENIED),
        ("2002:a00:5::1", 5432, "10.0.0.0/8", "", None),
        ("169.254.169.254", 80, "169.254.169.254", "", "it is a link-local address"),
        ("168.63.129.16", 80, "0.0.0.0/0", "", "it is a metadata service"),
        ("fd00:ec2::254", 80, "::/0", "", "it is a metadata service"),
        ("fd00:ec2::254%eth0", 80, "::/0", "", "it is a metadata service"),
        ("224.0.0.1", 80, "224.0.0.0/4", "", "it is a multicast address"),
        ("64:ff9b:1::a00:5", 5432, "::/0", "", "where it leads to is not known"),
        ("127.0.0.1", 5432, "", "", SELF),
        ("127.0.0.1", 5432, "0.0.0.0/0", "", SELF),
        ("127.0.0.1", 5432, "127.0.0.0/8:5432", "", None),
        ("127.0.0.1", 5433, "127.0.0.0/8:5432", "", NOT_ALLOWED),
        ("127.0.0.1", 7233, "127.0.0.0/8", "", OURS),
        ("::1", 5432, "::1", "", None),
    ],
)
def test_the_order_of_judging(address: str, port: int, allow: str, deny: str, reason: str | None):
    assert objection(address, port, allow=allow, deny=deny) == reason


def test_loopback_that_may_be_used_is_still_subject_to_the_rules():
    assert objection("127.0.0.1", loopback=True) is None
    assert objection("127.0.0.1", deny="127.0.0.0/8", loopback=True) == DENIED
    assert objection("127.0.0.1", allow="10.0.0.0/8", loopback=True) == NOT_ALLOWED
    assert objection("127.0.0.1", 7233, loopback=True) == OURS


def own_address() -> str:
    """An address of this machine that is not loopback, or loopback where there is no other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the kernel chooses the address it would use
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def test_our_ports_are_refused_on_every_address_of_this_machine_and_nowhere_else():
    assert objection(own_address(), 7233, loopback=True) == OURS
    assert objection("192.0.2.1", 7233) is None


def test_ports_of_services_that_moved_are_asked_for_anew():
    ports = {4000}
    policy = EgressPolicy(allow_loopback=True, more_denied_ports=lambda: frozenset(ports))
    assert policy.objection("127.0.0.1", 4000) == OURS
    ports.remove(4000)
    ports.add(5000)
    assert policy.objection("127.0.0.1", 4000) is None
    assert policy.objection("127.0.0.1", 5000) == OURS
