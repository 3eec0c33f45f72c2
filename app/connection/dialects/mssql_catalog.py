"""The catalog of one SQL Server database, from its ``sys`` views, in twelve statements whatever the database holds.

A login sees in these views what it has some right on; the text of a view or trigger also needs VIEW DEFINITION.
Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/catalog-views-transact-sql
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.connection.dialects import mssql_catalog_code as code
from app.connection.dialects import mssql_catalog_columns as columns
from app.connection.dialects import mssql_catalog_keys as keys
from app.connection.dialects import mssql_catalog_storage as storage
from app.connection.session import SourceSession, Statement
from app.model.sample import Cell
from app.model.schema import (
    Catalog,
    Column,
    ForeignKey,
    ObjectKind,
    Schema,
    Skipped,
    SkipReason,
    Table,
    TableKind,
    Trigger,
)

SCHEMAS = """
SELECT s.name, USER_NAME(s.principal_id), CONVERT(nvarchar(4000), p.value), USER_NAME(),
    HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'UNMASK')
FROM sys.schemas AS s
LEFT JOIN sys.extended_properties AS p
    ON p.class = 3 AND p.major_id = s.schema_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE s.schema_id NOT IN (2, 3, 4) AND s.schema_id NOT BETWEEN 16384 AND 16399
ORDER BY s.name
"""
"""Left out are guest, INFORMATION_SCHEMA and sys, and the schemas of the fixed roles."""

TABLES = """
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

STATEMENTS = {
    "the schemas": SCHEMAS,
    "the list of tables": TABLES,
    "the columns": columns.COLUMNS,
    "the indexes": keys.INDEXES,
    "the sizes": storage.SIZES,
    "the partitioning": storage.PARTITIONING,
    "the foreign keys": keys.FOREIGN_KEYS,
    "the checks and policies": keys.RULES,
    "the triggers": code.TRIGGERS,
    "the routines": code.ROUTINES,
    "the sequences": code.SEQUENCES,
    "the types": columns.TYPES,
}
"""Every statement by what it reads, in the order they are asked."""

