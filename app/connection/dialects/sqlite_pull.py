"""A SQLite table through DuckDB's extension: numbers and texts as they are declared, days and moments as their text.

The extension reads strictly what it reads as a number or text (a cell of another kind ends the pass), but takes numbers
for moments and what follows a day for nothing, and looks at no byte of a text. So moments come as text and count as such
only where every cell is written as DuckDB would write it, texts pass ``decode(encode(…))``, which fails where they are no
UTF-8, and what is in doubt is left to the SQL of our own, hardened connection.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from random import Random
from threading import Timer
from typing import Final

from app.connection.dialects.base import Failure
from app.connection.dialects.sqlite_driver import checked_path
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.pulling import asking, literal, locked_duck
from app.connection.wire import Order, Pull, PulledColumn
from app.model.measurements import ColumnProfile
from app.model.schema import DataType
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Ask, Relation, RelationColumn, TooMuchMemoryError, quoted, share_to_probe
from app.quality.profile import Measured

_FACTS: Final = """
SELECT l.wr, m.sql FROM pragma_table_list AS l JOIN sqlite_master AS m ON m.name = l.name AND m.type = 'table'
WHERE l.schema = 'main' AND l.name = :table
"""
_STREAMS: Final = 2
_IDS_AT_ONCE: Final = 20_000
"""Of one statement; SQLite takes a million characters of SQL."""
_SPARSE: Final = 20
"""A row in so many numbers at least, or drawing numbers takes longer than visiting rows."""
_EXACT_WHOLE: Final = 2.0**53
_NUMBERS: Final = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_FRACTIONS: Final = frozenset({DataType.DECIMAL, DataType.FLOAT})
_TEXTS: Final = frozenset({DataType.TEXT})
_WRONG: Final = {
    DataType.INTEGER: "typeof({name}) NOT IN ('integer', 'null')",
    DataType.DECIMAL: "typeof({name}) NOT IN ('integer', 'real', 'null')",
    DataType.FLOAT: "typeof({name}) NOT IN ('integer', 'real', 'null')",
    DataType.TEXT: "typeof({name}) NOT IN ('text', 'null')",
    DataType.BOOLEAN: "typeof({name}) NOT IN ('integer', 'null') OR {name} NOT IN (0, 1)",
}
"""SQLite's condition of a cell that is not stored as such a column is declared."""
_MOMENTS: Final = {DataType.DATE: "DATE", DataType.TIMESTAMP: "TIMESTAMP"}
_CHANGED: Final = Failure("server", "SQLITE_BUSY_SNAPSHOT")
_INTERRUPTED: Final = Failure("server", "SQLITE_INTERRUPT")
_REFUSED: Final = Failure("server", "SQLITE_MISMATCH")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The table as the file has it; ``ids`` are its least and greatest row number."""

    name: str
    path: str
    rows: int
    ids: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A column in the pass: DuckDB's SQL of a cell of the table, and of the text that a drawn row gives for it."""

    column: PulledColumn
    whole: str
    drawn: str


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


def _look(source: Source, order: Order, question: Pull) -> _Table:
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
    return _Table(name=name, path=str(path), rows=int(rows), ids=(int(ids[0] or 0), int(ids[1] or 0)))


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


def _pulled(question: Pull, table: _Table, wrong: set[str]) -> list[Measured] | None:
    """The columns of numbers and texts, then those of moments; ``None`` where a cell is not what it should be."""
    asked = [column for column in question.columns if column.name not in wrong]
    found: list[Measured] = []
    for moments in (False, True):
        columns = [each for each in asked if (each.data_type in _MOMENTS) is moments]
        if not columns:
            continue
        measured = _group(question, table, columns, moments=moments)
        if measured is None:
            return None
        found.append(measured)
    return found


def _group(question: Pull, table: _Table, columns: list[PulledColumn], *, moments: bool) -> Measured | None:
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
            cells = list(_moments(ask, table, columns) if moments else _declared(ask, table, columns))
            if not cells:
                return Measured(rows=table.rows, columns=(), statements=0)
            return profile_relation(ask, _relation(table, cells), now=question.now)
    except duckdb.InterruptException:
        raise KnownFailureError(_INTERRUPTED) from None
    except duckdb.OutOfMemoryException:
        raise TooMuchMemoryError from None
    except (duckdb.Error, UnicodeDecodeError):  # a message of DuckDB may hold a cell that is no text
        return None
    finally:
        if stop is not None:
            stop.cancel()


