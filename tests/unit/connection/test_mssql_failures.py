"""Failures of a sign-in told apart at the wire; a server that is not known to be the right one gets no password."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import trustme

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, NetworkConnection, parse_connection
from app.connection.limits import Limits
from app.connection.probe import probe
from app.connection.reader import Readers
from app.connection.recognising import doubt
from app.errors import SourceSenseError
from tests.support.mssql_server import PASSWORD, sql_server, tls_context
from tests.support.server import free_port
from tests.support.tds_server import listening
from tests.support.tds_wire import Result, garbled, packets, routed

LIMITS = Limits(connect_timeout_seconds=3)
AUTHORITY, STRANGER = trustme.CA(), trustme.CA()
TRUSTED = AUTHORITY.cert_pem.bytes().decode()
NOW = datetime.now(UTC)
Talk = Callable[[socket.socket, bytearray], None]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


def place(port: int, **changes: object) -> Connection:
    fields = {"dialect": "mssql", "host": "localhost", "port": port, "database": "shop", "user": "scanner"}
    return parse_connection({**fields, "tls": "verify-host", "ca_certificates": TRUSTED, **changes})


async def failed_step(readers: Readers, connection: Connection, password: str = PASSWORD) -> tuple[str, str]:
    """The step of a connection test that failed, and its code."""
    report = await probe(readers, connection, Credential(password), LIMITS)
    (step,) = [step for step in report.steps if step.state == "failed"]
    assert step.failure is not None
    assert PASSWORD not in step.failure.message
    return step.id, step.failure.code


def certified(*names: str, authority: trustme.CA = AUTHORITY, **validity: Any) -> dict[str, Any]:
    return {"context": tls_context(authority, *names, **validity)}


@pytest.mark.parametrize(
    ("server", "changes", "expected", "sign_ins"),
    [
        (certified("localhost"), {"user": "nobody"}, ("sign_in", "wrong_password"), 1),
        (certified("localhost"), {"database": "nowhere"}, ("sign_in", "unknown_database"), 1),
        ({}, {}, ("tls", "tls_not_offered"), 0),
        ({}, {"tls": "encrypt"}, ("tls", "tls_not_offered"), 0),
        (certified("localhost", authority=STRANGER), {}, ("tls", "certificate_untrusted"), 0),
        (certified("localhost"), {"ca_certificates": None}, ("tls", "certificate_untrusted"), 0),
        (certified("other.host"), {}, ("tls", "certificate_wrong_host"), 0),
        (certified("127.0.0.1"), {"host": "127.0.0.1"}, ("tls", "certificate_wrong_host"), 0),
        (certified("localhost", not_before=NOW - timedelta(9), not_after=NOW - timedelta(2)), {}, ("tls", "certificate_expired"), 0),
    ],
)  # fmt: skip
async def test_each_failure_has_its_step_and_code(
    readers: Readers,
    server: dict[str, Any],
    changes: dict[str, object],
    expected: tuple[str, str],
    sign_ins: int,
):
    with sql_server(**server) as running:
        assert await failed_step(readers, place(running.port, **changes)) == expected
    assert len(running.logins) == sign_ins
    assert garbled(PASSWORD) not in running.heard


async def test_a_wrong_password_is_tried_once(readers: Readers):
    with sql_server(**certified("localhost")) as server:
        assert await failed_step(readers, place(server.port), "wrong") == ("sign_in", "wrong_password")
    assert (len(server.logins), server.refusals) == (1, 1)


@pytest.mark.parametrize("mode", ["verify-host", "encrypt"])
async def test_the_right_certificate_lets_us_in_and_nothing_is_in_the_clear(readers: Readers, mode: str):
    with sql_server(**certified("localhost")) as server:
        async with readers.open(place(server.port, tls=mode), Credential(PASSWORD), LIMITS):
            pass
    assert [login.password for login in server.logins] == [PASSWORD]
    assert garbled(PASSWORD) not in server.heard


async def test_a_pasted_authority_replaces_those_of_the_machine(readers: Readers):
    """Else whoever gets a certificate from any public authority could stand in for a private server."""
    with sql_server(**certified("localhost", authority=STRANGER)) as server:
        trusted = STRANGER.cert_pem.bytes().decode()
        async with readers.open(place(server.port, ca_certificates=trusted), Credential(PASSWORD), LIMITS):
            assert len(server.logins) == 1
        assert (await failed_step(readers, place(server.port)))[1] == "certificate_untrusted"


@pytest.mark.parametrize("mode", ["off", "encrypt", "verify-host"])
async def test_a_server_that_sends_us_elsewhere_is_not_followed(readers: Readers, mode: str):
    context = certified("localhost")
    with (
        sql_server(**context) as target,
        sql_server(**context, login_answer=routed("127.0.0.1", target.port)) as server,
    ):
        assert await failed_step(readers, place(server.port, tls=mode)) == ("address", "address_denied")
    assert (len(server.logins), target.connections) == (1, 0)


async def test_a_port_where_nothing_listens_is_told_at_once(readers: Readers):
    began = time.monotonic()
    with pytest.raises(SourceSenseError) as caught:
        async with readers.open(place(free_port()), Credential(PASSWORD), LIMITS):
            pytest.fail("it signed in")
    assert caught.value.code == "connection_refused"
    assert time.monotonic() - began < 1.5


def silent(connection: socket.socket, heard: bytearray) -> None:
    while data := connection.recv(4096):
        heard += data


def dripping(connection: socket.socket, heard: bytearray) -> None:
    """A packet that never ends, a byte at a time."""
    heard += connection.recv(4096)
    connection.sendall(b"\x04\x01\x0f\xff\0\0\0\0")
    while True:
        connection.sendall(b"\0")
        time.sleep(0.1)


def flooding(connection: socket.socket, heard: bytearray) -> None:
    heard += connection.recv(4096)
    while True:
        connection.sendall(packets(0x04, b"\0" * 65_536))


def hanging_up(connection: socket.socket, heard: bytearray) -> None:
    heard += connection.recv(4096)


def speaking_http(connection: socket.socket, heard: bytearray) -> None:
    heard += connection.recv(4096)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    silent(connection, heard)


@pytest.mark.parametrize(
    ("talk", "codes"),
    [
        (silent, {"host_silent"}),
        (dripping, {"host_silent"}),
        (flooding, {"connection_lost", "other_server"}),
        (hanging_up, {"connection_lost"}),
        (speaking_http, {"other_server"}),
    ],
)
@pytest.mark.parametrize("mode", ["off", "verify-host"])
async def test_a_server_that_does_not_play_along_is_left_in_time_without_the_password(
    readers: Readers, talk: Talk, codes: set[str], mode: str
):
    heard = bytearray()
    began = time.monotonic()
    with listening(lambda connection: talk(connection, heard)) as port:
        with pytest.raises(SourceSenseError) as caught:
            async with readers.open(place(port, tls=mode), Credential(PASSWORD), LIMITS):
                pytest.fail("it signed in")
        await asyncio.sleep(0.1)
    assert caught.value.code in codes
    assert time.monotonic() - began < LIMITS.connect_timeout_seconds + 2
    assert heard
    assert garbled(PASSWORD) not in heard


@pytest.mark.parametrize(("talk", "code"), [(silent, "host_silent"), (speaking_http, "other_server")])
async def test_a_connection_test_tells_silence_and_other_servers_within_three_seconds(
    readers: Readers, talk: Talk, code: str
):
    began = time.monotonic()
    with listening(lambda connection: talk(connection, bytearray())) as port:
        report = await probe(readers, place(port), Credential(PASSWORD), Limits())
    assert report.failure is not None
    assert report.failure.code == code
    assert time.monotonic() - began < 3


async def test_a_sql_server_is_recognised_without_a_sign_in():
    with sql_server() as server:
        connection = place(server.port)
        assert isinstance(connection, NetworkConnection)
        assert await doubt(connection, "127.0.0.1") is None
    assert (server.connections, server.logins) == (1, [])


async def test_an_older_server_than_ours_is_told_by_its_version(readers: Readers):
    with sql_server() as server:
        about = next(sql for sql in server.answers if "snapshot_isolation_state" in sql)
    old = Result([("v", "nvarchar(128)"), ("s", "tinyint"), ("m", "int")], [["13.0.5026.0", 0, 0]])
    with sql_server({about: old}) as server:
        assert await failed_step(readers, place(server.port, tls="off")) == ("version", "server_too_old")