Row = tuple[Cell, ...]
_PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "VIEW DEFINITION")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the statements gave, by object."""

    columns: dict[Cell, list[Column]]
    masked: dict[Cell, list[str]]
    indexes: dict[Cell, keys.TableIndexes]
    pieces: dict[Cell, list[storage.Piece]]
    ranges: dict[Cell, storage.Ranges]
    foreign_keys: dict[Cell, list[ForeignKey]]
    hidden_keys: dict[Cell, list[str]]
    rules: dict[Cell, keys.TableRules]
    triggers: dict[Cell, list[Trigger]]


async def read(session: SourceSession) -> Catalog:
    """Every schema of the database the session is in, with everything the login may see of it."""
    found: dict[str, tuple[Row, ...]] = {}
    for reads, sql in STATEMENTS.items():
        found[reads] = (await session.fetch(Statement(sql=sql, reads=reads))).rows
    parts = _parts(found)
    me, unmasked = _me(found["the schemas"])
    return Catalog(
        tables=tuple(_table(row, parts) for row in found["the list of tables"]),
        schemas=tuple(
            Schema(name=str(name), owner=_text(owner), comment=_text(comment))
            for name, owner, comment, *_ in found["the schemas"]
        ),
        types=columns.types_of(found["the types"], parts.columns),
        sequences=code.sequences_of(found["the sequences"]),
        routines=code.routines_of(found["the routines"]),
        skipped=tuple(
            gap for row in found["the list of tables"] for gap in _gaps(row, parts, me, unmasked=unmasked)
        ),
    )


def _parts(found: dict[str, tuple[Row, ...]]) -> _Parts:
    by_table, masked = columns.columns_of(found["the columns"])
    foreign_keys, hidden = keys.foreign_keys_of(found["the foreign keys"])
    return _Parts(
        columns=by_table,
        masked=masked,
        indexes=keys.indexes_of(found["the indexes"]),
        pieces=storage.pieces_of(found["the sizes"]),
        ranges=storage.ranges_of(found["the partitioning"]),
        foreign_keys=foreign_keys,
        hidden_keys=hidden,
        rules=keys.rules_of(found["the checks and policies"]),
        triggers=code.triggers_of(found["the triggers"]),
    )


def _me(schemas: tuple[Row, ...]) -> tuple[str, bool]:
    """The database user this login is, and whether it sees masked values as they are."""
    return (str(schemas[0][3]), bool(schemas[0][4])) if schemas else ("?", False)


def _table(row: Row, parts: _Parts) -> Table:
    number, schema, name, _, owner, comment, _, in_memory, definition = row[:9]
    found = parts.indexes.get(number, keys.TableIndexes())
    pieces = parts.pieces.get(number, [])
    ranges = parts.ranges.get(found.data_space)
    rules = parts.rules.get(number, keys.TableRules())
    sizes = storage.index_sizes(pieces)
    return Table(
        schema=str(schema),
        name=str(name),
        kind=_kind(row, found),
        columns=tuple(parts.columns.get(number, ())),
        primary_key=found.primary_key,
        foreign_keys=tuple(parts.foreign_keys.get(number, ())),
        unique_keys=tuple(found.unique_keys),
        indexes=tuple(replace(index, size_bytes=sizes.get(at)) for at, index in found.indexes.items()),
        checks=tuple(rules.checks),
        triggers=tuple(parts.triggers.get(number, ())),
        comment=_text(comment),
        owner=_text(owner),
        row_estimate=storage.row_estimate(pieces),
        size_bytes=storage.size_bytes(pieces),
        index_bytes=sum(size for at, size in sizes.items() if at not in {0, 1}) if sizes else None,
        readable=bool(row[9]),
        privileges=tuple(word for word, held in zip(_PRIVILEGES, row[9:], strict=True) if held),
        partition_key=_partition_key(found, ranges),
        partitions=storage.partitions(pieces, ranges),
        row_security=rules.filtered,
        policies=tuple(rules.policies),
        storage="memory optimized" if in_memory else found.storage,
        definition=_text(definition),
    )


def _kind(row: Row, found: keys.TableIndexes) -> TableKind:
    """A view with a clustered index holds its rows."""
    if row[3] == "V":
        return TableKind.MATERIALIZED_VIEW if 1 in found.indexes else TableKind.VIEW
    return TableKind.FOREIGN if row[6] else TableKind.TABLE


def _partition_key(found: keys.TableIndexes, ranges: storage.Ranges | None) -> str | None:
    if ranges is None or found.partitioned_by is None:
        return None
    return f"RANGE {'RIGHT' if ranges.on_right else 'LEFT'} ({found.partitioned_by})"


def _gaps(row: Row, parts: _Parts, me: str, *, unmasked: bool) -> Iterator[Skipped]:
    """What of this table the login may not see, each with the GRANT that shows it."""
    number, schema, name = row[0], str(row[1]), str(row[2])
    kind = ObjectKind.VIEW if row[3] == "V" else ObjectKind.TABLE
    show = f"GRANT VIEW DEFINITION ON OBJECT::{quoted(schema)}.{quoted(name)} TO {quoted(me)};"

    def gap(missing: str, grant: str | None) -> Skipped:
        reason = SkipReason.UNSUPPORTED if grant is None else SkipReason.NO_ACCESS
        return Skipped(kind=kind, schema=schema, name=name, reason=reason, missing=missing, grant=grant)

    for missing in _hidden_texts(row, parts):
        yield gap(missing, None if row[14] else show)  # with the right to see it, it is encrypted
    for key in parts.hidden_keys.get(number, ()):
        yield gap(f"foreign key {key}", f"GRANT VIEW DEFINITION TO {quoted(me)};")
    for column in () if unmasked else parts.masked.get(number, ()):
        yield gap(f"values of {column}, masked", f"GRANT UNMASK TO {quoted(me)};")


def _hidden_texts(row: Row, parts: _Parts) -> Iterator[str]:
    if row[3] == "V" and row[8] is None:
        yield "definition"
    for check in parts.rules.get(row[0], keys.TableRules()).hidden:
        yield f"check {check}"
    for trigger in parts.triggers.get(row[0], ()):
        if trigger.definition is None:
            yield f"definition of trigger {trigger.name}"


def quoted(name: str) -> str:
    """A name in brackets, closing ones doubled."""
    return f"[{name.replace(']', ']]')}]"


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)
