"""Measures a table with one flat aggregate statement.

The server does the counting and sends one row. Every value in it was cast to text and cut on the server, so a
date that no driver can represent or a cell of a gigabyte costs nothing. A table whose answer would be wider
than the server allows is split into as few statements as possible, all of them counted.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import mssql, mysql, postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement, quoted_name

from app.connection.dialects.mssql_catalog.names import table_hint
from app.connection.dialects.mssql_catalog.native_types import text_style
from app.connection.session import SourceSession, Statement
from app.errors import StatementTimeoutError, UnsupportedDialectError
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Cell
from app.model.schema import Column, DataType, Table
from app.quality.placeholders import PLACEHOLDER_DAYS, PLACEHOLDER_TEXTS
from app.quality.profile import Measured

EXACT_DISTINCT_CELLS: Final = 5_000_000
"""Up to this many cells (rows x columns) distinct values are counted, not estimated.

PostgreSQL 15 took 0.45 s for ``count(distinct)`` over a million cells and 0.05 s without (5 M rows x 20
columns, 2 cores): 5 million cells stay near 2 s.
"""

EXACT_DISTINCT_BYTES: Final = 64 * 2**20
"""Stands in for ``EXACT_DISTINCT_CELLS`` where the catalog knows the size but not the rows."""

VALUE_CHARACTERS: Final = 200
"""Longest minimum or maximum that is sent."""

_NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_MOMENTS = frozenset({DataType.DATE, DataType.TIME, DataType.TIMESTAMP})
_DAYS = frozenset({DataType.DATE, DataType.TIMESTAMP})
_ORDERED = frozenset({DataType.TEXT, *_NUMBERS, *_MOMENTS})
"""Types whose minimum every server can tell and a reader can use. PostgreSQL has none for boolean and uuid."""
_COMPARABLE = _ORDERED | {DataType.BOOLEAN, DataType.UUID, DataType.NETWORK}
"""Types with an equality on every server; PostgreSQL has none for json, xml and points."""


def _literals(texts: tuple[str, ...]) -> ColumnElement[Any]:
    """The texts as a list in SQL; written out, because twenty parameters per column take longer to compile.

    They are constants of letters and punctuation, without quotes (tested).
    """
    quoted = ", ".join(f"'{text}'" for text in texts)
    return sa.literal_column(f"({quoted})", sa.types.NullType())


_TEXTS = _literals(PLACEHOLDER_TEXTS)
_DAY_TEXTS = _literals(PLACEHOLDER_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engine:
    """What differs between servers.

    Attributes:
        widest: result columns a statement may have.
        text: an expression over a column as text that compares byte by byte, so every server orders values alike.
        identity: a text expression as its bytes, where equality would otherwise ignore trailing spaces.
        texts: data types whose cells may hold any text, whatever the declaration says.
        count: the function that counts without overflowing.
        part: the function that cuts text.
        hint: what follows the table's name, by its storage.
        filled: what is counted of an operand to count where it is not NULL.
    """

    dialect: sa.Dialect
    widest: int
    text: Callable[[ColumnElement[Any], Column], ColumnElement[Any]]
    identity: Callable[[ColumnElement[Any]], ColumnElement[Any]] = lambda text: text
    texts: frozenset[DataType] = frozenset({DataType.TEXT})
    count: str = "count"
    part: str = "substr"
    filled: Callable[[ColumnElement[Any]], ColumnElement[Any]] = lambda operand: operand
    hint: Callable[[str | None], str] = lambda _: ""


def _mysql_text(value: ColumnElement[Any], _column: Column) -> ColumnElement[Any]:
    return sa.cast(value, mysql.CHAR(charset="utf8mb4")).collate("utf8mb4_bin")


def _mssql_text(value: ColumnElement[Any], column: Column) -> ColumnElement[Any]:
    """A text that cannot be longer than a row stays short, as the server sorts ``max`` types slowly."""
    unbounded = column.data_type is DataType.TEXT and not 0 < (column.length or 0) <= _MSSQL_SHORT
    target = _words(f"nvarchar({'max' if unbounded else _MSSQL_SHORT})")
    style = text_style(column)
    how = () if style is None else (_words(str(style)),)
    return sa.func.convert(target, value, *how).collate("Latin1_General_100_BIN2")


def _mssql_filled(operand: ColumnElement[Any]) -> ColumnElement[Any]:
    """``count`` refuses text, ntext and image."""
    return sa.case((operand.is_not(None), _words("1")))


def _words(sql: str) -> ColumnElement[Any]:
    return sa.literal_column(sql)


_MSSQL_SHORT: Final = 4000


_ENGINES: Final[Mapping[str, _Engine]] = {
    "postgresql": _Engine(
        dialect=postgresql.dialect(),
        widest=1664,  # MaxTupleAttributeNumber
        text=lambda value, _: sa.cast(value, sa.Text).collate("C"),
    ),
    "mysql": _Engine(
        dialect=mysql.dialect(paramstyle="pyformat"),
        widest=4096,  # MAX_FIELDS
        text=_mysql_text,
        identity=lambda text: sa.cast(text, mysql.BINARY()),
    ),
    "sqlite": _Engine(
        dialect=sqlite.dialect(paramstyle="named"),
        widest=2000,  # SQLITE_MAX_COLUMN
        text=lambda value, _: sa.cast(value, sa.Text).collate("BINARY"),
        texts=frozenset({DataType.TEXT, *_MOMENTS}),
    ),
    "mssql": _Engine(
        dialect=mssql.dialect(paramstyle="qmark"),
        widest=4096,  # columns per SELECT statement
        text=_mssql_text,
        identity=lambda text: sa.cast(text, mssql.VARBINARY("max")),
        count="count_big",  # count overflows beyond 2**31 rows
        part="substring",
        filled=_mssql_filled,
        hint=table_hint,
    ),
}


async def measure_table(
    session: SourceSession,
    dialect: str,
    table: Table,
    *,
    timeout_seconds: float | None = None,
) -> Measured:
    """Every exact measurement of a table.

    Distinct values are counted only where that is cheap (``EXACT_DISTINCT_CELLS``); elsewhere the metric is
    left out, for the sample to estimate. If the statement runs into its limit it is tried once more without
    them, and both count.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
        SourceSenseError: what ``session.fetch`` raises.
    """
    distinct = counts_distinct(table)
    try:
        return await _measure(session, dialect, table, distinct, timeout_seconds)
    except StatementTimeoutError:
        if not distinct:
            raise
    measured = await _measure(session, dialect, table, False, timeout_seconds)
    return Measured(rows=measured.rows, columns=measured.columns, statements=measured.statements + 1)


def counts_distinct(table: Table) -> bool:
    """Whether distinct values are counted exactly; yes where neither rows nor size are known."""
    if table.row_estimate is not None:
        return table.row_estimate * len(table.columns) <= EXACT_DISTINCT_CELLS
    return table.size_bytes is None or table.size_bytes <= EXACT_DISTINCT_BYTES


def measurement_statements(dialect: str, table: Table, *, distinct: bool) -> tuple[Statement, ...]:
    """The statements that measure the table: one, unless it is wider than the server's answers may be.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
    """
    return tuple(statement for statement, _ in _parts(dialect, table, distinct))


async def _measure(
    session: SourceSession, dialect: str, table: Table, distinct: bool, timeout_seconds: float | None
) -> Measured:
    rows: int | None = None
    profiles: dict[str, ColumnProfile] = {}
    statements = 0
    for statement, expected in _parts(dialect, table, distinct):
        answer = await session.fetch(statement, timeout_seconds=timeout_seconds)
        statements += 1
        count, *cells = answer.rows[0]
        part_rows = _counted(count)
        rows = part_rows if rows is None else rows
        found: dict[Column, dict[str, Cell]] = {}
        for (column, aggregate), cell in zip(expected, cells, strict=True):
            found.setdefault(column, {})[aggregate] = cell
        for column, aggregates in found.items():
            profiles[column.name] = _profile(column, part_rows, aggregates)
    return Measured(rows=rows or 0, columns=tuple(profiles.values()), statements=statements)


def _parts(
    dialect: str, table: Table, distinct: bool
) -> Iterator[tuple[Statement, list[tuple[Column, str]]]]:
    """The statements, each with the column and aggregate of every result column after the row count."""
    if dialect not in _ENGINES:
        raise UnsupportedDialectError(dialect=dialect, available=", ".join(_ENGINES))
    engine = _ENGINES[dialect]
    source = sa.table(
        quoted_name(table.name, quote=True),
        *(sa.column(quoted_name(column.name, quote=True), sa.types.NullType()) for column in table.columns),
        schema=quoted_name(table.schema, quote=True),
    ).alias("t")
    part: list[tuple[Column, str, ColumnElement[Any]]] = []
    for column, operand in zip(table.columns, source.c, strict=True):
        aggregates = _aggregates(engine, column, operand, distinct)
        if part and 1 + len(part) + len(aggregates) > engine.widest:
            yield _statement(engine, table, source, part)
            part = []
        part += [(column, name, expression) for name, expression in aggregates.items()]
    yield _statement(engine, table, source, part)


def _statement(
    engine: _Engine, table: Table, source: sa.FromClause, part: list[tuple[Column, str, ColumnElement[Any]]]
) -> tuple[Statement, list[tuple[Column, str]]]:
    results = [expression.label(f"{name}_{column.position}") for column, name, expression in part]
    rows = getattr(sa.func, engine.count)(sa.literal_column("*"))
    query = sa.select(rows.label("row_count"), *results).select_from(source)
    if told := engine.hint(table.storage):
        query = query.with_hint(source, told)
    compiled = query.compile(dialect=engine.dialect)
    statement = Statement(
        sql=str(compiled),
        parameters=dict(compiled.params),
        reads=f"{table.schema}.{table.name}",
        counts=True,
    )
    return statement, [(column, name) for column, name, _ in part]


def _aggregates(
    engine: _Engine, column: Column, operand: ColumnElement[Any], distinct: bool
) -> dict[str, ColumnElement[Any]]:
    """The aggregates that apply to the column's type, by name."""
    holds_text = column.data_type in engine.texts
    value = engine.text(operand, column) if holds_text else operand
    aggregates: dict[str, ColumnElement[Any]] = {"filled": _count(engine, engine.filled(operand))}
    if distinct and column.data_type in _COMPARABLE:
        aggregates["distinct"] = _count(engine, sa.distinct(engine.identity(value) if holds_text else value))
    if column.data_type in _ORDERED:
        aggregates["min"] = _bound(engine, sa.func.min, value, column)
        aggregates["max"] = _bound(engine, sa.func.max, value, column)
    if holds_text:
        aggregates["blank"] = _count_where(engine, sa.func.trim(value) == sa.literal_column("''"))
        aggregates["placeholder"] = _count_where(engine, _is_placeholder(engine, value))
    elif column.data_type in _DAYS:
        day = engine.text(operand, column)
        aggregates["placeholder"] = _count_where(engine, _is_placeholder_day(engine, day))
    return aggregates


