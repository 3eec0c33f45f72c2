"""A SQL Server table through our own connection: plain SELECTs in one transaction, their rows read in blocks for DuckDB.

In SNAPSHOT isolation every statement sees the same rows. Where the database does not allow it (``mssql_driver``) each
sees what was committed when it came by; then every number is of one reading but for different values that were counted
again, and a table that had another number of rows at that time is told as changed.
"""

from contextlib import closing
from typing import Final

from app.connection.dialects.base import Failure
from app.connection.dialects.mssql_catalog.names import quoted, table_hint
from app.connection.dialects.mssql_cells import empty
from app.connection.dialects.mssql_lossless import Form, PulledCell, pulled_cell
from app.connection.dialects.mssql_stream import TIMEOUT, Stream
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.streaming import Ending, Streamed, kept_and_left, profile_streams
from app.connection.wire import Order, Pull
from app.model.schema import DataType
from app.profiling.arrow_stream import Frames
from app.profiling.relation import RelationColumn, share_to_probe
from app.quality.profile import Measured

_CHANGED: Final = Failure("server", "CHANGED")
_ODDS: Final = 2**31
_CHECKSUMMED: Final = frozenset(
    {DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT, DataType.BOOLEAN, DataType.DATE, DataType.UUID}
)


def pull(driver: Driver, source: Source, order: Order, question: Pull) -> tuple[Measured, tuple[str, ...]]:  # noqa: ARG001 - nothing is opened
    """What every row of the table came to, and the columns that are not in it.

    Raises:
        KnownFailureError: the time is over, the table has changed meanwhile, or DuckDB did not do.
        SQLAlchemyError, pyodbc.Error: what the server or the driver says.
    """
    name = f"{quoted(question.schema)}.{quoted(question.table)} AS t {table_hint(question.storage)}".rstrip()
    cells = [
        cell for each in question.columns if (cell := pulled_cell(each, f"t.{quoted(each.name)}")) is not None
    ]
    with closing(Stream(driver, source, question.timeout_seconds)) as stream:
        rows = stream.count(name)
        measured = _measured(stream, question, name, cells, rows) if cells else None
    source.connection.rollback()
    return kept_and_left(question, measured, wrong=stream.wrong, rows=rows)


def _measured(stream: Stream, question: Pull, table: str, cells: list[PulledCell], rows: int) -> Measured:
    share = share_to_probe(rows)
    select = f"SELECT {', '.join(each.select for each in cells)} FROM {table}"  # noqa: S608 - quoted names from the catalog
    drawn = select if share == 1 else f"{select} WHERE {_chance(cells)} < {round(share * _ODDS)}"
    streamed = Streamed(
        every=Frames(empty(cells), lambda: stream.rows(select, cells)),
        drawn=Frames(empty(cells), lambda: stream.rows(drawn, cells)),
        share=share,
        columns=tuple(_column(place, each) for place, each in enumerate(cells)),
    )
    ending = Ending(seconds=question.timeout_seconds, failure=TIMEOUT, stop=stream.stop)
    measured = profile_streams(streamed, ending, now=question.now, again=stream.close)
    if len(set(stream.readings.get(select, ()))) > 1:
        raise KnownFailureError(_CHANGED)
    return measured


def _chance(cells: list[PulledCell]) -> str:
    """A number from 0 to 2**31 - 1 of the server's own chance.

    A column stands in it, so that it is drawn for every row; TABLESAMPLE would draw whole pages.
    https://learn.microsoft.com/en-us/sql/t-sql/queries/from-transact-sql
    """
    column = next((f", {each.select}" for each in cells if each.data_type in _CHECKSUMMED), "")
    return f"CHECKSUM(NEWID(){column}) & {_ODDS - 1}"


def _column(place: int, cell: PulledCell) -> RelationColumn:
    sql = f"CAST(make_timestamp(p{place}) AS TIME)" if cell.form is Form.TIME else f"p{place}"
    return RelationColumn(name=cell.name, data_type=cell.data_type, sql=sql)
