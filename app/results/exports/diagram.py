"""What diagrams of a schema show: base tables, without views and without the partitions of partitioned ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.model.schema import ForeignKey, ObjectName, Snapshot, Table, TableKind


@dataclass(frozen=True, slots=True)
class Line:
    """A foreign key between two tables that both stand in the diagram.

    Attributes:
        one: whether a row of the referred table has at most one row here, because the columns are unique.
        optional: whether a row here may refer to none.
    """

    key: ForeignKey
    table: Table
    referred: Table
    one: bool
    optional: bool


def diagrammed(snapshot: Snapshot) -> tuple[Table, ...]:
    """The tables of a diagram, in the order of the snapshot."""
    return tuple(t for t in snapshot.tables if not t.is_view and t.kind is not TableKind.PARTITION)


def lines_of(snapshot: Snapshot) -> Iterator[Line]:
    """The foreign keys whose two ends stand in the diagram, in the order of their tables."""
    tables = diagrammed(snapshot)
    by_name = {ObjectName(schema=table.schema, name=table.name): table for table in tables}
    for table in tables:
        for key in table.foreign_keys:
            referred = by_name.get(ObjectName(schema=key.referred_schema, name=key.referred_table))
            if referred is not None:
                yield Line(key, table, referred, one=_is_unique(table, key), optional=_optional(table, key))


def _is_unique(table: Table, key: ForeignKey) -> bool:
    columns = set(key.columns)
    keys = [*([table.primary_key] if table.primary_key else []), *table.unique_keys]
    indexes = (i for i in table.indexes if i.unique and not i.expressions and i.predicate is None)
    return any(set(each.columns) <= columns for each in (*keys, *indexes))


def _optional(table: Table, key: ForeignKey) -> bool:
    return any(column.nullable is not False for column in table.columns if column.name in key.columns)
