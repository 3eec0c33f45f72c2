"""The statements that measure a table: one, unless it is wider than the server's answers may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.connection.session import Statement
from app.errors import UnsupportedDialectError
from app.extraction.measurement import mssql, mysql, postgresql, sqlite
from app.extraction.measurement.asked import asked
from app.extraction.measurement.engine import Engine
from app.model.schema import Column, DataType, Table, TableKind

_ENGINES: Final[Mapping[str, Engine]] = {
    "postgresql": postgresql.ENGINE,
    "mysql": mysql.ENGINE,
    "sqlite": sqlite.ENGINE,
    "mssql": mssql.ENGINE,
}

_NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One aggregate of one column, as SQL."""

    column: Column
    aggregate: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One statement, and what stands in its answer after the row count."""

    statement: Statement
    results: tuple[Asked, ...]


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


def parts(engine: Engine, table: Table, *, thorough: bool) -> Iterator[Part]:
    """The statements with what they answer, columns in the order of the table and no column in two of them."""
    results: list[Asked] = []
    for column in table.columns:
        wanted = [*_of_column(engine, table, column, thorough)]
        if results and 1 + len(results) + len(wanted) > engine.widest:
            yield _part(engine, table, results)
            results = []
        results += wanted
    yield _part(engine, table, results)


def _of_column(engine: Engine, table: Table, column: Column, thorough: bool) -> Iterator[Asked]:
    names = names_of(engine, table, column)
    for aggregate, template in asked(engine, column, thorough=thorough):
        yield Asked(column=column, aggregate=aggregate, sql=template.format_map(names))


def names_of(engine: Engine, table: Table, column: Column) -> dict[str, str]:
    """What the names in templates stand for."""
    names = {"t": _source(engine, table), "c": f"t.{engine.quote(column.name)}"}
    for name, template in _computed(engine, column).items():
        names[name] = template.format_map(names)
    bounds = {name: engine.text(column, f"{name}({names['v']})") for name in ("min", "max")}
    return names | bounds | {"as_text": engine.text(column, names["c"])}


def _computed(engine: Engine, column: Column) -> dict[str, str]:
    """The templates of what aggregates work with, each over those before it."""
    computed = {"v": engine.value(column)}
    if column.data_type in engine.texts:
        computed["n"] = engine.length
    if column.data_type in _NUMBERS:
        computed["f"] = engine.summed(column)
    return computed


def _part(engine: Engine, table: Table, results: list[Asked]) -> Part:
    selected = ", ".join(
        [
            f"{engine.rows} AS row_count",
            *(f"{each.sql} AS {each.aggregate}_{each.column.position}" for each in results),
        ]
    )
    statement = Statement(
        sql=f"SELECT {selected} FROM {source_of(engine, table)}",  # noqa: S608 - names are quoted
        reads=f"{table.schema}.{table.name}",
        counts=True,
    )
    return Part(statement=statement, results=tuple(results))


def source_of(engine: Engine, table: Table) -> str:
    """What follows FROM, with the table named t."""
    return " ".join((f"{_source(engine, table)} AS t", *filter(None, [engine.hint(table.storage)])))


def _source(engine: Engine, table: Table) -> str:
    only = engine.only if table.kind is TableKind.TABLE else ""  # a partitioned table has no rows of its own
    return f"{only}{engine.quote(table.schema)}.{engine.quote(table.name)}"
