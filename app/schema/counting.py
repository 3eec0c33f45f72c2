"""How many tables globs select: what a form shows while they are typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.schema import ObjectName
from app.schema.selection import Selection

NAMED = 5
"""Tables named of those selected, and of those left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionCount:
    """What a selection takes of some tables.

    Attributes:
        tables: how many there are.
        selected: how many of them are selected.
        schemas: how many schemas hold tables.
        schemas_selected: how many of them hold selected ones.
        first_selected: the first of those selected, as ``schema.table``, in the order given.
        first_left_out: likewise of the others.
    """

    tables: int
    selected: int
    schemas: int
    schemas_selected: int
    first_selected: tuple[str, ...]
    first_left_out: tuple[str, ...]


def count_selected(tables: Iterable[ObjectName], selection: Selection) -> SelectionCount:
    """Count what the selection takes of the tables and views.

    >>> tables = [ObjectName(schema="sales", name="orders"), ObjectName(schema="hr", name="people")]
    >>> count = count_selected(tables, Selection(include=("sales.*",)))
    >>> count.selected, count.schemas_selected, count.first_left_out
    (1, 1, ('hr.people',))
    """
    tables = tuple(tables)
    selected = [table for table in tables if selection.takes(table.schema, table.name)]
    left_out = [table for table in tables if not selection.takes(table.schema, table.name)]
    return SelectionCount(
        tables=len(tables),
        selected=len(selected),
        schemas=len({table.schema for table in tables}),
        schemas_selected=len({table.schema for table in selected}),
        first_selected=_named(selected),
        first_left_out=_named(left_out),
    )


def _named(tables: list[ObjectName]) -> tuple[str, ...]:
    return tuple(f"{table.schema}.{table.name}" for table in tables[:NAMED])
