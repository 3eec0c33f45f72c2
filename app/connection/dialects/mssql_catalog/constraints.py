"""Foreign keys, checks and the predicates of row-level security.

Sources: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-foreign-keys-transact-sql,
…/sys-check-constraints-transact-sql, …/sys-security-predicates-transact-sql
"""

from collections import defaultdict
from dataclasses import dataclass, field

from app.connection.dialects.mssql_catalog.asking import Row, Rows, text
from app.model.sample import Cell
from app.model.schema import Check, ForeignKey, Policy

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

_FILTERED_COMMANDS = "SELECT, UPDATE, DELETE"


@dataclass(slots=True)
class TableRules:
    """The conditions of one table.

    Attributes:
        filtered: whether a policy that is on decides which rows are seen.
        hidden: names of checks whose text this user may not see.
    """

    checks: list[Check] = field(default_factory=list[Check])
    policies: list[Policy] = field(default_factory=list[Policy])
    filtered: bool = False
    hidden: list[str] = field(default_factory=list[str])


def foreign_keys_of(rows: Rows) -> tuple[dict[Cell, list[ForeignKey]], dict[Cell, list[str]]]:
    """Foreign keys by table, and the names of those that refer to a table this user may not see."""
    members: dict[tuple[Cell, Cell], list[Row]] = defaultdict(list)
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
    for table, name, expression, not_trusted, enabled, kind, operation in rows:
        rules = tables[table]
        if kind is not None:
            rules.policies.append(_policy(str(name), text(expression), str(kind), operation))
            rules.filtered |= bool(enabled) and kind == "FILTER"
        elif expression is None:
            rules.hidden.append(str(name))
        else:
            rules.checks.append(Check(expression=str(expression), name=str(name), validated=not not_trusted))
    return tables


def _foreign_key(parts: list[Row]) -> ForeignKey:
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


def _policy(name: str, predicate: str | None, kind: str, operation: Cell) -> Policy:
    if kind == "FILTER":
        return Policy(name=name, command=_FILTERED_COMMANDS, using=predicate)
    return Policy(name=name, command=str(operation or "INSERT, UPDATE, DELETE"), check=predicate)
