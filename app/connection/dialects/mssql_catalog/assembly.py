"""Tables and views put together from what the statements gave, by object number."""

from dataclasses import dataclass, replace

from app.connection.dialects.mssql_catalog import constraints, indexes, storage
from app.connection.dialects.mssql_catalog.asking import Row, text
from app.connection.dialects.mssql_catalog.columns import Columns
from app.connection.dialects.mssql_catalog.names import IN_MEMORY
from app.model.sample import Cell
from app.model.schema import ForeignKey, Table, TableKind, Trigger

SQL = """
SELECT o.object_id, s.name, o.name, RTRIM(o.type), USER_NAME(COALESCE(o.principal_id, s.principal_id)),
    CONVERT(nvarchar(4000), p.value), t.is_external, t.is_memory_optimized, m.definition,
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'SELECT'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'INSERT'), HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'UPDATE'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'DELETE'), HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'ALTER'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'VIEW DEFINITION')
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
CROSS APPLY (SELECT QUOTENAME(s.name) + N'.' + QUOTENAME(o.name) AS name) AS q
LEFT JOIN sys.tables AS t ON t.object_id = o.object_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = o.object_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = o.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name
"""


_PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "VIEW DEFINITION")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the statements gave, by object."""

    columns: Columns
    indexes: dict[Cell, indexes.TableIndexes]
    pieces: dict[Cell, list[storage.Piece]]
    ranges: dict[Cell, storage.Ranges]
    foreign_keys: dict[Cell, list[ForeignKey]]
    hidden_keys: dict[Cell, list[str]]
    rules: dict[Cell, constraints.TableRules]
    triggers: dict[Cell, list[Trigger]]


def table_of(row: Row, parts: Parts) -> Table:
    """One row of the list of tables with everything that belongs to it."""
    number, schema, name, _, owner, comment, _, in_memory, definition = row[:9]
    found = parts.indexes.get(number, indexes.TableIndexes())
    pieces = parts.pieces.get(number, [])
    ranges = parts.ranges.get(found.data_space)
    rules = parts.rules.get(number, constraints.TableRules())
    sizes = storage.index_sizes(pieces)
    return Table(
        schema=str(schema),
        name=str(name),
        kind=_kind(row, found),
        columns=tuple(parts.columns.by_object.get(number, ())),
        primary_key=found.primary_key,
        foreign_keys=tuple(parts.foreign_keys.get(number, ())),
        unique_keys=tuple(found.unique_keys),
        indexes=tuple(replace(index, size_bytes=sizes.get(at)) for at, index in found.indexes.items()),
        checks=tuple(rules.checks),
        triggers=tuple(parts.triggers.get(number, ())),
        comment=text(comment),
        owner=text(owner),
        row_estimate=storage.row_estimate(pieces),
        size_bytes=storage.size_bytes(pieces),
        index_bytes=sum(size for at, size in sizes.items() if at not in {0, 1}) if sizes else None,
        readable=None if row[9] is None else bool(row[9]),
        privileges=_privileges(row[9:]),
        partition_key=_partition_key(found, ranges),
        partitions=storage.partitions(pieces, ranges),
        row_security=True if rules.filtered else _without_policy(row),
        policies=tuple(rules.policies),
        storage=IN_MEMORY if in_memory else found.storage,
        definition=text(definition),
    )


def _without_policy(row: Row) -> bool | None:
    """No policy was found, which says something only to one who may see definitions."""
    return False if row[14] else None


def _privileges(held: Row) -> tuple[str, ...] | None:
    """NULL is the server's answer where it could not tell, perhaps for a very long name."""
    if None in held:
        return None
    return tuple(word for word, has in zip(_PRIVILEGES, held, strict=True) if has)


def _kind(row: Row, found: indexes.TableIndexes) -> TableKind:
    """A view with a clustered index holds its rows."""
    if row[3] == "V":
        return TableKind.MATERIALIZED_VIEW if 1 in found.indexes else TableKind.VIEW
    return TableKind.FOREIGN if row[6] else TableKind.TABLE


def _partition_key(found: indexes.TableIndexes, ranges: storage.Ranges | None) -> str | None:
    if ranges is None or found.partitioned_by is None:
        return None
    return f"RANGE {'RIGHT' if ranges.on_right else 'LEFT'} ({found.partitioned_by})"
