"""Everything ``sqlite_master`` lists, and what kind of table each is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.connection.dialects.records import Record, ask
from app.connection.dialects.sqlite_catalog.tokens import blanked, name_at
from app.connection.session import SourceSession

_MASTER = """
SELECT json_array(type, name, tbl_name, rootpage, CAST(sql AS TEXT)) FROM sqlite_master
WHERE type IN ('table', 'view', 'trigger', 'index') AND sql IS NOT NULL
"""
_KINDS = "SELECT json_array(name, type, wr, strict) FROM pragma_table_list WHERE schema = 'main'"
_USING = re.compile(r"\bUSING\b", re.IGNORECASE)
OWN = "sqlite_"
"""Names that begin so are the database's own."""


class Entry(Record, frozen=True):
    """One row of ``sqlite_master``; a view, a virtual table and a trigger have no root page."""

    type: str
    name: str
    table: str
    root_page: int | None
    sql: str | None


class Kind(Record, frozen=True):
    """``table``, ``view``, ``virtual`` or ``shadow`` (a table that holds the data of a virtual one)."""

    name: str
    type: str
    without_rowid: int
    strict: int


@dataclass(frozen=True, slots=True)
class Objects:
    """What the file holds, by name."""

    tables: dict[str, Entry]
    kinds: dict[str, Kind]
    indexes: dict[str, Entry]
    triggers: list[Entry]
    own: frozenset[str]

    @property
    def views(self) -> frozenset[str]:
        """Names of views."""
        return _names(entry for entry in self.tables.values() if entry.type == "view")


async def objects(session: SourceSession) -> Objects:
    """Tables and views by name, without the database's own and the shadows of virtual ones."""
    entries = await ask(session, Entry, _MASTER, "the list of tables")
    kinds = {kind.name: kind for kind in await ask(session, Kind, _KINDS, "the list of tables")}
    tables = [entry for entry in entries if entry.type in {"table", "view"}]
    return Objects(
        tables={entry.name: entry for entry in tables if _is_a_users(entry, kinds)},
        kinds=kinds,
        indexes={entry.name: entry for entry in entries if entry.type == "index"},
        triggers=[entry for entry in entries if entry.type == "trigger"],
        own=_names(entry for entry in tables if entry.name.startswith(OWN)),
    )


def storage_of(entry: Entry, kind: Kind) -> str | None:
    """How rows are kept: ``rowid`` or ``WITHOUT ROWID``, with ``STRICT`` where types are, or ``virtual`` and its module.

    ``None`` for views.
    """
    if kind.type == "view":
        return None
    if kind.type == "virtual":
        return f"virtual {_module(entry.sql or '')}".strip()
    kept = "WITHOUT ROWID" if kind.without_rowid else "rowid"
    return f"{kept}, STRICT" if kind.strict else kept


def _is_a_users(entry: Entry, kinds: dict[str, Kind]) -> bool:
    kind = kinds.get(entry.name)
    return not entry.name.startswith(OWN) and kind is not None and kind.type != "shadow"


def _names(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.name for entry in entries)


def _module(sql: str) -> str:
    blank = blanked(sql)
    using = _USING.search(blank)
    return "" if using is None else name_at(sql, blank, using.end())[0] or ""
