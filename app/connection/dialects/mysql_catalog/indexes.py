"""Indexes, and the primary and unique keys they stand for."""

from collections import defaultdict
from dataclasses import dataclass

from app.connection.dialects.mysql_catalog.columns import expression_of
from app.connection.dialects.mysql_catalog.names import quoted
from app.connection.dialects.mysql_catalog.server import Server
from app.connection.dialects.records import Flag, Record, ask
from app.connection.session import SourceSession
from app.model.schema import Index, Key

_PRIMARY = "PRIMARY"  # the name of every primary key; no other index may have it

_INDEXES = """
SELECT JSON_ARRAY(TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, NON_UNIQUE, COLUMN_NAME, {expression}, SUB_PART, COLLATION,
    INDEX_TYPE, ({switch}) AND COMMENT NOT LIKE 'disabled%%')
FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
"""


class IndexMember(Record, frozen=True):
    """One row of ``information_schema.STATISTICS``: one part of an index."""

    table: str
    name: str
    place: int
    non_unique: int
    column: str | None
    expression: str | None
    prefix: int | None
    order: str | None
    method: str | None
    enabled: Flag


@dataclass(frozen=True, slots=True)
class IndexesOf:
    """The indexes of a table by name, and its keys."""

    indexes: tuple[Index, ...] = ()
    primary_key: Key | None = None
    unique_keys: tuple[Key, ...] = ()


async def indexes(session: SourceSession, server: Server) -> dict[str, IndexesOf]:
    """The indexes of every table that has any."""
    expression = "EXPRESSION" if server.has_index_expressions else "NULL"
    sql = _INDEXES.format(expression=expression, switch=server.index_switch)
    members: dict[tuple[str, str], list[IndexMember]] = defaultdict(list)
    for member in await ask(session, IndexMember, sql, "the indexes"):
        members[member.table, member.name].append(member)
    by_table: dict[str, list[list[IndexMember]]] = defaultdict(list)
    for (table, _), parts in sorted(members.items()):
        by_table[table].append(sorted(parts, key=lambda part: part.place))
    return {table: _indexes_of(each, server) for table, each in by_table.items()}


def _indexes_of(indexes: list[list[IndexMember]], server: Server) -> IndexesOf:
    keys = {parts[0].name: key for parts in indexes if (key := key_of(parts)) is not None}
    return IndexesOf(
        indexes=tuple(index_of(parts, server) for parts in indexes),
        primary_key=keys.pop(_PRIMARY, None),
        unique_keys=tuple(keys.values()),
    )


def index_of(parts: list[IndexMember], server: Server) -> Index:
    """The index; a prefix of a column stands in it as the expression it is, e.g. ``name(10)`` in backticks."""
    first = parts[0]
    return Index(
        name=first.name,
        columns=tuple(_part(part, server) for part in parts),
        unique=not first.non_unique,
        expressions=tuple(place for place, part in enumerate(parts) if not _is_plain(part)),
        descending=tuple(place for place, part in enumerate(parts) if part.order == "D"),
        method=first.method,
        valid=None if first.enabled is None else bool(first.enabled),
    )


def key_of(parts: list[IndexMember]) -> Key | None:
    """The primary or unique key an index is; ``None`` if it is neither.

    Values whose first characters are unique are unique themselves, so a prefix makes no difference.
    """
    columns = tuple(part.column for part in parts if part.column is not None)
    if parts[0].non_unique or len(columns) < len(parts):
        return None
    return Key(columns=columns, name=parts[0].name)


def _part(part: IndexMember, server: Server) -> str:
    if part.column is None:
        return expression_of(part.expression, server) or "(expression)"
    if part.prefix is None or not _can_be_cut(part):
        return part.column
    return f"{quoted(part.column)}({part.prefix})"


def _is_plain(part: IndexMember) -> bool:
    return part.column is not None and (part.prefix is None or not _can_be_cut(part))


def _can_be_cut(part: IndexMember) -> bool:
    """A spatial index says 32 of every column, the size of its boxes."""
    return part.method != "SPATIAL"
