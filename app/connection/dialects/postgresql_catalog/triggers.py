"""Triggers and row-level security policies."""

from collections import defaultdict

import msgspec

from app.connection.dialects.postgresql_catalog.scope import OWN_RELATIONS, Oid, expression, text, unlocked
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Policy, Trigger

STATEMENT = Statement(
    sql=f"""
SELECT 'trigger' AS kind, g.tgrelid::bigint, g.tgname, g.tgtype::text, g.tgenabled::text, {unlocked("pg_get_triggerdef(g.oid)", "g.tgrelid")}, NULL
FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
WHERE NOT g.tgisinternal AND {OWN_RELATIONS}
UNION ALL
SELECT 'policy', p.polrelid::bigint, p.polname, p.polcmd::text, array_to_json(ARRAY(
        SELECT CASE WHEN role = 0 THEN 'public' ELSE pg_get_userbyid(role)::text END FROM unnest(p.polroles) AS role))::text,
    {expression("p.polqual", "p.polrelid")}, {expression("p.polwithcheck", "p.polrelid")}
FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
WHERE {OWN_RELATIONS}
""",  # noqa: S608 - constants
    reads="the triggers and policies",
    shares_transaction=True,
)

# The bits of pg_trigger.tgtype: catalog/pg_trigger.h
_BEFORE, _INSTEAD = 1 << 1, 1 << 6
_EVENTS = ((1 << 2, "INSERT"), (1 << 3, "DELETE"), (1 << 4, "UPDATE"), (1 << 5, "TRUNCATE"))
_COMMANDS = {"*": "ALL", "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}


def triggers(rows: Rows) -> dict[Oid, list[Trigger]]:
    """Triggers that people made, by number of the table, by name."""
    found: dict[Oid, list[Trigger]] = defaultdict(list)
    for row in _of_kind(rows, "trigger"):
        found[row[1]].append(_trigger(row))
    return found


def policies(rows: Rows) -> dict[Oid, list[Policy]]:
    """Policies by number of the table, by name; they hold only where row security is on."""
    found: dict[Oid, list[Policy]] = defaultdict(list)
    for _, relation, name, command, roles, using, check in _of_kind(rows, "policy"):
        found[relation].append(
            Policy(
                name=str(name),
                command=_COMMANDS.get(str(command), "ALL"),
                roles=tuple(msgspec.json.decode(str(roles), type=list[str])),
                using=text(using),
                check=text(check),
            )
        )
    return found


def _of_kind(rows: Rows, kind: str) -> list[tuple[Cell, ...]]:
    return sorted((row for row in rows.rows if row[0] == kind), key=lambda row: str(row[2]))


def _trigger(row: tuple[Cell, ...]) -> Trigger:
    _, _, name, written, enabled, definition, _ = row
    bits = int(written or 0)
    return Trigger(
        name=str(name),
        timing="INSTEAD OF" if bits & _INSTEAD else "BEFORE" if bits & _BEFORE else "AFTER",
        events=tuple(event for bit, event in _EVENTS if bits & bit),
        enabled=enabled != "D",
        definition=text(definition),
    )
