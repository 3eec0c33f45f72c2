"""A source in this process: sessions over SQLite files that fail when they are told to, without any reader process."""

import random
import sqlite3
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import cast

from app.connection.config import Connection, Credential, SqliteConnection
from app.connection.dialects.sqlite_driver import _columns  # pyright: ignore[reportPrivateUsage] - a function of the session it stands for
from app.connection.reader import Limits, Readers
from app.connection.session import Rows, Statement
from app.errors import ReaderCrashedError, SourceHungError, SourceLostError, SourceSenseError
from app.model.sample import Cell
from app.pipeline.source import DirectSource

_DEADLY = (SourceLostError, SourceHungError, ReaderCrashedError)


class FakeSession:
    """A ``Session`` over one SQLite file; after a deadly failure nothing may be asked of it."""

    product = "SQLite"
    version = sqlite3.sqlite_version

    def __init__(
        self, database: sqlite3.Connection, failures: Mapping[str, deque[SourceSenseError | None]]
    ) -> None:
        self.statements = 0
        self.rows_read = 0
        self.connected_seconds = 0.0
        self._database = database
        self._failures = failures
        self._alive = True
        self._draws: dict[int, random.Random] = {}
        database.create_function("sourcesense_draw", 1, self._draw)
        database.create_function("sourcesense_columns", 1, partial(_columns, database))

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        """The rows, or the next failure that was told for what the statement reads."""
        del timeout_seconds
        assert self._alive, "a dead session was asked again"
        self.statements += 1
        failure = self._failures[statement.reads].popleft() if self._failures[statement.reads] else None
        if failure is not None:
            self._alive = not isinstance(failure, _DEADLY)
            raise failure
        self._draws.clear()
        cursor = self._database.execute(statement.sql, statement.parameters or {})
        names = tuple(column[0] for column in cursor.description)
        rows = tuple(tuple(_cell(value) for value in row) for row in cursor)
        self.rows_read += len(rows) if statement.counts else 0
        return Rows(names, rows)

    def _draw(self, seed: int) -> float:
        return self._draws.setdefault(seed, random.Random(seed)).random()  # noqa: S311 - sampling, not secrecy


class FakeReaders:
    """Stands for ``Readers``: opens sessions, counts them, and fails as it is told.

    Attributes:
        opened: sessions opened so far.
        now_open: sessions open now.
        most_open: the largest number that were open at once.
        passwords: those it was given, in order.
    """

    def __init__(self) -> None:
        self.opened = self.now_open = self.most_open = 0
        self.passwords: list[str | None] = []
        self._failures: defaultdict[str, deque[SourceSenseError | None]] = defaultdict(deque)
        self._refusals: deque[SourceSenseError] = deque()

    def fail(self, reads: str, *failures: SourceSenseError | None) -> None:
        """The next statements that read this fail like that, or work for ``None``; then they work."""
        self._failures[reads].extend(failures)

    def refuse(self, *refusals: SourceSenseError) -> None:
        """The next sessions are refused like that, then they open."""
        self._refusals.extend(refusals)

    @asynccontextmanager
    async def open(
        self, connection: Connection, credential: Credential, limits: Limits, *, address: str | None = None
    ) -> AsyncGenerator[FakeSession]:
        """See ``Readers.open``."""
        del limits, address
        self.passwords.append(credential.password)
        if self._refusals:
            raise self._refusals.popleft()
        assert isinstance(connection, SqliteConnection)
        self.opened += 1
        self.now_open += 1
        self.most_open = max(self.most_open, self.now_open)
        try:
            with closing(sqlite3.connect(f"file:{connection.path}?mode=ro", uri=True)) as database:
                yield FakeSession(database, self._failures)
        finally:
            self.now_open -= 1

    def close(self) -> None:
        """See ``Readers.close``."""

    @property
    def readers(self) -> Readers:
        """Itself, as those take it who need no more than ``open`` and ``close``."""
        return cast("Readers", self)


def a_database(path: Path, script: str) -> SqliteConnection:
    """The connection to a new SQLite file with these contents."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
    return SqliteConnection(path=str(path))


def tables_of(names: Iterable[str], *, rows: int = 3) -> str:
    """SQL of small tables with a number and an e-mail address in each row."""
    values = ", ".join(f"({number}, 'person{number}@example.org')" for number in range(rows))
    return "".join(
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO {name} VALUES {values};\n"
        for name in names
    )


def a_source(readers: FakeReaders, connection: Connection) -> DirectSource:
    """The source behind these readers."""
    return DirectSource(readers.readers, connection, Credential(), Limits())


def _cell(value: object) -> Cell:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else cast("Cell", value)
