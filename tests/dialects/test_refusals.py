"""Whatever keeps us out is told apart: its step, its code, a next step, in three seconds, with one sign-in at most."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from app.connection.config import Connection, Credential, TlsMode, parse_connection
from app.connection.limits import Limits
from app.connection.probe import ProbeReport, probe
from app.connection.reader import Readers
from tests.support.databases import debian_postgresql, free_port
from tests.support.old_servers import old_server
from tests.support.postgresql_server import add_postgresql_scanner, run_postgresql
from tests.support.scratch import Scratch
from tests.support.server import SCANNER, home_folder
from tests.support.strict_servers import StrictServer

Arrange = Callable[[StrictServer], AbstractContextManager[Mapping[str, object] | None]]
FIRST_VERDICT_SECONDS = 3


def as_it_is(_: StrictServer) -> AbstractContextManager[None]:
    return contextlib.nullcontext()


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A way not to be let in.

    Attributes:
        step: that fails, and ``code`` of its failure.
        arranged: what happens at the server meanwhile; gives further changes, or ``None``.
        signs_in: whether the server's log has our sign-in.
    """

    step: str
    code: str
    changes: dict[str, object] = field(default_factory=dict[str, object])
    credential: Credential | None = None
    arranged: Arrange = as_it_is
    signs_in: bool = True


def access(*lines: str) -> Arrange:
    return lambda strict: strict.access(*lines)


def admin(sql: str, undone: str) -> Arrange:
    @contextlib.contextmanager
    def arranged(strict: StrictServer) -> Generator[None]:
        strict.admin(sql)
        try:
            yield
        finally:
            strict.admin(undone)

    return arranged


def showing(kind: str) -> Arrange:
    @contextlib.contextmanager
    def arranged(strict: StrictServer) -> Generator[None]:
        strict.show(strict.authorities.server(kind))
        yield

    return arranged


@contextlib.contextmanager
def closed_port(_: StrictServer) -> Generator[dict[str, object]]:
    yield {"port": free_port()}


