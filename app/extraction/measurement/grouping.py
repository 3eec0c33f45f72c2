"""Every value of columns that have few, with its rows, in the statement that measures the others.

PostgreSQL reads the table once for all of them (grouping sets), other servers once for each. Either takes about as long as
``count(distinct)`` of the same columns (9 of 20: PostgreSQL 15 1.02, SQLite 1.08 times the whole statement) and says more.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from app.extraction.few_values import MOST_VALUES
from app.extraction.measurement.engine import TEXT_CHARACTERS, Engine
from app.extraction.measurement.naming import names_of, source_of
from app.model.sample import Cell
from app.model.schema import Column, Table

Listed = tuple[tuple[str | None, int], ...]
"""Values as text, ``None`` for NULL, with their rows. Texts are cut after 200 characters, and may then be the same."""

NOT_GROUPED: Final = -1
"""Stands in the place of a column where a row is that of the aggregates."""


def with_groups(engine: Engine, table: Table, selected: Sequence[str], columns: Sequence[Column]) -> str:
    """The aggregates of the table in one row, and a row for every value of the columns.

    A row of a value begins with its count and ends with which column it is of and the value.
    """
    source = source_of(engine, table)
    if not columns:
        return f"SELECT {', '.join(selected)} FROM {source}"  # noqa: S608 - names are quoted
    nothing = ", ".join(["NULL"] * (len(selected) - 1))
    flat = f"SELECT {', '.join(selected)}, {NOT_GROUPED} AS place, NULL AS listed FROM {source}"  # noqa: S608 - names are quoted
    cells = ", ".join(filter(None, ("g.n", nothing, "g.place", "g.listed")))
    groups = (f"SELECT {cells} FROM ({each}) AS g" for each in _groups(engine, table, columns))  # noqa: S608 - see above
    return " UNION ALL ".join((flat, *groups))


def _groups(engine: Engine, table: Table, columns: Sequence[Column]) -> Iterator[str]:
    """One more row than may be told, so that one can see that there are more."""
    keys, cells = zip(*(_key_and_cell(engine, table, column) for column in columns), strict=True)
    source = source_of(engine, table)
    if engine.has_grouping_sets:
        places, sets = ", ".join(keys), ", ".join(f"({key})" for key in keys)
        cell = f"coalesce({', '.join(f'substr({each}, 1, {TEXT_CHARACTERS})' for each in cells)})"
        yield (
            f"SELECT {engine.rows} AS n, GROUPING({places}) AS place, {cell} AS listed"  # noqa: S608 - names are quoted
            f" FROM {source} GROUP BY GROUPING SETS ({sets}) LIMIT {MOST_VALUES + 1}"
        )
        return
    for place, (key, cell) in enumerate(zip(keys, cells, strict=True)):
        grouped = f"{engine.rows} AS n, {place} AS place, {cell} AS listed FROM {source} GROUP BY {key}"
        yield engine.first(grouped, MOST_VALUES + 1)


def _key_and_cell(engine: Engine, table: Table, column: Column) -> tuple[str, str]:
    """What values are told apart by, and how they are shown."""
    names = names_of(engine, table, column)
    key = (engine.template("key", column) or "{v}").format_map(names)
    shown = engine.template("shown", column) or "{v}"
    return key, shown.format_map(names | {"v": key, "as_text": engine.text(column, key)})


def listed(engine: Engine, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> dict[str, Listed]:
    """The values by column; without those columns of which there may be more than came."""
    found: dict[str, list[tuple[str | None, int]]] = {column.name: [] for column in columns}
    groups = [row for row in rows if int(row[-2] or 0) != NOT_GROUPED] if columns else []
    for count, *_, place, cell in groups:
        at = int(place or 0)
        column = columns[_place(at, len(columns)) if engine.has_grouping_sets else at]
        found[column.name].append((None if cell is None else str(cell), int(count or 0)))
    most = len(groups) if engine.has_grouping_sets else 0
    return {name: tuple(each) for name, each in found.items() if max(most, len(each)) <= MOST_VALUES}


def _place(grouping: int, columns: int) -> int:
    """Which column a row is about: the one whose bit, counted from the left, is not set.

    >>> _place(0b011, 3), _place(0b110, 3), _place(0, 1)
    (0, 2, 0)
    """
    return next(place for place in range(columns) if not grouping >> (columns - 1 - place) & 1)
