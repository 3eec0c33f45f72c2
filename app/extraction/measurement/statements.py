"""The statements that measure a table: one, unless it is wider than the server's answers may be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.connection.session import Statement
from app.errors import UnsupportedDialectError
from app.extraction.measurement import mssql, mysql, postgresql, sqlite
from app.extraction.measurement.asked import asked
from app.extraction.measurement.engine import Engine
from app.extraction.measurement.grouping import with_groups
from app.extraction.measurement.naming import names_of
from app.model.schema import Column, Table

_ENGINES: Final[Mapping[str, Engine]] = {
    "postgresql": postgresql.ENGINE,
    "mysql": mysql.ENGINE,
    "sqlite": sqlite.ENGINE,
    "mssql": mssql.ENGINE,
}


_KEYS: Final = 3
"""Columns of an answer besides the aggregates: the rows, and of a value which column it is of and the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One aggregate of one column, as SQL."""

    column: Column
    aggregate: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One statement, what stands in its answer after the row count, and of which columns every value follows."""

    statement: Statement
    results: tuple[Asked, ...]
    listed: tuple[Column, ...] = ()


def engine_of(dialect: str) -> Engine:
    """How that dialect writes aggregates.

    Raises:
        UnsupportedDialectError: no SQL is known for it.
    """
    if dialect not in _ENGINES:
        raise UnsupportedDialectError(dialect=dialect, available=", ".join(_ENGINES))
    return _ENGINES[dialect]


def measurement_statements(dialect: str, table: Table, *, thorough: bool) -> tuple[Statement, ...]:
    """The statements that measure the table.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
    """
    return tuple(part.statement for part in parts(engine_of(dialect), table, thorough=thorough))


def parts(engine: Engine, table: Table, *, thorough: bool, listed: Sequence[Column] = ()) -> Iterator[Part]:
    """The statements with what they answer, columns in the order of the table and no column in two of them.

    The first also lists every value of the columns in ``listed``, so their different values are not counted again.
    """
    results: list[Asked] = []
    still_listed = tuple(listed)
    for column in table.columns:
        wanted = [
            each
            for each in _of_column(engine, table, column, thorough)
            if column not in listed or each.aggregate != "distinct"
        ]
        if results and _KEYS + len(results) + len(wanted) > engine.widest:
            yield _part(engine, table, results, still_listed)
            results, still_listed = [], ()
        results += wanted
    yield _part(engine, table, results, still_listed)


def _of_column(engine: Engine, table: Table, column: Column, thorough: bool) -> Iterator[Asked]:
    names = names_of(engine, table, column)
    for aggregate, template in asked(engine, column, thorough=thorough):
        yield Asked(column=column, aggregate=aggregate, sql=template.format_map(names))


def _part(engine: Engine, table: Table, results: Sequence[Asked], listed: tuple[Column, ...]) -> Part:
    selected = [
        f"{engine.rows} AS row_count",
        *(f"{each.sql} AS {each.aggregate}_{each.column.position}" for each in results),
    ]
    statement = Statement(
        sql=with_groups(engine, table, selected, listed),
        reads=f"{table.schema}.{table.name}",
        counts=True,
        large=bool(listed),
    )
    return Part(statement=statement, results=tuple(results), listed=listed)
