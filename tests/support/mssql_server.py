"""The SQL Server test server with what is recorded, and the driver it takes to talk to it."""

import contextlib
import ssl
from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Any

import trustme

from app.connection.dialects.mssql_odbc import OdbcError, driver
from tests.support.mssql_recording import answers, procedures
from tests.support.skips import missing
from tests.support.tds_server import Answer, TdsServer, running

PASSWORD = "p;w}{=' \"ü"  # noqa: S105 - a test's own, with what breaks careless quoting


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
