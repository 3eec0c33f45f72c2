"""A PostgreSQL database that takes its time, so that a test can act in the middle of a run."""

import contextlib
import itertools
from collections.abc import Generator
from dataclasses import dataclass

from app.connection.config import Connection
from tests.support.databases import Server

_numbers = itertools.count(1)

_PEOPLE = """
CREATE TABLE person (id integer PRIMARY KEY, email text, phone text, iban text);
INSERT INTO person SELECT n, 'lena.meyer' || n || '@example.org', '+49 30 9018' || (2000 + n), 'DE89370400440532013000'
FROM generate_series(1, 40) AS n;
"""

_SESSIONS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' "
    "AND usename <> current_user"
)
_SLEEPING = f"{_SESSIONS} AND wait_event = 'PgSleep'"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowSource:
    """A database whose views sleep before they answer.

    Attributes:
        server: where it is.
        database: its name.
        views: how many views it has.
    """

    server: Server
    database: str
    views: int

    @property
    def connection(self) -> Connection:
        """A connection of the scanning role."""
        return self.server.connection(self.database)

    def session_pids(self) -> list[int]:
        """Process ids of the scanning role's sessions in it."""
        return [int(row[0]) for row in self.server.execute(self.database, _SESSIONS)]

    def reading_pids(self) -> list[int]:
        """Those of them that are in the middle of a view."""
        return [int(row[0]) for row in self.server.execute(self.database, _SLEEPING)]


@contextlib.contextmanager
def slow_source(server: Server, *, views: int = 12, seconds: float = 0.5) -> Generator[SlowSource]:
    """Make such a database.

    Every view has so many columns that the plan gives each a batch of its own, where a run samples 10,000 rows.
    """
    database = f"slow_{next(_numbers)}"
    server.execute("postgres", f"CREATE DATABASE {database}")
    fillers = ", ".join(f"{number} AS c{number}" for number in range(300))
    views_sql = "".join(
        f"CREATE VIEW slow_{number:02} AS WITH pause AS MATERIALIZED (SELECT pg_sleep({seconds})) "  # noqa: S608 - our own numbers
        f"SELECT person.*, {fillers} FROM person, pause;"
        for number in range(views)
    )
    server.execute(database, _PEOPLE + views_sql)
    try:
        yield SlowSource(server=server, database=database, views=views)
    finally:
        server.execute("postgres", f"DROP DATABASE {database} WITH (FORCE)")


OPTIONS = {"views": True, "sample_rows": 10_000, "quality": False}
"""Options of a run over all views, one batch each; without quality it takes half the time."""
