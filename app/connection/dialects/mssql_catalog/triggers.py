"""Triggers on tables and views, from ``sys.triggers``.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-triggers-transact-sql
"""

from collections import defaultdict

from app.connection.dialects.mssql_catalog.asking import Row, Rows, text
from app.model.sample import Cell
from app.model.schema import Trigger

SQL = """
SELECT t.parent_id, t.object_id, t.name, t.is_disabled, t.is_instead_of_trigger, e.type_desc, m.definition
FROM sys.triggers AS t
LEFT JOIN sys.trigger_events AS e ON e.object_id = t.object_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = t.object_id
WHERE t.parent_class = 1 AND t.is_ms_shipped = 0
ORDER BY t.parent_id, t.object_id, e.type
"""


def triggers_of(rows: Rows) -> dict[Cell, list[Trigger]]:
    """Triggers by table."""
    members: dict[tuple[Cell, Cell], list[Row]] = defaultdict(list)
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
                definition=text(definition),
            )
        )
    return triggers
