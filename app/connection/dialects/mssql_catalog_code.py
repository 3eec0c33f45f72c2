"""Triggers, routines and sequences, from SQL Server's catalog.

Sources: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-triggers-transact-sql,
…/sys-sql-modules-transact-sql, …/sys-parameters-transact-sql, …/sys-sequences-transact-sql
"""

from collections import defaultdict
from collections.abc import Iterable

from app.connection.dialects.mssql_types import native_type
from app.model.sample import Cell
from app.model.schema import Routine, RoutineKind, Sequence, Trigger

TRIGGERS = """
SELECT t.parent_id, t.object_id, t.name, t.is_disabled, t.is_instead_of_trigger, e.type_desc, m.definition
FROM sys.triggers AS t
LEFT JOIN sys.trigger_events AS e ON e.object_id = t.object_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = t.object_id
WHERE t.parent_class = 1 AND t.is_ms_shipped = 0
ORDER BY t.parent_id, t.object_id, e.type
"""

ROUTINES = """
SELECT o.object_id, s.name, o.name, RTRIM(o.type), USER_NAME(COALESCE(o.principal_id, s.principal_id)),
    m.execute_as_principal_id, CONVERT(nvarchar(4000), d.value), p.parameter_id, p.name, p.is_output,
    CASE WHEN ty.is_user_defined = 1 THEN SCHEMA_NAME(ty.schema_id) END, ty.name, p.max_length, p.precision, p.scale
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = o.object_id
LEFT JOIN sys.parameters AS p ON p.object_id = o.object_id
LEFT JOIN sys.types AS ty ON ty.user_type_id = p.user_type_id
LEFT JOIN sys.extended_properties AS d
    ON d.class = 1 AND d.major_id = o.object_id AND d.minor_id = 0 AND d.name = N'MS_Description'
WHERE o.type IN ('P', 'PC', 'FN', 'IF', 'TF', 'FS', 'FT', 'AF') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name, o.object_id, p.parameter_id
"""

SEQUENCES = """
SELECT s.name, q.name, ty.name, q.precision, q.scale, CONVERT(nvarchar(40), q.start_value),
    CONVERT(nvarchar(40), q.minimum_value), CONVERT(nvarchar(40), q.maximum_value), CONVERT(nvarchar(40), q.increment),
    q.is_cycling, CONVERT(nvarchar(4000), p.value)
FROM sys.sequences AS q
JOIN sys.schemas AS s ON s.schema_id = q.schema_id
JOIN sys.types AS ty ON ty.user_type_id = q.user_type_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = q.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
ORDER BY s.name, q.name
"""

Rows = Iterable[tuple[Cell, ...]]
_KINDS = {
    **dict.fromkeys(("P", "PC"), RoutineKind.PROCEDURE),
    **dict.fromkeys(("FN", "IF", "TF", "FS", "FT"), RoutineKind.FUNCTION),
    "AF": RoutineKind.AGGREGATE,
}
_CLR = frozenset({"PC", "FS", "FT", "AF"})
_GIVE_TABLES = frozenset({"IF", "TF", "FT"})
_STORED_INTEGERS = range(-(2**63), 2**63)


def triggers_of(rows: Rows) -> dict[Cell, list[Trigger]]:
    """Triggers by table."""
    members: dict[tuple[Cell, Cell], list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        members[row[0], row[1]].append(row)
    triggers: dict[Cell, list[Trigger]] = defaultdict(list)
    for (table, _), parts in members.items():
        _, _, name, disabled, instead, _, definition = parts[0]
        triggers[table].append(
            Trigger(
                name=str(name),
                timing="INSTEAD OF" if instead else "AFTER",
                events=tuple(str(part[5]) for part in parts if part[5] is not None),
                enabled=not disabled,
                definition=None if definition is None else str(definition),
            )
        )
    return triggers


def routines_of(rows: Rows) -> tuple[Routine, ...]:
    """Procedures, functions and aggregates with their parameters."""
    members: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        members[row[0]].append(row)
    return tuple(_routine(parts) for parts in members.values())


def sequences_of(rows: Rows) -> tuple[Sequence, ...]:
    """Sequences; a limit of more than 64 bits, which a decimal one may have, is left out."""
    return tuple(
        Sequence(
            schema=str(schema),
            name=str(name),
            native_type=native_type(str(kind), 0, int(precision or 0), int(scale or 0)),
            start=_integer(start),
            minimum=_integer(least),
            maximum=_integer(most),
            increment=_integer(step),
            cycles=bool(cycles),
            comment=None if comment is None else str(comment),
        )
        for schema, name, kind, precision, scale, start, least, most, step, cycles, comment in rows
    )


def _routine(parts: list[tuple[Cell, ...]]) -> Routine:
    _, schema, name, kind, owner, execute_as, comment = parts[0][:7]
    parameters = [part[7:] for part in parts if part[7] is not None]
    returned = next((_type(each) for each in parameters if each[0] == 0), None)
    return Routine(
        schema=str(schema),
        name=str(name),
        kind=_KINDS[str(kind)],
        arguments=", ".join(_parameter(each) for each in parameters if each[0] != 0),
        returns="TABLE" if kind in _GIVE_TABLES else returned,
        language="CLR" if kind in _CLR else "Transact-SQL",
        security_definer=execute_as is not None,
        owner=None if owner is None else str(owner),
        comment=None if comment is None else str(comment),
    )


def _parameter(parts: tuple[Cell, ...]) -> str:
    return f"{parts[1]} {_type(parts)}{' OUTPUT' if parts[2] else ''}"


def _type(parts: tuple[Cell, ...]) -> str:
    schema, name, size, precision, scale = parts[3:]
    if schema is not None:
        return f"{schema}.{name}"
    return native_type(str(name), int(size or 0), int(precision or 0), int(scale or 0))


def _integer(cell: Cell) -> int | None:
    number = None if cell is None else int(str(cell))
    return number if number in _STORED_INTEGERS else None
