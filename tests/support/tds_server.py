"""A server that speaks SQL Server's protocol and answers recorded statements, and no other, by what was recorded.

It shows that driver, dialect and decoding work over the wire; it cannot show that the SQL is valid. Nothing of ours binds
values, so of procedures it knows none but the one that the driver calls by itself.
"""

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Callable, Container, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import tds_wire as wire
from tests.support.tds_tls import Encrypted, Plain
from tests.support.tds_wire import Login, Refusal, Result

_NOT_RECORDED = 50_000
_VERSION = bytes([16, 0, 0x10, 0x9A, 0, 0])
_MOST_PENDING = 16


@dataclass(frozen=True, slots=True)
class Slow:
    """An answer that does not come before the client gives up."""


@dataclass(frozen=True, slots=True)
class Stalled:
    """Rows after which nothing comes before the client gives up."""

    begun: Result


@dataclass(frozen=True, slots=True)
class Broken:
    """Rows after which an error comes."""

    begun: Result
    refusal: Refusal


Answer = Result | Refusal | Slow | Stalled | Broken


@dataclass(kw_only=True)
class TdsServer:
    """What the server knows, and what it has seen.

    Attributes:
        answers: by the exact text of the statement.
        procedures: what procedures give, by their names; the driver calls one itself.
        context: its certificate; without one it does not offer TLS.
        login_answer: instead of checking user, password and database.
        logins: sign-ins that reached it.
        asked: statements in the order they came.
        unknown: what came and was not recorded.
        transactions: transactions begun and rolled back, in order.
        refusals: sign-ins that were refused.
        sockets: the connections that are open now.
        heard: everything that came over the socket, in the clear or not.
    """

    answers: Mapping[str, Answer]
    procedures: Mapping[str, Result] = field(default_factory=dict[str, Result])
    user: str = "scanner"
    password: str = "pw"  # noqa: S105 - a test's own
    databases: Container[str] = frozenset({"shop"})
    context: ssl.SSLContext | None = None
    login_answer: bytes | None = None
    logins: list[Login] = field(default_factory=list[Login])
    asked: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    transactions: list[int] = field(default_factory=list[int])
    refusals: int = 0
    log: Path = Path(os.devnull)
    heard: bytearray = field(default_factory=bytearray)
    connections: int = 0
    sockets: list[socket.socket] = field(default_factory=list[socket.socket])
    port: int = 0

    def hang_up(self) -> None:
        """Close every connection as a server does that goes away."""
        for connection in self.sockets:
            connection.shutdown(socket.SHUT_RDWR)

    def serve(self, connection: socket.socket) -> None:
        """One client, until it closes."""
        channel: wire.Channel = Plain(connection, self.heard)
        kind, body = wire.read_message(channel)
        assert kind == wire.PRELOGIN, kind
        wanted = wire.prelogin(body)[wire.ENCRYPTION][0]
        offered = self._encryption(wanted)
        options = {0: _VERSION, wire.ENCRYPTION: bytes([offered])}
        channel.send(wire.packets(wire.REPLY, wire.prelogin_body(options)))
        if offered != wire.ENCRYPT_NOT_SUPPORTED:
            assert self.context is not None
            channel = Encrypted(channel, self.context)
        kind, body = wire.read_message(channel)
        assert kind == wire.LOGIN, kind
        if offered == wire.ENCRYPT_OFF:
            channel = Plain(connection, self.heard)  # only the sign-in was encrypted
        if not self._sign_in(channel, body):
            return
        while True:
            self._respond(channel, *wire.read_message(channel))

    def _encryption(self, wanted: int) -> int:
        if self.context is None or wanted == wire.ENCRYPT_NOT_SUPPORTED:
            return wire.ENCRYPT_NOT_SUPPORTED
        return wanted

    def _sign_in(self, channel: wire.Channel, body: bytes) -> bool:
        login = wire.login(body)
        self.logins.append(login)
        refusal = self._refusal(login)
        if refusal is not None:
            self.refusals += 1
            with self.log.open("a") as log:
                log.write(f"Login failed ({refusal.number})\n")
        answer = self.login_answer or (
            wire.refused(refusal) if refusal else wire.signed_in(login.database or "master")
        )
        channel.send(wire.packets(wire.REPLY, answer))
        return refusal is None

    def _refusal(self, login: Login) -> Refusal | None:
        if (login.user, login.password) != (self.user, self.password):
            return Refusal(18456, f"Login failed for user '{login.user}'.", 14)
        if login.database not in self.databases:
            return Refusal(4060, f'Cannot open database "{login.database}" requested by the login.', 11)
        return None

    def _respond(self, channel: wire.Channel, kind: int, body: bytes) -> None:
        match kind:
            case wire.SQL_BATCH:
                self._run(channel, wire.batch(body))
            case wire.TRANSACTION:
                self.transactions.append(wire.transaction_request(body))
                self._send(channel, wire.transaction_changed(self.transactions[-1]))
            case wire.ATTENTION:
                self._send(channel, wire.attention_acknowledged())
            case wire.RPC:
                self._call(channel, wire.procedure(body))
            case _:
                raise AssertionError(f"a message of type {kind}")

    def _run(self, channel: wire.Channel, sql: str) -> None:
        self.asked.append(sql)
        match self.answers.get(sql):
            case Result() as result:
                self._send(channel, wire.result_set(result))
            case Refusal() as refusal:
                self._send(channel, wire.refused(refusal))
            case Slow():
                pass  # the client ends it with an attention
            case Stalled(begun=begun):
                channel.send(wire.packets(wire.REPLY, wire.result_until(begun), ended=False))
            case Broken(begun=begun, refusal=refusal):
                self._send(channel, wire.result_until(begun, refusal))
            case None:
                self.unknown.append(sql)
                self._send(channel, wire.refused(Refusal(_NOT_RECORDED, "this statement is not recorded")))

    def _call(self, channel: wire.Channel, name: str) -> None:
        if name in self.procedures:
            self._send(channel, wire.procedure_result(self.procedures[name]))
        else:
            self.unknown.append(name)
            self._send(channel, wire.refused(Refusal(_NOT_RECORDED, "this procedure is not recorded")))

    def _send(self, channel: wire.Channel, body: bytes) -> None:
        channel.send(wire.packets(wire.REPLY, body))


@contextlib.contextmanager
def running(server: TdsServer) -> Generator[TdsServer]:
    """The server on a port of its own, every client in a thread, until the block ends."""
    with listening(lambda connection: _counted(server, connection)) as port:
        server.port = port
        yield server


@contextlib.contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Generator[int]:
    """A loopback port whose clients are served in threads; what a client breaks ends with it."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=_MOST_PENDING)
    threading.Thread(target=_accept, args=(listener, serve), daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()


def _accept(listener: socket.socket, serve: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_served, args=(connection, serve), daemon=True).start()


def _served(connection: socket.socket, serve: Callable[[socket.socket], None]) -> None:
    with connection, contextlib.suppress(wire.ClosedError, OSError):
        serve(connection)


def _counted(server: TdsServer, connection: socket.socket) -> None:
    server.connections += 1
    server.sockets.append(connection)
    try:
        server.serve(connection)
    finally:
        server.sockets.remove(connection)
