"""Foreign keys with their actions, and checks."""

from collections import defaultdict
from collections.abc import Iterable

from app.connection.dialects.mysql_catalog.columns import expression_of
from app.connection.dialects.mysql_catalog.server import Server
from app.connection.dialects.records import Flag, Record, ask
from app.connection.session import SourceSession
from app.model.schema import Check, ForeignKey

_MEMBERS = """
SELECT JSON_ARRAY(TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,
    REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME)
FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL
"""
_ACTIONS = """
SELECT JSON_ARRAY(TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE)
FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()
"""
_MARIADB_CHECKS = """
SELECT JSON_ARRAY(TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, TRUE)
FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()
"""
_MYSQL_CHECKS = """
SELECT JSON_ARRAY(t.TABLE_NAME, t.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED = 'YES')
FROM information_schema.TABLE_CONSTRAINTS AS t JOIN information_schema.CHECK_CONSTRAINTS AS c
    ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
WHERE t.CONSTRAINT_SCHEMA = DATABASE() AND t.TABLE_SCHEMA = DATABASE() AND t.CONSTRAINT_TYPE = 'CHECK'
"""


class KeyMember(Record, frozen=True):
    """One column of a foreign key."""

    table: str
    name: str
    place: int
    column: str
    referred_schema: str
    referred_table: str
    referred_column: str


class Actions(Record, frozen=True):
    """What a foreign key does; the user sees it with any right besides SELECT, e.g. SHOW VIEW."""

    table: str
    name: str
    on_update: str
    on_delete: str


class CheckRecord(Record, frozen=True):
    """One check."""

    table: str
    name: str
    expression: str
    enforced: Flag


async def foreign_keys(session: SourceSession) -> dict[str, list[ForeignKey]]:
    """The foreign keys of every table, by name.

    InnoDB checks at once, so none is deferrable; whether rows were loaded past its checks it does not say.
    """
    members: dict[tuple[str, str], list[KeyMember]] = defaultdict(list)
    for member in await ask(session, KeyMember, _MEMBERS, "the keys"):
        members[member.table, member.name].append(member)
    if not members:
        return {}
    actions = {
        (found.table, found.name): found for found in await ask(session, Actions, _ACTIONS, "the keys")
    }
    by_table: dict[str, list[ForeignKey]] = defaultdict(list)
    for (table, name), parts in sorted(members.items()):
        by_table[table].append(_foreign_key(parts, actions.get((table, name))))
    return by_table


async def checks(session: SourceSession, server: Server) -> dict[str, list[Check]]:
    """The checks of every table, in the order of the catalog; none where the server keeps none."""
    if not server.has_checks:
        return {}
    sql = _MARIADB_CHECKS if server.is_mariadb else _MYSQL_CHECKS
    by_table: dict[str, list[Check]] = defaultdict(list)
    for found in await ask(session, CheckRecord, sql, "the checks"):
        expression = expression_of(found.expression, server) or ""
        by_table[found.table].append(
            Check(expression=expression, name=found.name, validated=None if found.enforced else False)
        )
    return by_table


def _foreign_key(parts: Iterable[KeyMember], actions: Actions | None) -> ForeignKey:
    ordered = sorted(parts, key=lambda part: part.place)
    return ForeignKey(
        columns=tuple(part.column for part in ordered),
        referred_schema=ordered[0].referred_schema,
        referred_table=ordered[0].referred_table,
        referred_columns=tuple(part.referred_column for part in ordered),
        name=ordered[0].name,
        on_update=actions.on_update if actions else None,
        on_delete=actions.on_delete if actions else None,
        deferrable=False,
    )
