"""An empty database of a test's own on every dialect, and the reader processes of the test session."""

import contextlib
import itertools
import secrets
import sqlite3
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, parse_connection
from app.connection.dialects import get_dialect
from app.connection.reader import Readers
from tests.support.mssql_server import WireServer, mssql_on_the_wire
from tests.support.own_mssql import real_mssql
from tests.support.real_server import real_server
from tests.support.server import SCANNER, Server

_numbers = itertools.count(1)
_FIXTURES = {
    "postgresql": "postgresql_server",
    "postgresql 15": "postgresql_server",
    "postgresql 18": "postgresql_18_server",
    "mysql": "mariadb_server",
    "mariadb": "mariadb_server",
    "mysql 8.0.15": "mysql_server",
    "own postgresql": "own_postgresql",
    "own mysql": "own_mysql",
    "own mariadb": "own_mariadb",
    "own mssql": "own_mssql",
}
"""A dialect alone stands for its first server, where it does not matter which."""


@dataclass(frozen=True, kw_only=True)
class Scratch:
    """An empty database of a test's own.

    Attributes:
        execute: runs SQL as its administrator.
        sessions: sessions of ours on the server right now.
        schema: where an unqualified table ends up.
        server: ``None`` for files.
    """

    dialect: str
    connection: Connection
    credential: Credential
    execute: Callable[[str], list[list[str]]]
    sessions: Callable[[], int]
    schema: str
    server: Server | None = None

    def quote(self, name: str) -> str:
        return get_dialect(self.dialect).quote(name)


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    made = Readers(EgressPolicy(allow_loopback=True), None)
    with contextlib.closing(made):
        yield made


@pytest.fixture
def scratch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scratch]:
    """Parametrized by server, see ``every_dialect`` and ``dialects_that``."""
    if request.param == "sqlite":
        with _sqlite(tmp_path / "scratch.db") as made:
            yield made
        return
    if request.param == "sql server on the wire":
        with mssql_on_the_wire(tmp_path / "log") as server, _recorded(server) as made:
            yield made
        return
    server: Server = request.getfixturevalue(_FIXTURES[request.param])
    with _MAKE[server.dialect](server) as made:
        yield made


@pytest.fixture(scope="session")
def own_postgresql() -> Iterator[Server]:
    with real_server("own postgresql") as server:
        yield server


@pytest.fixture(scope="session")
def own_mysql() -> Iterator[Server]:
    with real_server("own mysql") as server:
        yield server


@pytest.fixture(scope="session")
def own_mariadb() -> Iterator[Server]:
    with real_server("own mariadb") as server:
        yield server


@pytest.fixture(scope="session")
def own_mssql() -> Iterator[Server]:
    with real_mssql() as server:
        yield server


@contextlib.contextmanager
def _sqlite(path: Path) -> Generator[Scratch]:
    def execute(sql: str) -> list[list[str]]:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
        return []

    execute("PRAGMA user_version = 1")
    yield Scratch(
        dialect="sqlite",
        connection=parse_connection({"dialect": "sqlite", "path": str(path)}),
        credential=Credential(),
        execute=execute,
        sessions=lambda: 0,
        schema="main",
    )


@contextlib.contextmanager
def _postgresql(server: Server) -> Generator[Scratch]:
    name = _name()
    server.execute("postgres", f"CREATE DATABASE {name}")
    if server.user != SCANNER:  # a role of somebody else's server has no right to read everything
        server.execute(name, f"GRANT pg_read_all_data TO {server.user}")
    count = f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{server.user}'"  # noqa: S608 - a test's own SQL
    try:
        yield Scratch(
            dialect="postgresql",
            connection=server.connection(name),
            credential=server.credential,
            execute=lambda sql: server.execute(name, sql),
            sessions=lambda: int(server.execute("postgres", count)[0][0]),
            schema="public",
            server=server,
        )
    finally:
        server.execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def _mysql(server: Server) -> Generator[Scratch]:
    name = _name()
    server.execute("", f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    if server.user != SCANNER:  # a user of somebody else's server may read the database of the test only
        server.execute("", f"GRANT SELECT, SHOW VIEW ON {name}.* TO {server.user}@'%'")
    count = f"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '{server.user}'"  # noqa: S608 - a test's own SQL
    try:
        yield Scratch(
            dialect="mysql",
            connection=server.connection(name),
            credential=server.credential,
            execute=lambda sql: server.execute(name, sql),
            sessions=lambda: int(server.execute("", count)[0][0]),
            schema=name,
            server=server,
        )
    finally:
        server.execute("", f"DROP DATABASE {name}")


@contextlib.contextmanager
def mssql_scratch(server: Server) -> Generator[Scratch]:
    name = _name()
    server.execute("", f"CREATE DATABASE {name}")
    server.execute(name, f"CREATE USER {server.user} FOR LOGIN {server.user}")
    server.execute(name, f"GRANT SELECT, VIEW DEFINITION TO {server.user}")
    count = f"SELECT COUNT(*) FROM sys.dm_exec_sessions WHERE login_name = '{server.user}'"  # noqa: S608 - a test's own SQL
    try:
        yield Scratch(
            dialect="mssql",
            connection=server.connection(name),
            credential=server.credential,
            execute=lambda sql: server.execute(name, sql),
            sessions=lambda: int(server.execute("", count)[0][0]),
            schema="dbo",
            server=server,
        )
    finally:
        server.execute("", f"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE")
        server.execute("", f"DROP DATABASE {name}")


@contextlib.contextmanager
def _recorded(server: WireServer) -> Generator[Scratch]:
    yield Scratch(
        dialect="mssql",
        connection=server.connection("shop"),
        credential=server.credential,
        execute=lambda sql: server.execute("shop", sql),
        sessions=lambda: len(server.speaker.sockets),
        schema="dbo",
        server=server,
    )


def _name() -> str:
    """A name that no other database has, on somebody else's server either."""
    return f"scratch_{next(_numbers)}_{secrets.token_hex(3)}"


_MAKE: dict[str, Callable[[Server], contextlib.AbstractContextManager[Scratch]]] = {
    "postgresql": _postgresql,
    "mysql": _mysql,
    "mssql": mssql_scratch,
}
