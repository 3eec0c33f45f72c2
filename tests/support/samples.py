"""Connections to the sample databases, whichever server they are on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.connection.config import Connection, Credential, parse_connection
from tests.support.databases import EXPECTED, Server

MYSQL_NAMES = {"chinook": "Chinook"}
SERVERS = {
    "postgresql": ("postgresql_server", "postgresql_18_server"),
    "mysql": ("mariadb_server", "mysql_server"),
    "sqlite": ("sqlite_samples",),
}
"""The fixtures that hold the sample databases of an engine."""

Open = Callable[[str, str], tuple[Connection, Credential]]

every_sample = pytest.mark.parametrize(
    "expected", EXPECTED, ids=[f"{counts['engine']}-{counts['database']}" for counts in EXPECTED]
)
"""Each sample database once, on the first server of its engine."""

every_sample_everywhere = pytest.mark.parametrize(
    ("engine", "database", "fixture"),
    [
        pytest.param(counts["engine"], counts["database"], fixture, id=f"{counts['database']}-{fixture}")
        for counts in EXPECTED
        for fixture in SERVERS[counts["engine"]]
    ],
)


@pytest.fixture
def sample_source(request: pytest.FixtureRequest) -> Open:
    """The connection to a sample database, by the fixture that holds it; starts its server.

    An engine alone stands for its first server, where it does not matter which.
    """

    def source(holder: str, database: str) -> tuple[Connection, Credential]:
        place: Server | Path = request.getfixturevalue(SERVERS.get(holder, (holder,))[0])
        if isinstance(place, Path):
            fields = {"dialect": "sqlite", "path": str(place / f"{database}.db")}
            return parse_connection(fields), Credential()
        name = MYSQL_NAMES.get(database, database) if place.dialect == "mysql" else database
        return place.connection(name), place.credential

    return source
