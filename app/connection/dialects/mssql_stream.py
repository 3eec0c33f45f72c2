"""The session's own connection as a source of rows: one transaction, one statement after the other, read in blocks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final

from app.connection.dialects.base import Failure
from app.connection.dialects.mssql_blocks import blocks
from app.connection.dialects.mssql_cells import typed
from app.connection.dialects.mssql_lossless import PulledCell
from app.connection.dialects.mssql_odbc import pyodbc
from app.connection.driver import Driver, KnownFailureError, Source

TIMEOUT: Final = Failure("server", "HYT00")
"""What the driver says itself when a statement is over its limit."""


@dataclass(slots=True)
class Stream:
    """Where the rows come from.

    The connection stays, because this process can make no other (ADR 30): rows that are not wanted are ended by an
    attention, which the server answers when it has stopped.

    Attributes:
        wrong: columns with a value that has no exact counterpart in DuckDB.
        readings: rows of each statement that was read to its end.
    """

    driver: Driver
    source: Source
    timeout_seconds: float
    wrong: set[str] = field(default_factory=set[str])
    readings: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    ends_at: float = field(init=False)
    _cursor: Any = None
    _closing: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.ends_at = monotonic() + self.timeout_seconds

    def count(self, table: str) -> int:
        """All rows; tells also what is missing: the table, a right, or the lock that somebody else holds."""
        self._begin()
        sql = f"SELECT COUNT_BIG(*) FROM {table}"  # noqa: S608 - quoted names from the catalog
        return int(self.source.connection.exec_driver_sql(sql).scalar_one())

    def rows(self, sql: str, cells: list[PulledCell]) -> Iterator[Any]:
        """Frames of a statement's rows; another statement ends it."""
        self.close()
        self._begin()
        read = 0
        try:
            self._cursor = self.source.connection.connection.cursor()
            self._cursor.execute(sql)
            for block in blocks(self._cursor, cells):
                self._left()
                yield typed(block, cells, self.wrong)
                read += len(block[0].nulls)
        except pyodbc().Error:
            self._left()  # what was stopped is told as over its limit
            raise
        self.readings.setdefault(sql, []).append(read)

    def stop(self) -> None:
        """End what the server is doing; for another thread than the one that reads."""
        with self._closing, suppress(pyodbc().Error):
            if self._cursor is not None:
                self._cursor.cancel()

    def close(self) -> None:
        """Leave the rows that are still to come; the transaction goes on."""
        with self._closing:
            if self._cursor is not None:
                self._cursor.close()
                self._cursor = None

    def _begin(self) -> None:
        self.driver.begin(self.source, self._left())

    def _left(self) -> float:
        """Seconds until the limit."""
        left = self.ends_at - monotonic()
        if left <= 0:
            raise KnownFailureError(TIMEOUT)
        return left
