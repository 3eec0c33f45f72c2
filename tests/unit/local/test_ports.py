"""Usual ports, free ports, and ports that were asked for."""

import socket
from collections.abc import Iterator

import pytest

from app.local.failure import StartError
from app.local.ports import DOORS, Ports, is_free


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_was_asked_for_is_used(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert Ports.from_environment({"SOURCESENSE_PORT": str(port)}).of("web") == port
    assert port != taken_port


def test_a_port_that_was_asked_for_and_is_taken_is_an_error_that_names_the_variable(taken_port: int) -> None:
    ports = Ports.from_environment({"SOURCESENSE_TEMPORAL_PORT": str(taken_port)})
    with pytest.raises(StartError) as caught:
        ports.of("temporal")
    assert str(taken_port) in caught.value.problem
    assert "SOURCESENSE_TEMPORAL_PORT" in caught.value.problem
    assert caught.value.fix


@pytest.mark.parametrize("text", ["0", "65536", "-1", "web", "80 80", "8000.0", "٨٠٠٠٠"])
def test_what_is_no_port_number_is_refused(text: str) -> None:
    with pytest.raises(StartError, match="SOURCESENSE_PORT"):
        Ports.from_environment({"SOURCESENSE_PORT": text})


def test_an_empty_variable_asks_for_nothing() -> None:
    assert Ports.from_environment({"SOURCESENSE_PORT": ""}).asked == {}


def test_a_usual_port_that_another_door_has_is_replaced_by_a_free_one() -> None:
    ports = Ports(chosen={"other": DOORS["web"].usual})
    assert ports.of("web") != DOORS["web"].usual


def test_no_two_doors_share_a_port() -> None:
    ports = Ports()
    numbers = [ports.of(f"door-{number}") for number in range(40)]
    assert len(set(numbers)) == 40
    assert ports.every() == tuple(sorted(numbers))


def test_a_port_stays_until_it_is_moved() -> None:
    ports = Ports()
    first = ports.of("x")
    assert ports.of("x") == first
    ports.move(["x", "never chosen"])
    assert ports.chosen == {}


def test_a_port_asked_for_under_one_name_is_given_to_nobody_else() -> None:
    usual = DOORS["web"].usual
    ports = Ports.from_environment({"SOURCESENSE_TEMPORAL_PORT": str(usual)})
    assert ports.of("web") != usual


def test_a_listening_server_makes_a_port_taken(taken_port: int) -> None:
    assert not is_free(taken_port)
