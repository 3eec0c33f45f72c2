"""A SQLite table through DuckDB's extension: numbers and texts as they are declared, days and moments as their text.

The extension reads strictly what it reads as a number or text (a cell of another kind ends the pass), but takes numbers
for moments and what follows a day for nothing, and looks at no byte of a text. So moments come as text and count as such
only where every cell is written as DuckDB would write it, texts pass ``decode(encode(…))``, which fails where they are no
UTF-8, and what is in doubt is left to the SQL of our own, hardened connection.
"""

from contextlib import closing
from threading import Timer
from typing import Final

from app.connection.dialects.base import Failure
from app.connection.dialects.sqlite_driver import checked_path
from app.connection.dialects.sqlite_relation import (
    MOMENTS,
    SqliteTable,
    declared_cells,
    moment_cells,
    relation_of,
)
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.pulling import asking, literal, locked_duck
from app.connection.wire import Order, Pull, PulledColumn
from app.model.measurements import ColumnProfile
from app.model.schema import DataType
from app.profiling.one_pass import profile_relation
from app.profiling.relation import TooMuchMemoryError, quoted
from app.quality.profile import Measured

_FACTS: Final = """
SELECT l.wr, m.sql FROM pragma_table_list AS l JOIN sqlite_master AS m ON m.name = l.name AND m.type = 'table'
WHERE l.schema = 'main' AND l.name = :table
"""
_STREAMS: Final = 2
_EXACT_WHOLE: Final = 2.0**53
_FRACTIONS: Final = frozenset({DataType.DECIMAL, DataType.FLOAT})
_WRONG: Final = {
    DataType.INTEGER: "typeof({name}) NOT IN ('integer', 'null')",
    DataType.DECIMAL: "typeof({name}) NOT IN ('integer', 'real', 'null')",
    DataType.FLOAT: "typeof({name}) NOT IN ('integer', 'real', 'null')",
    DataType.TEXT: "typeof({name}) NOT IN ('text', 'null')",
    DataType.BOOLEAN: "typeof({name}) NOT IN ('integer', 'null') OR {name} NOT IN (0, 1)",
}
"""SQLite's condition of a cell that is not stored as such a column is declared."""
_CHANGED: Final = Failure("server", "SQLITE_BUSY_SNAPSHOT")
_INTERRUPTED: Final = Failure("server", "SQLITE_INTERRUPT")
_REFUSED: Final = Failure("server", "SQLITE_MISMATCH")


def pull(driver: Driver, source: Source, order: Order, question: Pull) -> tuple[Measured, tuple[str, ...]]:
    """What every row of the table came to, and the columns that are not in it.

    Our own connection stays open: a file has no connections to spare.

    Raises:
        KnownFailureError: the table is none to be pulled, the file was written to meanwhile, or DuckDB did not do.
    """
    driver.begin(source, question.timeout_seconds)
    before = _version(source)
    table = _look(source, order, question)
    wrong: set[str] = set()
    try:
        measured = _pulled(question, table, wrong)
        if measured is None:  # some cell is of another kind than its column: find out where, once
            wrong = _wrong_columns(source, question)
            measured = _pulled(question, table, wrong)
    except TooMuchMemoryError:
        raise KnownFailureError(Failure("memory")) from None
    if measured is None:
        raise KnownFailureError(_REFUSED)
    if _version(source) != before or any(each.rows != table.rows for each in measured):
        raise KnownFailureError(_CHANGED)
    return _joined(question, table, measured, statements=2 if wrong else 1)


def _look(source: Source, order: Order, question: Pull) -> SqliteTable:
    """The table, if it is an ordinary one: views and virtual tables are for our own, hardened connection."""
    connection = source.connection
    found = connection.exec_driver_sql(_FACTS, {"table": question.table}).one_or_none()
    if (
        found is None
        or found[0]
        or str(found[1])[:14].upper() == "CREATE VIRTUAL"
        or _is_computed(source, question)
    ):
        raise KnownFailureError(_REFUSED)
    name = quoted(question.table)
    rows = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608 - quoted
    ids = connection.exec_driver_sql(
        f"SELECT (SELECT min(rowid) FROM {name}), (SELECT max(rowid) FROM {name})"  # noqa: S608 - likewise
    ).one()
    path = checked_path(str(order.fields["path"]), order.file_roots)
    return SqliteTable(name=name, path=str(path), rows=int(rows), ids=(int(ids[0] or 0), int(ids[1] or 0)))


