"""The stacks, and the sample databases scanned once for every test that judges the results."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest

from app.connection.config import Connection, Credential, parse_connection
from tests.support.databases import Server
from tests.support.scans import Scan, scan
from tests.support.stack import Stack, start_stack
from tests.support.strict_servers import authorities, strict_postgresql

__all__ = ["api", "authorities", "expendable_stack", "sample_scan", "sample_source", "strict_postgresql"]

SampleSource = Callable[[str, str], tuple[Connection, Credential]]
SampleScan = Callable[[str, str], Scan]

_MYSQL_NAMES = {"chinook": "Chinook"}


@pytest.fixture(scope="session")
def api(shared_stack: Stack) -> Iterator[httpx.Client]:
    """A client of the shared stack's API."""
    with shared_stack.client() as client:
        yield client


@pytest.fixture(scope="session")
def expendable_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One whose processes a test may kill or restart, if it sees to it that they all answer again."""
    with start_stack(tmp_path_factory.mktemp("expendable")) as running:
        yield running


@pytest.fixture(scope="session")
def sample_source(request: pytest.FixtureRequest) -> SampleSource:
    """How to reach a sample database, by engine and database."""

    def source(engine: str, database: str) -> tuple[Connection, Credential]:
        if engine == "sqlite":
            folder: Path = request.getfixturevalue("sqlite_samples")
            fields = {"dialect": "sqlite", "path": str(folder / f"{database}.db")}
            return parse_connection(fields), Credential()
        fixture = {"postgresql": "postgresql_server", "mysql": "mariadb_server"}[engine]
        server: Server = request.getfixturevalue(fixture)
        name = _MYSQL_NAMES.get(database, database) if engine == "mysql" else database
        return server.connection(name), server.credential

    return source


@pytest.fixture(scope="session")
def sample_scan(api: httpx.Client, sample_source: SampleSource) -> SampleScan:
    """The scan of a sample database with its views, by engine and database; each is scanned once."""

    @cache
    def scanned(engine: str, database: str) -> Scan:
        return scan(api, *sample_source(engine, database), views=True)

    return scanned