@contextlib.contextmanager
def silence(_: StrictServer) -> Generator[dict[str, object]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:  # the kernel accepts, and nobody answers
        yield {"port": listening.getsockname()[1]}


@contextlib.contextmanager
def web_server(_: StrictServer) -> Generator[dict[str, object]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {"port": server.server_port}
        server.shutdown()


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextlib.contextmanager
def old(strict: StrictServer) -> Generator[dict[str, object]]:
    with old_server(strict.dialect) as port:
        yield {"port": port}


@contextlib.contextmanager
def one_session_held(strict: StrictServer) -> Generator[None]:
    """The user may have one session, and has it."""
    strict.admin(f"ALTER USER {SCANNER}@'%' WITH MAX_USER_CONNECTIONS 1")
    with ExitStack() as held:
        held.enter_context(strict.session(SCANNER))
        yield
    strict.admin(f"ALTER USER {SCANNER}@'%' WITH MAX_USER_CONNECTIONS 0")


OTHER = "hostssl all all 127.0.0.1/32 scram-sha-256"
NOWHERE: dict[str, object] = {"host": "169.254.169.254"}
BOTH: dict[str, Refusal] = {
    "unknown host": Refusal(step="name", code="host_not_found", changes={"host": "no.such.host.invalid"}, signs_in=False),
    "address denied": Refusal(step="address", code="address_denied", changes=NOWHERE, signs_in=False),
    "port closed": Refusal(step="port", code="connection_refused", arranged=closed_port, signs_in=False),
    "silence": Refusal(step="port", code="host_silent", arranged=silence, signs_in=False),
    "silence without TLS": Refusal(step="port", code="host_silent", changes={"tls": "off"}, arranged=silence, signs_in=False),
    "a web server": Refusal(step="port", code="other_server", arranged=web_server, signs_in=False),
    "unknown authority": Refusal(step="tls", code="certificate_untrusted", arranged=showing("unknown authority"), signs_in=False),
    "other host": Refusal(step="tls", code="certificate_wrong_host", arranged=showing("other host"), signs_in=False),
    "expired": Refusal(step="tls", code="certificate_expired", arranged=showing("expired"), signs_in=False),
    "wrong password": Refusal(step="sign_in", code="wrong_password", credential=Credential("wrong")),
    "unknown database": Refusal(step="sign_in", code="unknown_database", changes={"database": "no_such"}),
    "too old": Refusal(step="version", code="server_too_old", changes={"tls": "off"}, arranged=old, signs_in=False),
}  # fmt: skip
POSTGRESQL: dict[str, Refusal] = {
    "TLS required": Refusal(step="tls", code="tls_required", changes={"tls": "off"}, arranged=access(OTHER)),
    "client certificate": Refusal(step="tls", code="client_certificate", arranged=access(f"{OTHER} clientcert=verify-full")),
    "unknown user": Refusal(step="sign_in", code="unknown_user", changes={"user": "nobody"}, arranged=access("host all all 127.0.0.1/32 trust")),
    "unknown user who is not told": Refusal(step="sign_in", code="wrong_password", changes={"user": "nobody"}),
    "locked user": Refusal(step="sign_in", code="account_locked", arranged=admin(f"ALTER ROLE {SCANNER} NOLOGIN", f"ALTER ROLE {SCANNER} LOGIN")),
    "host not listed": Refusal(step="sign_in", code="host_not_allowed", arranged=access()),
    "host rejected": Refusal(step="sign_in", code="host_not_allowed", arranged=access("host all all all reject")),
    "no right to connect": Refusal(step="sign_in", code="connect_denied", arranged=admin(f"REVOKE CONNECT ON DATABASE shop FROM PUBLIC; REVOKE pg_read_all_data FROM {SCANNER}", f"GRANT CONNECT ON DATABASE shop TO PUBLIC; GRANT pg_read_all_data TO {SCANNER}")),
    "too many connections": Refusal(step="sign_in", code="too_many_connections", arranged=admin(f"ALTER ROLE {SCANNER} CONNECTION LIMIT 0", f"ALTER ROLE {SCANNER} CONNECTION LIMIT -1")),
    "clear text asked for": Refusal(step="tls", code="sign_in_unsafe", arranged=access("host all all 127.0.0.1/32 password"), signs_in=False),
}  # fmt: skip
MARIADB: dict[str, Refusal] = {
    # The server's words are those for a wrong password; the next step names encryption.
    "TLS required": Refusal(step="sign_in", code="wrong_password", changes={"tls": "off"}, arranged=admin("SET GLOBAL require_secure_transport = 1", "SET GLOBAL require_secure_transport = 0")),
    "unknown user": Refusal(step="sign_in", code="wrong_password", changes={"user": "nobody"}),
    "locked user": Refusal(step="sign_in", code="account_locked", arranged=admin(f"ALTER USER {SCANNER}@'%' ACCOUNT LOCK", f"ALTER USER {SCANNER}@'%' ACCOUNT UNLOCK")),
    "host not listed": Refusal(step="sign_in", code="host_not_allowed", arranged=admin(f"RENAME USER {SCANNER}@'%' TO {SCANNER}@'10.9.9.9'; FLUSH PRIVILEGES", f"RENAME USER {SCANNER}@'10.9.9.9' TO {SCANNER}@'%'; FLUSH PRIVILEGES"), signs_in=False),
    "no right to connect": Refusal(step="sign_in", code="connect_denied", arranged=admin(f"REVOKE SELECT, SHOW VIEW ON *.* FROM {SCANNER}@'%'", f"GRANT SELECT, SHOW VIEW ON *.* TO {SCANNER}@'%'")),
    "too many connections": Refusal(step="sign_in", code="too_many_connections", arranged=one_session_held),
}  # fmt: skip


@pytest.mark.parametrize("name", [*BOTH, *POSTGRESQL])
async def test_postgresql_says_why_it_keeps_us_out(
    strict_postgresql: StrictServer, readers: Readers, name: str
):
    await _refused(strict_postgresql, readers, {**BOTH, **POSTGRESQL}[name])


@pytest.mark.parametrize("name", [*BOTH, *MARIADB])
async def test_mariadb_says_why_it_keeps_us_out(strict_mariadb: StrictServer, readers: Readers, name: str):
    await _refused(strict_mariadb, readers, {**BOTH, **MARIADB}[name])


@pytest.mark.parametrize("table", [POSTGRESQL, MARIADB], ids=["postgresql", "mariadb"])
def test_at_least_twelve_failures_are_told_apart(table: dict[str, Refusal]):
    assert len({refusal.code for refusal in {**BOTH, **table}.values()}) >= 12


@pytest.mark.parametrize("scratch", ["mysql 8.0.15"], indirect=True)
async def test_mysql_says_that_it_wants_encryption(scratch: Scratch, readers: Readers):
    scratch.execute("SET GLOBAL require_secure_transport = 1")
    try:
        report = await probe(readers, scratch.connection, scratch.credential, Limits())
    finally:
        scratch.execute("SET GLOBAL require_secure_transport = 0")
    _is_told(report, Refusal(step="tls", code="tls_required"))


async def test_a_server_that_shuts_down_says_so(readers: Readers):
    """A smart shutdown waits for the session that is open, and lets nobody else in."""
    with (
        home_folder("sourcesense-stop-") as home,
        run_postgresql(home, name="postgresql 15", binaries=debian_postgresql()) as server,
    ):
        add_postgresql_scanner(server)
        connection = server.connection("postgres")
        async with readers.open(connection, server.credential, Limits()):
            os.kill(server.pid, signal.SIGTERM)
            report = await probe(readers, connection, server.credential, Limits())
    _is_told(report, Refusal(step="sign_in", code="server_starting"))


@pytest.mark.parametrize("scratch", ["postgresql 18", "mariadb"], indirect=True)
@pytest.mark.parametrize("mode", ["encrypt", "verify-ca", "verify-host"])
async def test_a_server_without_tls_is_told_before_it_hears_who_we_are(
    scratch: Scratch, readers: Readers, mode: str
):
    connection = scratch.connection.model_copy(update={"tls": TlsMode(mode)})
    report = await probe(readers, connection, scratch.credential, Limits())
    _is_told(report, Refusal(step="tls", code="tls_not_offered"))


@pytest.mark.parametrize("scratch", ["postgresql 15", "mariadb", "mysql 8.0.15"], indirect=True)
async def test_another_kind_of_server_is_named(scratch: Scratch, readers: Readers):
    other = {"postgresql": "mysql", "mysql": "postgresql"}[scratch.dialect]
    connection = parse_connection({**scratch.connection.fields(), "dialect": other})
    began = time.monotonic()
    report = await probe(readers, connection, scratch.credential, Limits())
    _is_told(report, Refusal(step="port", code="other_server"))
    assert time.monotonic() - began < FIRST_VERDICT_SECONDS


async def _refused(strict: StrictServer, readers: Readers, refusal: Refusal) -> None:
    """One try; the good certificate is back afterwards."""
    try:
        with refusal.arranged(strict) as further:
            connection = _changed(strict, {**refusal.changes, **(further or {})})
            before, began = strict.attempts(), time.monotonic()
            report = await probe(
                readers, connection, refusal.credential or strict.server.credential, Limits()
            )
            seconds, attempts = time.monotonic() - began, strict.attempts() - before
    finally:
        strict.show(strict.authorities.server("good"))
    _is_told(report, refusal)
    assert seconds < FIRST_VERDICT_SECONDS
    assert attempts == int(refusal.signs_in)


def _is_told(report: ProbeReport, refusal: Refusal) -> None:
    failed = [step for step in report.steps if step.state == "failed"]
    assert [(step.id, step.failure and step.failure.code) for step in failed] == [
        (refusal.step, refusal.code)
    ]
    assert report.failure is not None
    told = report.failure.explain()
    assert "?" not in told.message + told.next_step
    after = report.steps[report.steps.index(failed[0]) + 1 :]
    assert {step.state for step in after} <= {"skipped"}


def _changed(strict: StrictServer, changes: Mapping[str, object]) -> Connection:
    """The good connection with these fields instead."""
    return parse_connection({**strict.connection().fields(), **changes})
