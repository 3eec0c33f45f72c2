"""What the user may do beyond reading and writing columns, where the server lists it."""

from collections import defaultdict
from dataclasses import dataclass

from app.connection.dialects.records import Record, ask
from app.connection.session import SourceSession

ME = """CONCAT("'", REPLACE(CURRENT_USER(), '@', "'@'"), "'")"""
"""The account as the privilege tables of ``information_schema`` write it."""

_ON_TABLES = frozenset(
    {
        *(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "REFERENCES",
            "INDEX",
            "ALTER",
            "TRIGGER",
        ),
        *("CREATE VIEW", "SHOW VIEW"),
    }
)
_RIGHTS = f"""
SELECT JSON_ARRAY(NULL, PRIVILEGE_TYPE) FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = {ME}
UNION SELECT JSON_ARRAY(NULL, PRIVILEGE_TYPE) FROM information_schema.SCHEMA_PRIVILEGES
WHERE GRANTEE = {ME} AND DATABASE() LIKE TABLE_SCHEMA
UNION SELECT JSON_ARRAY(TABLE_NAME, PRIVILEGE_TYPE) FROM information_schema.TABLE_PRIVILEGES
WHERE GRANTEE = {ME} AND TABLE_SCHEMA = DATABASE()
"""  # noqa: S608 - a constant of this module


class Grant(Record, frozen=True):
    """A privilege; without a table, on all of them."""

    table: str | None
    privilege: str


@dataclass(frozen=True, slots=True)
class Rights:
    """Privileges granted to the user itself; what comes through a role is not listed here."""

    everywhere: frozenset[str]
    by_table: dict[str, set[str]]

    def on(self, table: str) -> frozenset[str]:
        """Those on one table."""
        return self.everywhere | self.by_table.get(table, set())


async def rights(session: SourceSession) -> Rights:
    """The user's own privileges on tables."""
    everywhere: set[str] = set()
    by_table: dict[str, set[str]] = defaultdict(set)
    for grant in await ask(session, Grant, _RIGHTS, "the privileges"):
        if grant.privilege in _ON_TABLES:
            (everywhere if grant.table is None else by_table[grant.table]).add(grant.privilege)
    return Rights(frozenset(everywhere), by_table)
