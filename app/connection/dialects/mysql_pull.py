"""A MySQL or MariaDB table through our own connection: plain SELECTs in one snapshot, their packets read in bulk for DuckDB.

DuckDB's own extension would sign in by itself, with what this package is careful not to do (``mysql_signin``). So the
session's connection stays, its envelope with it, and what comes over it is handed on as an Arrow stream.
"""

from contextlib import closing
from typing import Final

from app.connection.dialects.mysql_catalog import quoted
from app.connection.dialects.mysql_cells import empty
from app.connection.dialects.mysql_lossless import Form, PulledCell, pulled_cell
from app.connection.dialects.mysql_stream import TIMEOUT, Stream
from app.connection.driver import Driver, Source
from app.connection.streaming import Ending, Streamed, kept_and_left, profile_streams
from app.connection.wire import Order, Pull
from app.profiling.arrow_stream import Frames
from app.profiling.relation import RelationColumn, share_to_probe
from app.quality.profile import Measured

_SEED: Final = 1_914_742_311
"""None that test data is made with: numbers of the same seed would be drawn by their size."""


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
    return kept_and_left(question, measured, wrong=stream.wrong, rows=rows)


def _measured(stream: Stream, question: Pull, table: str, cells: list[PulledCell], rows: int) -> Measured:
    share = share_to_probe(rows)
    select = f"SELECT {', '.join(each.select for each in cells)} FROM {table} AS t"  # noqa: S608 - quoted names from the catalog
    drawn = select if share == 1 else f"{select} WHERE RAND({_SEED}) < {share:.12f}"
    streamed = Streamed(
        every=Frames(empty(cells), lambda: stream.rows(select, cells)),
        drawn=Frames(empty(cells), lambda: stream.rows(drawn, cells)),
        share=share,
        columns=tuple(_column(place, each) for place, each in enumerate(cells)),
    )
    ending = Ending(seconds=question.timeout_seconds, failure=TIMEOUT)
    return profile_streams(streamed, ending, now=question.now, again=stream.start_over)


def _column(place: int, cell: PulledCell) -> RelationColumn:
    sql = f"CAST(p{place} AS TIME)" if cell.form is Form.TIME else f"p{place}"
    return RelationColumn(name=cell.name, data_type=cell.data_type, sql=sql)
