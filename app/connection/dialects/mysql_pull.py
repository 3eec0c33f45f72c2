"""A MySQL or MariaDB table through our own connection: plain SELECTs in one snapshot, their packets read in bulk for DuckDB.

DuckDB's own extension would sign in by itself, with what this package is careful not to do (``mysql_signin``). So the
session's connection stays, its envelope with it, and what comes over it is handed on as an Arrow stream.
"""

from contextlib import closing
from dataclasses import replace
from threading import Timer
from typing import Final

import duckdb

from app.connection.dialects.base import Failure
from app.connection.dialects.mysql_catalog import quoted
from app.connection.dialects.mysql_cells import empty
from app.connection.dialects.mysql_lossless import Form, PulledCell, pulled_cell
from app.connection.dialects.mysql_stream import TIMEOUT, Stream
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.pulling import asking, locked_duck, out_of_memory
from app.connection.wire import Order, Pull
from app.profiling.arrow_stream import Frames
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Ask, Relation, RelationColumn, TooMuchMemoryError, share_to_probe
from app.quality.profile import Measured

_THREADS: Final = 1
"""The stream comes from one, and a second takes 50 MB and a fifth of the processor time more (1 million rows)."""
_SEED: Final = 1_914_742_311
"""None that test data is made with: numbers of the same seed would be drawn by their size."""
_REFUSED: Final = Failure("server", "")
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
    with closing(Stream(driver, order, source, question.timeout_seconds)) as stream:
        stream.begin()
        rows = stream.count(name)
        measured = _measured(stream, question, name, cells, rows) if cells else None
    kept = tuple(each for each in (measured.columns if measured else ()) if each.column not in stream.wrong)
    pulled = {each.column for each in kept}
    left = tuple(each.name for each in question.columns if each.name not in pulled)
    if measured is None:
        return Measured(rows=rows, columns=(), statements=1), left
    return replace(measured, columns=kept, statements=measured.statements + 1), left


def _measured(stream: Stream, question: Pull, table: str, cells: list[PulledCell], rows: int) -> Measured:
    share = share_to_probe(rows)
    select = f"SELECT {', '.join(each.select for each in cells)} FROM {table} AS t"  # noqa: S608 - quoted names from the catalog
    drawn = select if share == 1 else f"{select} WHERE RAND({_SEED}) < {share:.12f}"
    streams = {
        name: Frames(empty(cells), lambda sql=sql: stream.rows(sql, cells))
        for name, sql in ((_ALL, select), (_DRAWN, drawn))
    }
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
            raise KnownFailureError(TIMEOUT) from None
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
