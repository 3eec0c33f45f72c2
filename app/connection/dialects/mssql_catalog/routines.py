"""Procedures, functions and aggregates with their parameters.

Sources: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-parameters-transact-sql,
…/sys-sql-modules-transact-sql
"""

from collections import defaultdict

from app.connection.dialects.mssql_catalog.asking import Row, Rows, number, text
from app.connection.dialects.mssql_catalog.native_types import native_type
from app.model.sample import Cell
from app.model.schema import Routine, RoutineKind

SQL = """
SELECT o.object_id, s.name, o.name, RTRIM(o.type), USER_NAME(COALESCE(o.principal_id, s.principal_id)),
    CASE WHEN m.object_id IS NULL THEN NULL WHEN m.execute_as_principal_id IS NULL THEN 0 ELSE 1 END, CONVERT(nvarchar(4000), d.value), p.parameter_id, p.name, p.is_output,
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


_KINDS = {
    **dict.fromkeys(("P", "PC"), RoutineKind.PROCEDURE),
    **dict.fromkeys(("FN", "IF", "TF", "FS", "FT"), RoutineKind.FUNCTION),
    "AF": RoutineKind.AGGREGATE,
}
_CLR = frozenset({"PC", "FS", "FT", "AF"})
_GIVE_TABLES = frozenset({"IF", "TF", "FT"})


def routines_of(rows: Rows) -> tuple[Routine, ...]:
    """Procedures, functions and aggregates with their parameters."""
    members: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        members[row[0]].append(row)
    return tuple(_routine(parts) for parts in members.values())


def _routine(parts: list[Row]) -> Routine:
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
        security_definer=None if execute_as is None else bool(execute_as),
        owner=text(owner),
        comment=text(comment),
    )


def _parameter(parts: Row) -> str:
    return f"{parts[1]} {_type(parts)}{' OUTPUT' if parts[2] else ''}"


def _type(parts: Row) -> str:
    schema, name, size, precision, scale = parts[3:]
    if schema is not None:
        return f"{schema}.{name}"
    return native_type(str(name), number(size), number(precision), number(scale))
