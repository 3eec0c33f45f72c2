"""Networks and ports are read from settings, and what is none is named."""

import ipaddress

import pytest

from app.networks import parse_ports, parse_rules


@pytest.mark.parametrize(
    ("text", "address", "port", "covered"),
    [
        ("10.0.0.0/8", "10.255.0.1", 1, True),
        ("10.0.0.0/8", "11.0.0.1", 1, False),
        ("10.0.0.0/8:5432", "10.0.0.1", 5432, True),
        ("10.0.0.0/8:5432", "10.0.0.1", 5433, False),
        ("10.0.0.0/8:5432-5439", "10.0.0.1", 5439, True),
        ("10.0.0.0/8:5432-5439", "10.0.0.1", 5440, False),
        ("192.0.2.7", "192.0.2.7", 65_535, True),
        ("192.0.2.7:3306", "192.0.2.7", 3306, True),
        ("fd00::/8", "fd12::5", 5432, True),
        ("[fd00::/8]:5432", "fd12::5", 5432, True),
        ("[fd00::/8]:5432", "fd12::5", 5433, False),
        ("fd00::/8:5432", "fd12::5", 5432, True),
        ("[::1]:5432-5433", "::1", 5433, True),
        ("::1", "::1", 5432, True),
        ("0.0.0.0/0", "::1", 5432, False),
    ],
)
def test_a_rule_covers_its_addresses_and_ports(*, text: str, address: str, port: int, covered: bool) -> None:
    (rule,) = parse_rules(text)
    assert rule.covers(ipaddress.ip_address(address), port) is covered


def test_a_list_has_as_many_rules_as_items() -> None:
    assert parse_rules("") == parse_rules(" , ") == ()
    assert len(parse_rules("10.0.0.0/8:5432-5439, 192.0.2.7 ,[fd00::/8]:5432,")) == 3


@pytest.mark.parametrize(
    "item",
    ["db.example.org", "10.0.0.1/8", "10.0.0.0/33", "10.0.0", "10.0.0.0/8:", "10.0.0.0/8:x", "10.0.0.0/8:0",
     "10.0.0.0/8:5-4", "10.0.0.0/8:70000", "[fd00::/8", "fe80::1%eth0", "*", "10.0.0.0/8:5432;x", "[]:1", "::1:", "1:2"],
)  # fmt: skip
def test_an_item_that_is_no_network_is_named(item: str) -> None:
    with pytest.raises(ValueError, match="“") as raised:
        parse_rules(f"192.0.2.0/24, {item}")
    assert f"“{item}”" in str(raised.value)


@pytest.mark.parametrize("item", ["0", "65536", "x", "1-2", "٣"])
def test_an_item_that_is_no_port_is_named(item: str) -> None:
    with pytest.raises(ValueError, match=f"^“{item}” is not a port"):
        parse_ports(f"7233, {item}")
