"""Connections to the sample databases, whichever server they are on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.connection.config import Connection, Credential, parse_connection
from tests.support.databases import Server

MYSQL_NAMES = {"chinook": "Chinook"}
Open = Callable[[str, str], tuple[Connection, Credential]]


@pytest.fixture
def sample_source(request: pytest.FixtureRequest) -> Open:
    """The connection to a sample database, by engine and name; starts its server."""

    def source(engine: str, database: str) -> tuple[Connection, Credential]:
        if engine == "sqlite":
            folder: Path = request.getfixturevalue("sqlite_samples")
            return parse_connection(
                {"dialect": "sqlite", "path": str(folder / f"{database}.db")}
            ), Credential()
        server: Server = request.getfixturevalue(
            {"postgresql": "postgresql_server", "mysql": "mariadb_server"}[engine]
        )
        name = MYSQL_NAMES.get(database, database) if engine == "mysql" else database
        return server.connection(name), server.credential

    return source
