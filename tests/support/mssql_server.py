"""The SQL Server test server with what is recorded, and the driver it takes to talk to it."""

import contextlib
import ssl
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import trustme

from app.connection.dialects.mssql_odbc import OdbcError, driver
from tests.support.mssql_recording import answers, procedures
from tests.support.server import Server
from tests.support.skips import missing
from tests.support.tds_server import Answer, Slow, TdsServer, running

PASSWORD = "p;w}{=' \"ü"  # noqa: S105 - a test's own, with what breaks careless quoting
ENDLESS = "WAITFOR DELAY '00:01:00'"


@contextlib.contextmanager
def sql_server(more: Mapping[str, Answer] | None = None, **changes: Any) -> Generator[TdsServer]:
    """The server with everything that is recorded, ``more`` answers and other ``changes``."""
    try:
        driver()
    except OdbcError:
        missing("Microsoft's ODBC driver", "apt-get install libodbc2 libgssapi-krb5-2")
    server = TdsServer(answers=answers() | dict(more or {}), procedures=procedures(), password=PASSWORD)
    with running(replace(server, **changes)) as changed:
        yield changed


def tls_context(authority: trustme.CA, *names: str, **validity: Any) -> ssl.SSLContext:
    """A server's certificate for these names; up to TLS 1.2, which SQL Server speaks inside its own protocol."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    certificate: Any = authority.issue_cert(*names, **validity)
    certificate.configure_cert(context)
    return context


@dataclass(frozen=True, kw_only=True)
class WireServer(Server):
    """The test server as the compliance suite sees a server."""

    speaker: TdsServer


@contextlib.contextmanager
def mssql_on_the_wire(log: Path) -> Generator[WireServer]:
    """The test server with one statement that never ends, and a certificate that nobody trusts."""
    log.touch()
    context = tls_context(trustme.CA(), "127.0.0.1", "localhost")
    with sql_server({ENDLESS: Slow()}, context=context, log=log) as speaker:
        yield WireServer(
            name="sql server on the wire",
            dialect="mssql",
            port=speaker.port,
            password=PASSWORD,
            log=log,
            run=_no_sql,
            speaker=speaker,
        )


def _no_sql(_database: str, sql: str) -> str:
    raise AssertionError(f"the test server runs no SQL: {sql}")
