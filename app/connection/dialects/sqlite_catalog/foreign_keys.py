"""Foreign keys, spelled as the table they refer to spells itself."""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from app.connection.dialects.records import Record, ask
from app.connection.dialects.sqlite_catalog.columns import ColumnRecord
from app.connection.dialects.sqlite_catalog.created import Created, Reference
from app.connection.session import SourceSession
from app.model.schema import ForeignKey

SCHEMA = "main"

_FOREIGN_KEYS = """
SELECT json_array(m.name, json((
    SELECT json_group_array(json_array(id, seq, "table", "from", "to", on_update, on_delete)) FROM pragma_foreign_key_list(m.name)
))) FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND m.sql LIKE '%references%'
"""


class KeyMember(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One column of a foreign key; ``referred`` is ``None`` where it is the primary key of the other table."""

    number: int
    place: int
    table: str
    column: str
    referred: str | None
    on_update: str
    on_delete: str


class KeysRecord(Record, frozen=True):
    """The foreign keys of one table."""

    table: str
    members: list[KeyMember]


class Spelling:
    """Tables and columns by their names in small letters: SQLite compares names without regard to case."""

    def __init__(self, columns: Mapping[str, list[ColumnRecord]]) -> None:
        self._columns = columns
        self._tables = {name.lower(): name for name in columns}

    def table(self, name: str) -> str:
        """As the table spells itself; as it was written if there is none."""
        return self._tables.get(name.lower(), name)

    def columns(self, table: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """As the table spells them."""
        rows = self._columns.get(table, ())
        if {row.name for row in rows}.issuperset(names):
            return names
        spelled = {row.name.lower(): row.name for row in rows}
        return tuple(spelled.get(name.lower(), name) for name in names)

    def primary_key(self, table: str) -> tuple[str, ...]:
        """The columns of its primary key in key order; none if it has none or is not there."""
        members = [row for row in self._columns.get(table, ()) if row.key_place]
        return tuple(row.name for row in sorted(members, key=lambda row: row.key_place))


async def foreign_keys(session: SourceSession) -> dict[str, list[list[KeyMember]]]:
    """The foreign keys of every table in the order of its text; the pragma numbers them from the last one on."""
    found = await ask(session, KeysRecord, _FOREIGN_KEYS, "the foreign keys")
    return {each.table: _grouped(each.members) for each in found}


def foreign_key_of(members: list[KeyMember], reference: Reference | None, spelling: Spelling) -> ForeignKey:
    """The key; without columns of its own it refers to the primary key, if that has as many."""
    first = members[0]
    table = spelling.table(first.table)
    written = tuple(member.referred for member in members if member.referred is not None)
    referred = spelling.columns(table, written) or spelling.primary_key(table)
    return ForeignKey(
        columns=tuple(member.column for member in members),
        referred_schema=SCHEMA,
        referred_table=table,
        referred_columns=referred if len(referred) == len(members) else (),
        name=reference.name if reference else None,
        on_update=first.on_update,
        on_delete=first.on_delete,
        deferrable=reference.deferred if reference else None,
    )


def references_of(created: Created, keys: list[list[KeyMember]]) -> list[Reference | None]:
    """What the text says of each key: nothing special, or unknown where it does not have as many as the pragma."""
    if not created.references:
        return [Reference(None, deferred=False)] * len(keys)
    return list(created.references) if len(created.references) == len(keys) else [None] * len(keys)


def _grouped(members: list[KeyMember]) -> list[list[KeyMember]]:
    keys: dict[int, list[KeyMember]] = defaultdict(list)
    for member in members:
        keys[member.number].append(member)
    return [sorted(keys[number], key=lambda member: member.place) for number in sorted(keys, reverse=True)]
