"""The session's own connection as a source of rows: one snapshot, each statement's packets read in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from pymysql import err
from pymysql.connections import MySQLResult
from pymysql.constants import COMMAND

from app.connection.dialects.base import Failure
from app.connection.dialects.mysql_cells import typed
from app.connection.dialects.mysql_lossless import PulledCell
from app.connection.dialects.mysql_packets import rows_in_parts
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.wire import Order

TIMEOUT: Final = Failure("server", "3024")
"""What the server says itself when it is over its limit."""

_ERROR: Final = 0xFF


@dataclass(slots=True)
class Stream:
    """Where the rows come from.

    Attributes:
        source: the session's own connection, or the one that was opened when that had to be closed.
        wrong: columns with a value that their type in DuckDB does not have.
        is_unread: whether the server is still to send rows, so that nothing else can be asked.
        is_ours: whether ``source`` was opened here.
    """

    driver: Driver
    order: Order
    source: Source
    timeout_seconds: float
    wrong: set[str] = field(default_factory=set[str])
    is_unread: bool = False
    is_ours: bool = False
    ends_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.ends_at = monotonic() + self.timeout_seconds

    def begin(self) -> None:
        """A snapshot, seen by every statement after it."""
        self.driver.begin(self.source, self.timeout_seconds)

    def count(self, table: str) -> int:
        """All rows; tells also what is missing: the table, a right, or the lock that somebody else holds."""
        sql = f"SELECT COUNT(*) FROM {table}".replace("%", "%%")  # noqa: S608 - quoted names from the catalog
        return int(self.source.connection.exec_driver_sql(sql).scalar_one())

    def start_over(self) -> None:
        """Another connection and another moment of the table, where this one is of no more use."""
        if self.is_unread:
            self._hang_up()
            self.source, self.is_ours = self.driver.open(self.order), True
            self.begin()

    def close(self) -> None:
        """The session's own connection stays open if it is of use."""
        if self.is_unread or self.is_ours:
            self._hang_up()

    def rows(self, sql: str, cells: list[PulledCell]) -> Iterator[Any]:
        """Frames of a statement's rows, which have to be read to their end."""
        connection = self._raw()
        connection._execute_command(COMMAND.COM_QUERY, sql)  # noqa: SLF001 - the package offers rows as objects only
        result: Any = MySQLResult(connection)
        result.init_unbuffered_query()
        result.unbuffered_active = False  # it would read the rest itself when it is dropped
        self.is_unread = True
        for part in rows_in_parts(self._read, connection._next_seq_id, self._ended):  # noqa: SLF001 - likewise
            yield typed(part, cells, self.wrong)

    def _read(self, count: int) -> bytes:
        if monotonic() > self.ends_at:
            raise KnownFailureError(TIMEOUT)
        try:
            found: bytes = self._raw()._rfile.read1(count)  # noqa: SLF001 - likewise
        except OSError:
            found = b""
        if not found:  # the session is lost, which its next rollback tells
            self._raw()._force_close()  # noqa: SLF001 - likewise
            self.is_unread = False
        return found

    def _ended(self, packet: bytes) -> None:
        self.is_unread = False
        if packet[0] == _ERROR:
            err.raise_mysql_exception(packet)

    def _raw(self) -> Any:
        return self.source.connection.connection.driver_connection

    def _hang_up(self) -> None:
        self._raw()._force_close()  # noqa: SLF001 - a polite end would wait for the rows
        self.source.connection.invalidate()
        self.source.connection.close()
        self.is_unread = self.is_ours = False
