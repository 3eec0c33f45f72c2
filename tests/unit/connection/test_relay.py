import socket
import threading
import time
from collections.abc import Callable

import pytest

from app.connection.relay import Relay
from tests.support.server import free_port
from tests.support.tds_server import listening


def nothing() -> None:
    """Instead of the filter, which would confine the process of the tests."""


def refused() -> None:
    raise OSError("the kernel does not do that here")


def echoing(connection: socket.socket) -> None:
    while data := connection.recv(4096):
        connection.sendall(data.upper())


def through(relay: Relay, data: bytes) -> bytes:
    """What comes back through the relay; empty when it was closed."""
    with socket.create_connection(("127.0.0.1", relay.port), 1) as driver:
        driver.sendall(data)
        try:
            return driver.recv(4096)
        except ConnectionError:
            return b""


def test_bytes_go_both_ways():
    with listening(echoing) as port:
        assert through(Relay("127.0.0.1", port, 1, nothing), b"hello") == b"HELLO"


def test_nothing_is_passed_on_where_the_process_cannot_be_confined():
    heard = bytearray()
    closed = threading.Event()

    def listen(connection: socket.socket) -> None:
        while data := connection.recv(4096):
            heard.extend(data)
        closed.set()

    with listening(listen) as port:
        relay = Relay("127.0.0.1", port, 1, refused)
        assert through(relay, b"secret") == b""
        assert relay.unconfined
        assert closed.wait(2)
    assert heard == b""


def test_only_the_first_client_is_let_in():
    with listening(echoing) as port:
        relay = Relay("127.0.0.1", port, 1, nothing)
        with socket.create_connection(("127.0.0.1", relay.port), 1) as first:
            first.sendall(b"a")
            assert first.recv(10) == b"A"
            with pytest.raises(OSError):  # noqa: PT011 - refused, or silent until the limit
                _echo(relay.port)


def _echo(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 0.3) as client:
        client.sendall(b"b")
        return client.recv(10)


def test_a_port_where_nothing_listens_refuses():
    with pytest.raises(ConnectionRefusedError):
        Relay("127.0.0.1", free_port(), 1, nothing)


def test_it_knows_when_the_driver_has_left():
    with listening(echoing) as port:
        relay = Relay("127.0.0.1", port, 1, nothing)
        driver = socket.create_connection(("127.0.0.1", relay.port), 1)
        driver.sendall(b"a")
        assert driver.recv(10) == b"A"
        assert relay.left_at is None
        driver.close()
        _until(lambda: relay.left_at is not None)


def _until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 2
    while not true():
        assert time.monotonic() < ends, "not in time"
        time.sleep(0.01)
