"""Indexes with the keys they stand for, foreign keys, checks and row-level security, from SQL Server's catalog.

Sources: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-indexes-transact-sql,
…/sys-foreign-keys-transact-sql, …/sys-security-predicates-transact-sql
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.model.sample import Cell
from app.model.schema import Check, ForeignKey, Index, Key, Policy

INDEXES = """
SELECT i.object_id, i.index_id, i.name, i.type_desc, i.is_unique, i.is_primary_key, i.is_unique_constraint, i.is_disabled,
    i.filter_definition, i.data_space_id, c.name, ic.key_ordinal, ic.partition_ordinal, ic.is_included_column
FROM sys.indexes AS i
JOIN sys.objects AS o ON o.object_id = i.object_id
LEFT JOIN sys.index_columns AS ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
LEFT JOIN sys.columns AS c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND i.is_hypothetical = 0
ORDER BY i.object_id, i.index_id, ic.key_ordinal, ic.index_column_id
"""

FOREIGN_KEYS = """
SELECT f.parent_object_id, f.object_id, f.name, rs.name, ro.name, c.name, rc.name,
    f.update_referential_action_desc, f.delete_referential_action_desc, f.is_not_trusted
FROM sys.foreign_keys AS f
JOIN sys.foreign_key_columns AS fc ON fc.constraint_object_id = f.object_id
JOIN sys.columns AS c ON c.object_id = fc.parent_object_id AND c.column_id = fc.parent_column_id
LEFT JOIN sys.objects AS ro ON ro.object_id = f.referenced_object_id
LEFT JOIN sys.schemas AS rs ON rs.schema_id = ro.schema_id
LEFT JOIN sys.columns AS rc ON rc.object_id = fc.referenced_object_id AND rc.column_id = fc.referenced_column_id
WHERE f.is_ms_shipped = 0
ORDER BY f.parent_object_id, f.object_id, fc.constraint_column_id
"""

RULES = """
SELECT c.parent_object_id, c.name, c.definition, c.is_not_trusted, CONVERT(bit, NULL), CONVERT(nvarchar(60), NULL),
    CONVERT(nvarchar(60), NULL)
FROM sys.check_constraints AS c
WHERE c.is_ms_shipped = 0
UNION ALL
SELECT r.target_object_id, p.name, r.predicate_definition, CONVERT(bit, NULL), p.is_enabled, r.predicate_type_desc,
    r.operation_desc
FROM sys.security_policies AS p
JOIN sys.security_predicates AS r ON r.object_id = p.object_id
ORDER BY 1, 2
"""
"""Check constraints, and the predicates of security policies, which have a type."""

Rows = Iterable[tuple[Cell, ...]]
_FILTERED_COMMANDS = "SELECT, UPDATE, DELETE"


@dataclass(slots=True)
class TableIndexes:
    """The indexes of one table or view.

    Attributes:
        storage: how its rows lie, e.g. ``heap``, ``clustered``, ``clustered columnstore``; ``None`` for plain views.
        data_space: the file group or partition scheme its rows lie in.
        partitioned_by: the column its rows are spread by.
    """

    indexes: dict[int, Index] = field(default_factory=dict[int, Index])
    primary_key: Key | None = None
    unique_keys: list[Key] = field(default_factory=list[Key])
    storage: str | None = None
    data_space: Cell = None
    partitioned_by: str | None = None


@dataclass(slots=True)
class TableRules:
    """The conditions of one table; ``hidden`` names checks whose text this user may not see."""

    checks: list[Check] = field(default_factory=list[Check])
    policies: list[Policy] = field(default_factory=list[Policy])
    filtered: bool = False
    hidden: list[str] = field(default_factory=list[str])


def indexes_of(rows: Rows) -> dict[Cell, TableIndexes]:
    """Indexes by object, heaps told as storage."""
    members: dict[tuple[Cell, Cell], list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        members[row[0], row[1]].append(row)
    tables: dict[Cell, TableIndexes] = defaultdict(TableIndexes)
    for (table, number), parts in members.items():
        _add(tables[table], int(number or 0), parts)
    return tables


def foreign_keys_of(rows: Rows) -> tuple[dict[Cell, list[ForeignKey]], dict[Cell, list[str]]]:
    """Foreign keys by table, and the names of those that refer to a table this user may not see."""
    members: dict[tuple[Cell, Cell], list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        members[row[0], row[1]].append(row)
    keys: dict[Cell, list[ForeignKey]] = defaultdict(list)
    hidden: dict[Cell, list[str]] = defaultdict(list)
    for (table, _), parts in members.items():
        if parts[0][4] is None:
            hidden[table].append(str(parts[0][2]))
        else:
            keys[table].append(_foreign_key(parts))
    return keys, hidden


def rules_of(rows: Rows) -> dict[Cell, TableRules]:
    """Checks and policies by table."""
    tables: dict[Cell, TableRules] = defaultdict(TableRules)
    for table, name, text, not_trusted, enabled, kind, operation in rows:
        rules = tables[table]
        if kind is not None:
            rules.policies.append(_policy(str(name), str(text), str(kind), operation))
            rules.filtered |= bool(enabled) and kind == "FILTER"
        elif text is None:
            rules.hidden.append(str(name))
        else:
            rules.checks.append(Check(expression=str(text), name=str(name), validated=not not_trusted))
    return tables


def _add(table: TableIndexes, number: int, parts: list[tuple[Cell, ...]]) -> None:
    _, _, name, kind, unique, is_primary, is_unique_key, disabled, predicate, space = parts[0][:10]
    if number in {0, 1}:  # the heap or the clustered index: where the rows themselves are
        table.storage = str(kind).lower()
        table.data_space = space
        table.partitioned_by = next((str(part[10]) for part in parts if part[12] == 1), None)
    if number == 0:
        return
    columns, included = _members(str(kind), parts)
    key = Key(columns=columns, name=str(name))
    if is_primary:
        table.primary_key = key
    elif is_unique_key:
        table.unique_keys.append(key)
    table.indexes[number] = Index(
        name=str(name),
        columns=columns,
        unique=bool(unique),
        method=str(kind),
        predicate=None if predicate is None else str(predicate),
        included=included,
        valid=not disabled,
    )


def _members(kind: str, parts: list[tuple[Cell, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Key columns in order, and included ones; a columnstore has no key, all its columns are what it holds."""
    named = [part for part in parts if part[10] is not None]
    if kind.endswith("COLUMNSTORE"):
        return tuple(str(part[10]) for part in named), ()
    return (
        tuple(str(part[10]) for part in named if part[11]),
        tuple(str(part[10]) for part in named if part[13]),
    )


def _foreign_key(parts: list[tuple[Cell, ...]]) -> ForeignKey:
    _, _, name, schema, table, _, _, on_update, on_delete, not_trusted = parts[0]
    referred = tuple(str(part[6]) for part in parts if part[6] is not None)
    return ForeignKey(
        columns=tuple(str(part[5]) for part in parts),
        referred_schema=str(schema),
        referred_table=str(table),
        referred_columns=referred if len(referred) == len(parts) else (),
        name=str(name),
        on_update=str(on_update).replace("_", " "),
        on_delete=str(on_delete).replace("_", " "),
        validated=not not_trusted,
        deferrable=False,
    )


def _policy(name: str, text: str, kind: str, operation: Cell) -> Policy:
    if kind == "FILTER":
        return Policy(name=name, command=_FILTERED_COMMANDS, using=text)
    return Policy(name=name, command=str(operation or "INSERT, UPDATE, DELETE"), check=text)