def _is_computed(source: Source, question: Pull) -> bool:
    """Whether a column is an expression, which DuckDB's SQLite would evaluate without our safeguards."""
    sql = "SELECT count(*) FROM pragma_table_xinfo(:table) WHERE hidden <> 0"
    return bool(source.connection.exec_driver_sql(sql, {"table": question.table}).scalar_one())


def _version(source: Source) -> object:
    """Changes with every commit of somebody else."""
    return source.connection.exec_driver_sql("PRAGMA data_version").scalar_one()


def _wrong_columns(source: Source, question: Pull) -> set[str]:
    """Columns with a cell that is not stored as the declaration says."""
    wrong = {
        each.name: sql.format(name=quoted(each.name))
        for each in question.columns
        if (sql := _WRONG.get(each.data_type)) is not None
    }
    counts = ", ".join(f"sum({sql})" for sql in wrong.values())
    if not counts:
        return set()
    (row,) = source.connection.exec_driver_sql(f"SELECT {counts} FROM {quoted(question.table)}").all()  # noqa: S608 - likewise
    return {name for name, count in zip(wrong, row, strict=True) if count}


def _pulled(question: Pull, table: SqliteTable, wrong: set[str]) -> list[Measured] | None:
    """The columns of numbers and texts, then those of moments; ``None`` where a cell is not what it should be."""
    asked = [column for column in question.columns if column.name not in wrong]
    found: list[Measured] = []
    for moments in (False, True):
        columns = [each for each in asked if (each.data_type in MOMENTS) is moments]
        if not columns:
            continue
        measured = _group(question, table, columns, moments=moments)
        if measured is None:
            return None
        found.append(measured)
    return found


def _group(
    question: Pull, table: SqliteTable, columns: list[PulledColumn], *, moments: bool
) -> Measured | None:
    import duckdb  # noqa: PLC0415 - most reader processes never need it

    attach = [
        f"SET sqlite_all_varchar = {moments}",
        f"ATTACH {literal(table.path)} AS file (TYPE sqlite, READ_ONLY)",
    ]
    stop: Timer | None = None
    try:
        with closing(locked_duck("sqlite_scanner", attach, _STREAMS)) as duck:
            stop = Timer(question.timeout_seconds, duck.interrupt)
            stop.daemon = True
            stop.start()
            ask = asking(duck)
            cells = list(
                moment_cells(ask, table, columns) if moments else declared_cells(ask, table, columns)
            )
            if not cells:
                return Measured(rows=table.rows, columns=(), statements=0)
            return profile_relation(ask, relation_of(table, cells), now=question.now)
    except duckdb.InterruptException:
        raise KnownFailureError(_INTERRUPTED) from None
    except duckdb.OutOfMemoryException:
        raise TooMuchMemoryError from None
    except (duckdb.Error, UnicodeDecodeError):  # a message of DuckDB may hold a cell that is no text
        return None
    finally:
        if stop is not None:
            stop.cancel()


def _joined(
    question: Pull, table: SqliteTable, measured: list[Measured], *, statements: int
) -> tuple[Measured, tuple[str, ...]]:
    """All columns in their order, but for those whose whole numbers are too large for DuckDB's doubles."""
    kinds = {each.name: each.data_type for each in question.columns}
    found = {
        each.column: each
        for group in measured
        for each in group.columns
        if kinds[each.column] not in _FRACTIONS or not _is_large(each)
    }
    profiles = tuple(found[each.name] for each in question.columns if each.name in found)
    left = tuple(each.name for each in question.columns if each.name not in found)
    # The moments are looked at once more, to see how they are written.
    looks = sum(each.data_type in MOMENTS for each in question.columns) > 0
    total = statements + looks + sum(each.statements for each in measured)
    return Measured(rows=table.rows, columns=profiles, statements=total), left


def _is_large(profile: ColumnProfile) -> bool:
    """Whether a value may be one of several whole numbers that are one double; infinity is not."""
    ends = (profile.value("min"), profile.value("max"))
    return any(isinstance(each, float | int) and abs(each) >= _EXACT_WHOLE for each in ends)
