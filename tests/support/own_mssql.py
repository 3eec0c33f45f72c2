"""A SQL Server of somebody's own that the compliance suite runs against when asked to.

``SOURCESENSE_TEST_MSSQL_URL`` names its administrator, as in ``mssql://sa:secret@db.test:1433/master?Encrypt=yes``. Only
databases and one login of the suite's own are made, and dropped at the end. **Never run where this was written**:
there was no SQL Server.
"""

import contextlib
import os
import secrets
from collections.abc import Callable, Generator
from typing import Any

from app.connection.dialects.mssql_odbc import braced, driver, pyodbc
from app.connection.url import SplitUrl, split_url
from tests.support.real_server import VARIABLES
from tests.support.server import Server, odd_password
from tests.support.skips import missing

_TRUST = {"off": ("no", "no"), "encrypt": ("yes", "yes"), "verify-host": ("yes", "no")}


@contextlib.contextmanager
def real_mssql() -> Generator[Server]:
    """The server that the variable says."""
    url = os.environ.get(VARIABLES["own mssql"])
    if not url:
        missing("own mssql", f"set {VARIABLES['own mssql']}")
    with mssql_of(url) as server:
        yield server


@contextlib.contextmanager
def mssql_of(url: str) -> Generator[Server]:
    """The server of an administrator's URL, with a login that is dropped at the end."""
    split = split_url(url)
    run = _administrator(split)
    user, password = f"sourcesense_test_{secrets.token_hex(4)}", f"{odd_password()}Aa1"
    run("master", f"CREATE LOGIN {user} WITH PASSWORD = N'{password}'")
    server = Server(
        name="own mssql",
        dialect="mssql",
        host=str(split.fields["host"]),
        port=int(split.fields.get("port", 1433)),
        user=user,
        password=password,
        tls=str(split.fields.get("tls", "verify-host")),
        run=lambda database, sql: run(database or "master", sql),
    )
    try:
        yield server
    finally:
        run("master", f"DROP LOGIN {user}")


def _administrator(split: SplitUrl) -> Callable[[str, str], str]:
    encrypt, trust = _TRUST[str(split.fields.get("tls", "verify-host"))]

    def run(database: str, sql: str) -> str:
        arguments = {
            "DRIVER": driver(),
            "Server": f"tcp:{split.fields['host']},{split.fields.get('port', 1433)}",
            "Encrypt": encrypt,
            "TrustServerCertificate": trust,
            "Database": database,
            "UID": str(split.fields.get("user", "")),
            "PWD": split.password or "",
        }
        text = ";".join(f"{name}={braced(value)}" for name, value in arguments.items())
        with contextlib.closing(pyodbc().connect(text, autocommit=True, timeout=10)) as connection:
            return "\n".join("\t".join(map(_shown, row)) for row in _rows(connection.execute(sql)))

    return run


def _rows(cursor: Any) -> list[Any]:
    """The rows of every result of a batch; one that fails later fails when it is come to."""
    rows: list[Any] = list(cursor.fetchall()) if cursor.description else []
    while cursor.nextset():
        rows += cursor.fetchall() if cursor.description else []
    return rows


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)
