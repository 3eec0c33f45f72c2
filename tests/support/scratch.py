"""An empty database of a test's own on every dialect, and the reader processes of the test session."""

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, parse_connection
from app.connection.dialects import get_dialect
from app.connection.reader import Readers
from tests.support.databases import Server

_numbers = itertools.count(1)


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
    """Parametrized by dialect, see ``every_dialect`` and ``dialects_that``."""
    make: dict[str, Callable[[], contextlib.AbstractContextManager[Scratch]]] = {
        "sqlite": lambda: _sqlite(tmp_path / "scratch.db"),
        "postgresql": lambda: _postgresql(request.getfixturevalue("postgresql_server")),
        "mysql": lambda: _mysql(request.getfixturevalue("mariadb_server")),
    }
    with make[request.param]() as made:
        yield made


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
    name = f"scratch_{next(_numbers)}"
    server.execute("postgres", f"CREATE DATABASE {name}")
    count = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'scanner'"
    yield Scratch(
        dialect="postgresql",
        connection=server.connection(name),
        credential=server.credential,
        execute=lambda sql: server.execute(name, sql),
        sessions=lambda: int(server.execute("postgres", count)[0][0]),
        schema="public",
        server=server,
    )
    server.execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def _mysql(server: Server) -> Generator[Scratch]:
    name = f"scratch_{next(_numbers)}"
    server.execute("", f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    count = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'scanner'"
    yield Scratch(
        dialect="mysql",
        connection=server.connection(name),
        credential=server.credential,
        execute=lambda sql: server.execute(name, sql),
        sessions=lambda: int(server.execute("", count)[0][0]),
        schema=name,
        server=server,
    )
    server.execute("", f"DROP DATABASE {name}")
