import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connection.addresses import EgressPolicy, pin
from app.errors import AddressDeniedError, HostNotFoundError

REMOTE = EgressPolicy()
LOCAL = EgressPolicy(allow_loopback=True, denied_ports=frozenset({7233}))


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "fe80::1",
        "168.63.129.16",
        "100.100.100.200",
        "fd00:ec2::254",
        "224.0.0.1",
        "ff02::1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "::",
        "255.255.255.255",
        "240.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
    ],
)
@pytest.mark.parametrize("policy", [REMOTE, LOCAL], ids=["remote", "local"])
def test_some_addresses_are_never_a_database(policy: EgressPolicy, address: str):
    assert policy.objection(address, 5432)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"])
def test_this_machine_is_allowed_only_locally_and_never_at_our_own_ports(address: str):
    assert REMOTE.objection(address, 5432) == "it is this machine itself"
    assert LOCAL.objection(address, 5432) is None
    assert LOCAL.objection(address, 7233) == "this port belongs to SourceSense itself"


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "192.168.1.10", "93.184.216.34", "2606:2800:220:1::1", "fd12::5"]
)
def test_ordinary_addresses_are_allowed(address: str):
    assert REMOTE.objection(address, 7233) is None


@given(st.ip_addresses(v=4, network="169.254.0.0/16"))
def test_no_disguise_helps_a_link_local_address(address: ipaddress.IPv4Address):
    number = int(address)
    disguises = (
        f"::ffff:{address}",
        str(ipaddress.IPv6Address((0x64FF9B << 96) | number)),
        str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80))),
    )
    assert all(REMOTE.objection(disguise, 5432) for disguise in disguises)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "0177.0.0.1"])
async def test_a_name_is_judged_by_what_it_resolves_to(host: str):
    with pytest.raises(AddressDeniedError):
        await pin(host, 5432, REMOTE, timeout_seconds=5)


async def test_the_pinned_address_is_a_literal():
    assert await pin("localhost", 5432, LOCAL, timeout_seconds=5) in {"127.0.0.1", "::1"}


async def test_a_name_that_does_not_resolve_is_told():
    with pytest.raises(HostNotFoundError):
        await pin("no.such.host.invalid", 5432, REMOTE, timeout_seconds=5)


async def test_a_name_no_resolver_can_encode_is_told():
    with pytest.raises(HostNotFoundError):
        await pin("a" * 64 + ".internal", 5432, REMOTE, timeout_seconds=5)