def _bound(
    engine: _Engine, aggregate: Callable[..., ColumnElement[Any]], value: ColumnElement[Any], column: Column
) -> ColumnElement[Any]:
    """Minimum or maximum as text; texts are cut before they are compared, so none is held whole."""
    if column.data_type in engine.texts:
        return aggregate(_cut(engine, value))
    return _cut(engine, engine.text(aggregate(value), column))


def _cut(engine: _Engine, text: ColumnElement[Any], characters: int = VALUE_CHARACTERS) -> ColumnElement[Any]:
    return getattr(sa.func, engine.part)(text, sa.literal_column("1"), sa.literal_column(str(characters)))


def _count(engine: _Engine, what: ColumnElement[Any]) -> ColumnElement[Any]:
    return getattr(sa.func, engine.count)(what)


def _count_where(engine: _Engine, condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return _count(engine, sa.case((condition, sa.literal_column("1", sa.Integer()))))


def _is_placeholder(engine: _Engine, text: ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition ``app.quality.placeholders.is_placeholder`` in SQL."""
    trimmed = sa.func.trim(text)
    return _among(sa.func.lower(trimmed), _TEXTS) | _is_placeholder_day(engine, trimmed)


def _is_placeholder_day(engine: _Engine, text: ColumnElement[Any]) -> ColumnElement[bool]:
    return _among(_cut(engine, text, len("0000-00-00")), _DAY_TEXTS)


def _among(value: ColumnElement[Any], texts: ColumnElement[Any]) -> ColumnElement[bool]:
    return value.bool_op("IN")(texts)


def _profile(column: Column, rows: int, aggregates: Mapping[str, Cell]) -> ColumnProfile:
    filled = _counted(aggregates["filled"])
    values: dict[str, float | str | None] = {
        "null_count": rows - filled,
        "null_share": _share(rows - filled, rows),
    }
    for name in ("blank", "placeholder"):
        if name in aggregates:
            count = _counted(aggregates[name])
            values |= {f"{name}_count": count, f"{name}_share": _share(count, rows)}
    if "distinct" in aggregates:
        distinct = _counted(aggregates["distinct"])
        values |= {
            "distinct_count": distinct,
            "distinct_share": _share(distinct, filled),
            "duplicate_count": filled - distinct,
        }
    for name in ("min", "max"):
        if name in aggregates:
            values[name] = _value(column, aggregates[name])
    measurements = tuple(Measurement(metric=m, value=value, exact=True) for m, value in values.items())
    return ColumnProfile(column=column.name, measurements=measurements)


def _counted(cell: Cell) -> int:
    return int(cell or 0)


def _share(count: int, total: int) -> float | None:
    return count / total if total else None


def _value(column: Column, cell: Cell) -> float | str | None:
    """A number where a float holds it exactly, else the text the server sent: NaN, infinity, 30 digits."""
    if cell is None or column.data_type not in _NUMBERS:
        return None if cell is None else str(cell)
    text = str(cell)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or Decimal(repr(float(number))) != number:
        return text
    return float(number)
