"""Every value of columns that have few, and how often it occurs: exact, by grouping on the server.

PostgreSQL reads the table once for 31 columns (grouping sets); the others read it once per column, as they have no
cheaper way: MariaDB took half as long for 20 such statements as for one with 20 ``count(distinct)``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.connection.session import SourceSession, Statement
from app.extraction.measurement.engine import TEXT_CHARACTERS, Engine
from app.extraction.measurement.statements import engine_of, names_of, source_of
from app.model.measurements import ColumnProfile
from app.model.sample import Cell
from app.model.schema import Column, DataType, Table

MOST_VALUES: Final = 5000
"""A column with more different values is not told. PostgreSQL 15 groups up to here in the time of COPY to nowhere."""

_GROUPING_COLUMNS: Final = 31
"""GROUPING takes no more arguments, as its answer is 32 bits."""

_COUNTABLE: Final = frozenset(DataType) - {DataType.JSON, DataType.ARRAY, DataType.BINARY, DataType.OTHER}
"""Types with an equality on every server."""


def _is_countable(dialect: str, column: Column) -> bool:
    """Columns of views and of no declared type are of another type in SQLite, and compare like any."""
    other = dialect == "sqlite" and column.data_type is DataType.OTHER
    return other or column.data_type in _COUNTABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """How often each value occurs. Values of the source: they are masked before anything of them is stored or shown.

    Attributes:
        counts: rows by value as text, ``None`` for NULL, by column. Texts longer than 200 characters are cut and may share
            an entry.
        distinct: different values by column, NULL left out; cut texts count as what they were.
        statements: statements that read rows of the table.
    """

    counts: dict[str, dict[str | None, int]] = field(default_factory=dict[str, dict[str | None, int]])
    distinct: dict[str, int] = field(default_factory=dict[str, int])
    statements: int = 0


def few_valued(table: Table, statistics: Sequence[ColumnProfile]) -> tuple[Column, ...]:
    """The columns of which the catalog says that they have at most half of ``MOST_VALUES`` different values.

    Half, because an estimate may be wrong; a column it is silent about is none of them.
    """
    told = {profile.column: profile.value("distinct_count") for profile in statistics}
    return tuple(
        column
        for column in table.columns
        if isinstance(count := told.get(column.name), float | int)
        and count <= MOST_VALUES / 2
        and column.data_type in _COUNTABLE
    )


async def frequencies(
    session: SourceSession,
    dialect: str,
    table: Table,
    columns: Sequence[Column],
    *,
    timeout_seconds: float | None = None,
) -> Frequencies:
    """Exact counts of every value of these columns.

    A column with more than ``MOST_VALUES`` values is left out, and in PostgreSQL so are the up to 30 it was read with.
    Columns whose type has no equality are left out.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
        SourceSenseError: what ``session.fetch`` raises.
    """
    engine = engine_of(dialect)
    found = Frequencies()
    statements = 0
    for part in _parts(dialect, [column for column in columns if _is_countable(dialect, column)]):
        answer = await session.fetch(
            _statement(engine, dialect, table, part), timeout_seconds=timeout_seconds
        )
        statements += 1
        if len(answer.rows) <= _limit(part):
            _add(found, part, answer.rows)
    return Frequencies(counts=found.counts, distinct=found.distinct, statements=statements)


def _parts(dialect: str, columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    size = _GROUPING_COLUMNS if dialect == "postgresql" else 1
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def _limit(part: Sequence[Column]) -> int:
    """Rows of a whole answer, NULL included."""
    return (MOST_VALUES + 1) * len(part)


def _statement(engine: Engine, dialect: str, table: Table, part: Sequence[Column]) -> Statement:
    """One row per column and value: the place of the column in the part, the value as text, its rows."""
    names = [names_of(engine, table, column) for column in part]
    keys = [engine.template("key", column) or "{v}" for column in part]
    groups = [key.format_map(name) for key, name in zip(keys, names, strict=True)]
    shown = [
        (engine.template("shown", column) or "{v}").format_map(
            name | {"v": group, "as_text": engine.text(column, group)}
        )
        for column, name, group in zip(part, names, groups, strict=True)
    ]
    source, most = source_of(engine, table), _limit(part) + 1
    if dialect == "postgresql":
        places = ", ".join(groups)
        cells = ", ".join(f"substr({cell}, 1, {TEXT_CHARACTERS})" for cell in shown)
        sets = ", ".join(f"({group})" for group in groups)
        sql = f"SELECT GROUPING({places}), {engine.rows}, {cells} FROM {source} GROUP BY GROUPING SETS ({sets}) LIMIT {most}"  # noqa: S608 - names are quoted
    else:
        top, limit = (f"TOP ({most}) ", "") if dialect == "mssql" else ("", f" LIMIT {most}")
        sql = f"SELECT {top}0, {engine.rows}, {shown[0]} FROM {source} GROUP BY {groups[0]}{limit}"  # noqa: S608 - names are quoted
    return Statement(sql=sql, reads=f"{table.schema}.{table.name}", counts=True, large=True)


def _add(found: Frequencies, part: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
    for column in part:
        found.counts[column.name], found.distinct[column.name] = {}, 0
    for grouping, count, *cells in rows:
        place = _place(int(grouping or 0), len(part))
        column, cell = part[place].name, cells[place]
        value = None if cell is None else str(cell)
        found.counts[column][value] = found.counts[column].get(value, 0) + int(count or 0)
        found.distinct[column] += value is not None


def _place(grouping: int, columns: int) -> int:
    """Which column a row is about: the one whose bit, counted from the left, is not set.

    >>> _place(0b011, 3), _place(0b110, 3), _place(0, 1)
    (0, 2, 0)
    """
    return next(place for place in range(columns) if not grouping >> (columns - 1 - place) & 1)