def _declared(ask: Ask, table: _Table, columns: Iterable[PulledColumn]) -> Iterator[_Cell]:
    """Columns that DuckDB reads as numbers or texts; it reads the others as bytes, or not at all."""
    natives = {str(row[0]): str(row[1]) for row in ask(f"DESCRIBE file.main.{table.name}")}
    for column in columns:
        name, native = quoted(column.name), natives.get(column.name, "")
        if native in {"BIGINT", "DOUBLE"} and column.data_type in _NUMBERS:
            yield _Cell(column=column, whole=name, drawn=f"CAST({name} AS {native})")
        elif native == "BIGINT" and column.data_type is DataType.BOOLEAN:
            yield _Cell(column=column, whole=_truth(name), drawn=_truth(f"CAST({name} AS BIGINT)"))
        elif native == "VARCHAR" and column.data_type in _TEXTS:
            yield _Cell(column=column, whole=f"decode(encode({name}))", drawn=f"decode(encode({name}))")


def _truth(name: str) -> str:
    """0 and 1 as truth values; any other number ends the pass."""
    return (
        f"CASE WHEN {name} IN (0, 1) THEN {name} = 1 WHEN {name} IS NOT NULL THEN error('no truth value') END"
    )


def _moments(ask: Ask, table: _Table, columns: list[PulledColumn]) -> Iterator[_Cell]:
    """Columns of which every cell is written as DuckDB writes such a moment."""
    casts = [f"TRY_CAST({quoted(each.name)} AS {_MOMENTS[each.data_type]})" for each in columns]
    counts = ", ".join(
        f"count({quoted(each.name)}) = count_if(CAST({cast} AS VARCHAR) = {quoted(each.name)})"
        for each, cast in zip(columns, casts, strict=True)
    )
    (row,) = ask(f"SELECT {counts} FROM file.main.{table.name}")  # noqa: S608 - quoted names from the catalog
    for column, cast, is_plain in zip(columns, casts, row, strict=True):
        if is_plain:
            yield _Cell(column=column, whole=cast, drawn=cast)


def _relation(table: _Table, cells: list[_Cell]) -> Relation:
    whole = ", ".join(f'{each.whole} AS "p{place}"' for place, each in enumerate(cells))
    share = share_to_probe(table.rows)
    source = f"(SELECT {whole} FROM file.main.{table.name})"  # noqa: S608 - quoted names from the catalog
    return Relation(
        source=source,
        probe=source if share == 1 else _probe(table, cells, share),
        probe_share=share,
        columns=tuple(
            RelationColumn(name=each.column.name, data_type=each.column.data_type, sql=f'"p{place}"')
            for place, each in enumerate(cells)
        ),
    )


def _probe(table: _Table, cells: list[_Cell], share: float) -> str:
    """Each row with the same chance: by numbers drawn here, or where they are sparse by SQLite's own random numbers.

    What SQLite sends comes as text, of a float with all the digits it has.
    """
    read = ", ".join(
        f"CASE typeof({name}) WHEN 'real' THEN printf('%!.17g', {name}) ELSE {name} END AS {name}"
        for name in (quoted(each.column.name) for each in cells)
    )
    typed = ", ".join(f'{each.drawn} AS "p{place}"' for place, each in enumerate(cells))
    parts = " UNION ALL ".join(
        f"SELECT * FROM sqlite_query('file', {literal(f'SELECT {read} FROM {table.name} WHERE {chosen}')})"  # noqa: S608 - likewise
        for chosen in _chosen(table, share)
    )
    return f"(SELECT {typed} FROM ({parts}))"  # noqa: S608 - likewise


def _chosen(table: _Table, share: float) -> Iterator[str]:
    low, high = table.ids
    numbers = high - low + 1
    if numbers > _SPARSE * table.rows:
        yield f"abs(random() % 1000000) < {round(share * 1_000_000)}"
        return
    chance = Random(1)  # noqa: S311 - a sample, not a secret
    drawn = sorted(low + place for place in chance.sample(range(numbers), _binomial(chance, numbers, share)))
    for start in range(0, len(drawn), _IDS_AT_ONCE):
        yield f"rowid IN ({','.join(map(str, drawn[start : start + _IDS_AT_ONCE]))})"


def _binomial(chance: Random, count: int, share: float) -> int:
    """How many of so many are drawn where each has that chance; normal, as thousands are expected."""
    mean, spread = count * share, (count * share * (1 - share)) ** 0.5
    return min(count, max(1, round(chance.gauss(mean, spread))))


def _joined(
    question: Pull, table: _Table, measured: list[Measured], *, statements: int
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
    looks = sum(each.data_type in _MOMENTS for each in question.columns) > 0
    total = statements + looks + sum(each.statements for each in measured)
    return Measured(rows=table.rows, columns=profiles, statements=total), left


def _is_large(profile: ColumnProfile) -> bool:
    """Whether a value may be one of several whole numbers that are one double; infinity is not."""
    ends = (profile.value("min"), profile.value("max"))
    return any(isinstance(each, float | int) and abs(each) >= _EXACT_WHOLE for each in ends)
