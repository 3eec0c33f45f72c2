"""What the names in an engine's templates stand for."""

from collections.abc import Iterator
from typing import Final

from app.extraction.measurement.engine import Engine
from app.model.schema import Column, DataType, Table, TableKind

_NUMBERS: Final = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})


def names_of(engine: Engine, table: Table, column: Column) -> dict[str, str]:
    """What the names in templates stand for."""
    names = {"t": _source(engine, table), "c": f"t.{engine.quote(column.name)}"}
    for name, template in _computed(engine, column):
        names[name] = template.format_map(names)
    bounds = {name: engine.text(column, f"{name}({names['v']})") for name in ("min", "max")}
    return names | bounds | {"as_text": engine.text(column, names["c"])}


def _computed(engine: Engine, column: Column) -> Iterator[tuple[str, str]]:
    """The templates of what aggregates work with, each over those before it."""
    yield "v", engine.value(column)
    if column.data_type in engine.texts:
        yield "n", engine.length
    if column.data_type in _NUMBERS:
        yield "f", engine.summed(column)


def source_of(engine: Engine, table: Table) -> str:
    """What follows FROM, with the table named t."""
    return " ".join((f"{_source(engine, table)} AS t", *filter(None, [engine.hint(table.storage)])))


def _source(engine: Engine, table: Table) -> str:
    only = engine.only if table.kind is TableKind.TABLE else ""  # a partitioned table has no rows of its own
    return f"{only}{engine.quote(table.schema)}.{engine.quote(table.name)}"
