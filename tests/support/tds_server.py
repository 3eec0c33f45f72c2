"""A server that speaks SQL Server's protocol and answers recorded statements, and no other, by what was recorded.

It shows that driver, dialect and decoding work over the wire; it cannot show that the SQL is valid.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

from tests.support import tds_wire as wire
from tests.support.tds_tls import Encrypted, Plain
from tests.support.tds_wire import Login, Refusal, Result

_NOT_RECORDED = 50_000
_VERSION = bytes([16, 0, 0x10, 0x9A, 0, 0])
_MOST_PENDING = 16


@dataclass(frozen=True, slots=True)
class Slow:
    """An answer that does not come before the client gives up."""


Answer = Result | Refusal | Slow


@dataclass(kw_only=True)
class TdsServer:
    """What the server knows, and what it has seen.

    Attributes:
        answers: by the exact text of the statement; a list gives one answer after the other.
        context: its certificate; without one it does not offer TLS.
        login_answer: instead of checking user, password and database.
        logins: sign-ins that reached it.
        asked: statements in the order they came.
        bytes_received: everything clients sent before TLS, password and all, if they sent it.
    """

    answers: Mapping[str, Answer]
    user: str = "scanner"
    password: str = "pw"  # noqa: S105 - a test's own
    databases: frozenset[str] = frozenset({"shop"})
    context: ssl.SSLContext | None = None
    login_answer: bytes | None = None
    logins: list[Login] = field(default_factory=list[Login])
    asked: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    connections: int = 0
    open_connections: int = 0
    port: int = 0

    def serve(self, connection: socket.socket) -> None:
        """One client, until it closes."""
        channel: wire.Channel = Plain(connection)
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
            channel = Plain(connection)  # only the sign-in was encrypted
        if not self._sign_in(channel, body):
            return
        while True:
            self._answer(channel, *wire.read_message(channel))

    def _encryption(self, wanted: int) -> int:
        if self.context is None or wanted == wire.ENCRYPT_NOT_SUPPORTED:
            return wire.ENCRYPT_NOT_SUPPORTED
        return wanted

    def _sign_in(self, channel: wire.Channel, body: bytes) -> bool:
        login = wire.login(body)
        self.logins.append(login)
        refusal = self._refusal(login)
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

    def _answer(self, channel: wire.Channel, kind: int, body: bytes) -> None:
        match kind:
            case wire.SQL_BATCH:
                self._run(channel, wire.batch(body))
            case wire.TRANSACTION:
                self._send(channel, wire.transaction_changed(wire.transaction_request(body)))
            case wire.ATTENTION:
                self._send(channel, wire.attention_acknowledged())
            case _:
                self.unknown.append(f"message of type {kind}")
                self._send(
                    channel, wire.refused(Refusal(_NOT_RECORDED, "this kind of message is not recorded"))
                )

    def _run(self, channel: wire.Channel, sql: str) -> None:
        self.asked.append(sql)
        match self.answers.get(sql):
            case Result() as result:
                self._send(channel, wire.result_set(result))
            case Refusal() as refusal:
                self._send(channel, wire.refused(refusal))
            case Slow():
                pass  # the client ends it with an attention
            case None:
                self.unknown.append(sql)
                self._send(channel, wire.refused(Refusal(_NOT_RECORDED, "this statement is not recorded")))

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
    server.open_connections += 1
    try:
        server.serve(connection)
    finally:
        server.open_connections -= 1


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Whether it became true in time."""
    ends = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True
