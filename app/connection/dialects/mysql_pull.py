"""A MySQL or MariaDB table through our own connection: plain SELECTs in one snapshot, their packets read in bulk for DuckDB.

DuckDB's own extension would sign in by itself, with what this package is careful not to do (``mysql_signin``). So the
session's connection stays, its envelope with it, and what comes over it is handed on as an Arrow stream.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Timer
from time import monotonic
from typing import Any, Final

import duckdb
from pymysql import err
from pymysql.connections import MySQLResult
from pymysql.constants import COMMAND

from app.connection.dialects.base import Failure
from app.connection.dialects.mysql_catalog import quoted
from app.connection.dialects.mysql_cells import empty, typed
from app.connection.dialects.mysql_lossless import Form, PulledCell, pulled_cell
from app.connection.dialects.mysql_packets import rows_in_parts
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.pulling import asking, locked_duck, out_of_memory
from app.connection.wire import Order, Pull
from app.profiling.arrow_stream import Frames
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Ask, Relation, RelationColumn, TooMuchMemoryError, share_to_probe
from app.quality.profile import Measured

_THREADS: Final = 1
"""The stream comes from one, and a second takes 50 MB and a fifth of the processor time more (1 million rows)."""
_TIMEOUT: Final = Failure("server", "3024")
_REFUSED: Final = Failure("server", "")
_ERROR: Final = 0xFF
_ALL, _DRAWN = "every_row", "drawn_rows"


def pull(driver: Driver, source: Source, order: Order, question: Pull) -> tuple[Measured, tuple[str, ...]]:
    """What every row of the table came to, and the columns that are not in it.

    The session's connection is the only one; it is closed where rows had to be left unread.

    Raises:
        KnownFailureError: a row is garbled, the time is over, or DuckDB did not do.
        SQLAlchemyError, MySQLError: what the server says.
    """
    name = f"{quoted(question.schema)}.{quoted(question.table)}"
    cells = [
        cell for each in question.columns if (cell := pulled_cell(each, f"t.{quoted(each.name)}")) is not None
    ]
    with closing(_Stream(driver, order, source, question.timeout_seconds)) as stream:
        stream.begin()
        rows = stream.count(name)
        measured = _measured(stream, question, name, cells, rows) if cells else None
    kept = tuple(each for each in (measured.columns if measured else ()) if each.column not in stream.wrong)
    pulled = {each.column for each in kept}
    left = tuple(each.name for each in question.columns if each.name not in pulled)
    if measured is None:
        return Measured(rows=rows, columns=(), statements=1), left
    return replace(measured, columns=kept, statements=measured.statements + 1), left


@dataclass(slots=True)
class _Stream:
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
    ends_at: float = 0.0

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
            raise KnownFailureError(_TIMEOUT)
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


def _measured(stream: _Stream, question: Pull, table: str, cells: list[PulledCell], rows: int) -> Measured:
    share = share_to_probe(rows)
    select = f"SELECT {', '.join(each.select for each in cells)} FROM {table} AS t"  # noqa: S608 - quoted names from the catalog
    drawn = select if share == 1 else f"{select} WHERE RAND(1) < {share:.12f}"
    streams = {
        name: Frames(empty(cells), lambda sql=sql: stream.rows(sql, cells))
        for name, sql in ((_ALL, select), (_DRAWN, drawn))
    }
    stream.ends_at = monotonic() + question.timeout_seconds
    with closing(locked_duck(None, (), _THREADS, objects=streams)) as duck:
        stop = Timer(question.timeout_seconds, duck.interrupt)
        stop.daemon = True
        stop.start()
        try:
            ask = _told(asking(duck), list(streams.values()))
            return profile_relation(ask, _relation(cells, share), now=question.now, again=stream.start_over)
        except TooMuchMemoryError:
            raise out_of_memory() from None
        except duckdb.InterruptException:
            raise KnownFailureError(_TIMEOUT) from None
        except duckdb.Error:  # its message may hold a value
            raise KnownFailureError(_REFUSED) from None
        finally:
            stop.cancel()


def _told(ask: Ask, streams: list[Frames]) -> Ask:
    """The same; what ended a stream is raised instead of that DuckDB could not read it."""

    def telling(sql: str) -> list[tuple[object, ...]]:
        try:
            return ask(sql)
        except duckdb.Error:
            failure = next((each.failure for each in streams if each.failure is not None), None)
            if failure is None:
                raise
            raise failure from None

    return telling


def _relation(cells: list[PulledCell], share: float) -> Relation:
    return Relation(
        source=_ALL,
        probe=_DRAWN,
        probe_share=share,
        columns=tuple(
            RelationColumn(
                name=each.name,
                data_type=each.data_type,
                sql=f"CAST(p{place} AS TIME)" if each.form is Form.TIME else f"p{place}",
            )
            for place, each in enumerate(cells)
        ),
    )
