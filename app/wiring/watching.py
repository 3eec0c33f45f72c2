"""A source whose sessions are watched: what they asked of tables, and how much memory their readers held."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from app.connection.config import Connection, Credential
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession


class WatchedSource:
    """Opens sessions as ``DirectSource`` does.

    Attributes:
        table_reads: statements so far that read rows of a table.
        rows_read: rows they gave.
    """

    def __init__(
        self, readers: Readers, connection: Connection, credential: Credential, limits: Limits
    ) -> None:
        self.connection = connection
        self.table_reads = 0
        self.rows_read = 0
        self._readers, self._credential, self._limits = readers, credential, limits
        self._peaks: list[int] = []

    @asynccontextmanager
    async def session(self) -> AsyncGenerator[ReaderSession]:
        """One connection in a reader process of its own."""
        async with self._readers.open(self.connection, self._credential, self._limits) as session:
            try:
                yield session
            finally:
                self.table_reads += session.table_reads
                self.rows_read += session.rows_read
                self._peaks.append(session.peak_bytes or 0)

    def peak_bytes(self, at_once: int) -> int:
        """The most that so many readers held together: the sum of the largest; those that were killed are unknown."""
        return sum(sorted(self._peaks, reverse=True)[:at_once])
