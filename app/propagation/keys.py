"""Links by foreign keys, declared and not.

The confidences are our own. A reference holds values of the key it refers to, so that what is true of these is true of it. The key may
hold more than those who refer to it, and what it is to them (a nationality) need not be what it is (a country).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.model.proposals import ColumnPlace, Link, LinkKind
from app.model.relations import RelationCheck, RelationVerdict
from app.model.schema import Column, DataType, ForeignKey, Snapshot, Table

REFERS: Final = 1.0
REFERRED: Final = 0.8
NOT_VALIDATED: Final = 0.9
"""The server checks new rows only."""
LEAST_RELATION: Final = 0.5

_UNTELLING: Final = frozenset(
    {DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT, DataType.UUID, DataType.BINARY}
)
_CALENDARS: Final = frozenset({DataType.DATE, DataType.TIME, DataType.TIMESTAMP, DataType.BOOLEAN})
"""A table of days is not one of birthdays because somebody's refers to it."""

Columns = Mapping[ColumnPlace, Column]


def key_links(snapshot: Snapshot, columns: Columns) -> Iterator[Link]:
    """Both ways of every declared foreign key, column by column."""
    tables = {(table.schema, table.name): table for table in snapshot.tables}
    for table in snapshot.tables:
        for key in table.foreign_keys:
            share = NOT_VALIDATED if key.validated is False else 1.0
            for child, parent in _pairs(table, key, tables):
                yield from _both_ways(child, parent, columns, key.name, share, declared=True)


def relation_links(relations: Iterable[RelationCheck], columns: Columns) -> Iterator[Link]:
    """Both ways of every undeclared key that its values do not refute."""
    for relation in relations:
        found = relation.candidate
        if relation.verdict is not RelationVerdict.REFUTED and relation.confidence >= LEAST_RELATION:
            yield from _both_ways(
                ColumnPlace(schema=found.schema, table=found.table, column=found.column),
                ColumnPlace(
                    schema=found.referred_schema, table=found.referred_table, column=found.referred_column
                ),
                columns,
                None,
                relation.confidence,
                declared=False,
            )


def _pairs(
    table: Table, key: ForeignKey, tables: Mapping[tuple[str, str], Table]
) -> Iterator[tuple[ColumnPlace, ColumnPlace]]:
    """Referring and referred columns; a key that names no columns refers to the primary key."""
    referred = tables.get((key.referred_schema, key.referred_table))
    primary = referred.primary_key.columns if referred and referred.primary_key else ()
    for child, parent in zip(key.columns, key.referred_columns or primary, strict=False):
        yield (
            ColumnPlace(schema=table.schema, table=table.name, column=child),
            ColumnPlace(schema=key.referred_schema, table=key.referred_table, column=parent),
        )


def _both_ways(
    child: ColumnPlace, parent: ColumnPlace, columns: Columns, by: str | None, share: float, *, declared: bool
) -> Iterator[Link]:
    """Nothing where the key is an identity, a day, or not in the snapshot."""
    key, reference = columns.get(parent), columns.get(child)
    if key is None or reference is None or _is_mute(key) or _is_mute(reference):
        return
    proven = key.data_type in _UNTELLING or reference.data_type in _UNTELLING
    for kind, source, target, confidence in (
        (LinkKind.REFERS, parent, child, REFERS),
        (LinkKind.REFERRED, child, parent, REFERRED),
    ):
        yield Link(
            kind=kind,
            source=source,
            target=target,
            by=by,
            confidence=confidence * share,
            declared=declared,
            proven=proven,
        )


def _is_mute(column: Column) -> bool:
    return (
        column.identity is not None or "nextval(" in (column.default or "") or column.data_type in _CALENDARS
    )
