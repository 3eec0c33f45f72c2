"""Code stored in the schema: triggers, functions and procedures.

A user without TRIGGER on a table sees none of its triggers, and without EXECUTE no routine, and the server does
not say that there are any; so none found means none seen. Events belong to no table and are left out, and so are
the packages of MariaDB's Oracle mode.
"""

from collections import defaultdict
from collections.abc import Iterable

from app.connection.dialects.mysql_catalog.names import quoted
from app.connection.dialects.records import Flag, Record, ask
from app.connection.session import SourceSession
from app.model.schema import Routine, RoutineKind, Trigger

_TRIGGERS = """
SELECT JSON_ARRAY(EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_ORDER, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT)
FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND TRIGGER_SCHEMA = DATABASE()
"""
_ROUTINES = """
SELECT JSON_ARRAY(SPECIFIC_NAME, ROUTINE_TYPE, 0, NULL, ROUTINE_NAME, DTD_IDENTIFIER,
    COALESCE(EXTERNAL_LANGUAGE, ROUTINE_BODY), SECURITY_TYPE = 'DEFINER', DEFINER, ROUTINE_COMMENT)
FROM information_schema.ROUTINES
WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')
UNION ALL
SELECT JSON_ARRAY(SPECIFIC_NAME, ROUTINE_TYPE, ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER,
    NULL, NULL, NULL, NULL)
FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = DATABASE() AND ORDINAL_POSITION > 0
"""


class TriggerRecord(Record, frozen=True):
    """One trigger."""

    table: str
    name: str
    place: int
    timing: str
    event: str
    statement: str | None


class RoutineRecord(Record, frozen=True):
    """A routine (``place`` is 0) or one of its parameters."""

    routine: str
    kind: str
    place: int
    mode: str | None
    name: str | None
    type: str | None
    language: str | None
    definer_rights: Flag
    definer: str | None
    comment: str | None


async def triggers(session: SourceSession) -> dict[str, list[Trigger]]:
    """The triggers of every table, in the order they fire in; none can be switched off."""
    by_table: dict[str, list[Trigger]] = defaultdict(list)
    found = await ask(session, TriggerRecord, _TRIGGERS, "the triggers")
    for trigger in sorted(found, key=lambda trigger: (trigger.timing, trigger.event, trigger.place)):
        by_table[trigger.table].append(
            Trigger(
                name=trigger.name,
                timing=trigger.timing,
                events=tuple(trigger.event.split(",")),
                enabled=True,
                definition=trigger.statement,
            )
        )
    return by_table


async def routines(session: SourceSession, schema: str) -> tuple[Routine, ...]:
    """Functions and procedures by name; MariaDB does not tell an aggregate from another function."""
    parts: dict[tuple[str, str], list[RoutineRecord]] = defaultdict(list)
    for record in await ask(session, RoutineRecord, _ROUTINES, "the routines"):
        parts[record.routine, record.kind].append(record)
    ordered = (sorted(each, key=lambda part: part.place) for _, each in sorted(parts.items()))
    return tuple(_routine(schema, each[0], each[1:]) for each in ordered if each[0].place == 0)


def _routine(schema: str, head: RoutineRecord, parameters: Iterable[RoutineRecord]) -> Routine:
    return Routine(
        schema=schema,
        name=head.name or head.routine,
        kind=RoutineKind.FUNCTION if head.kind == "FUNCTION" else RoutineKind.PROCEDURE,
        arguments=", ".join(_argument(parameter, head.kind) for parameter in parameters),
        returns=head.type,
        language=head.language,
        security_definer=None if head.definer_rights is None else bool(head.definer_rights),
        owner=head.definer,
        comment=head.comment or None,
    )


def _argument(parameter: RoutineRecord, kind: str) -> str:
    """As CREATE writes it: the mode stands with procedures only."""
    name = quoted(parameter.name or "")
    words = (parameter.mode if kind == "PROCEDURE" else None, name, parameter.type)
    return " ".join(word for word in words if word)
