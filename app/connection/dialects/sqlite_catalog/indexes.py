"""Indexes and what they stand for; their expressions and conditions come from the text of CREATE INDEX."""

import re
from collections import defaultdict

import msgspec

from app.connection.dialects.records import Record, ask
from app.connection.dialects.sqlite_catalog.tokens import blanked, first_parenthesis, top_level_parts
from app.connection.session import SourceSession
from app.model.schema import Index

_INDEXES = """
SELECT json_array(m.name, l.name, l."unique", l.origin, l.partial, json((
    SELECT json_group_array(json_array(x.seqno, x.name, x."desc")) FROM pragma_index_xinfo(l.name) AS x WHERE x.key = 1
))) FROM sqlite_master AS m, pragma_index_list(m.name) AS l WHERE m.type = 'table' AND m.rootpage > 0
"""
_WHERE = re.compile(r"\bWHERE\b", re.IGNORECASE)
_ORDER = re.compile(r"\s+(?:ASC|DESC)$", re.IGNORECASE)


class IndexMember(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One part of an index; an expression has no name."""

    place: int
    column: str | None
    descending: int


class IndexRecord(Record, frozen=True):
    """One index; its origin is ``c`` (created), ``u`` (unique constraint) or ``pk`` (primary key)."""

    table: str
    name: str
    unique: int
    origin: str
    partial: int
    members: list[IndexMember]


async def indexes(session: SourceSession) -> dict[str, list[IndexRecord]]:
    """The indexes of every table, by name."""
    by_table: dict[str, list[IndexRecord]] = defaultdict(list)
    for index in await ask(session, IndexRecord, _INDEXES, "the indexes"):
        by_table[index.table].append(index)
    for members in by_table.values():
        members.sort(key=lambda index: index.name)
    return by_table


def index_of(record: IndexRecord, sql: str | None) -> Index:
    """The index; every one of SQLite's is a B-tree."""
    expressions = tuple(place for place, member in enumerate(record.members) if member.column is None)
    written, predicate = _written(sql) if sql and (expressions or record.partial) else ([], None)
    return Index(
        name=record.name,
        columns=tuple(
            member.column if member.column is not None else _expression(written, place)
            for place, member in enumerate(record.members)
        ),
        unique=bool(record.unique),
        expressions=expressions,
        descending=tuple(place for place, member in enumerate(record.members) if member.descending),
        method="btree",
        predicate=predicate,
    )


def _written(sql: str) -> tuple[list[str], str | None]:
    """The parts of the index as they were written, and its condition."""
    blank = blanked(sql)
    begins, ends = first_parenthesis(blank)
    where = _WHERE.search(blank, ends)
    predicate = sql[where.end() :].strip() if where else None
    return list(top_level_parts(sql, blank, begins, ends)), predicate


def _expression(written: list[str], place: int) -> str:
    return _ORDER.sub("", written[place]) if place < len(written) else "(expression)"
