"""Columns of tables and views."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

import msgspec

from app.connection.dialects.records import Record, ask
from app.connection.dialects.sqlite_catalog.created import NOTHING, Created
from app.connection.session import SourceSession
from app.model.schema import Column, DataType, Identity

_LISTED = 'SELECT json_group_array(json_array(name, type, "notnull", dflt_value, pk, hidden)) FROM pragma_table_xinfo({})'
_OF_TABLES = f"""
SELECT json_array(m.name, json(({_LISTED.format("m.name")})))
FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0
"""  # noqa: S608 - a constant of this module
_OF_OTHERS = """
SELECT json_array(name, json(sourcesense_columns(name))) FROM sqlite_master WHERE type IN ('table', 'view') AND rootpage = 0
"""
OF_ONE = _LISTED.format("?")
"""What ``sourcesense_columns`` asks for a view or virtual table, each by itself because one that is broken fails alone."""

_HIDDEN = 1
_GENERATED = frozenset({2, 3})
_AFFINITIES = (  # the rules of datatype3.html §3.1 come last; the words before them say more than an affinity
    ("BOOL", DataType.BOOLEAN),
    ("TIMESTAMP", DataType.TIMESTAMP),
    ("DATETIME", DataType.TIMESTAMP),
    ("DATE", DataType.DATE),
    ("TIME", DataType.TIME),
    ("JSON", DataType.JSON),
    ("UUID", DataType.UUID),
    ("GUID", DataType.UUID),
    ("DEC", DataType.DECIMAL),
    ("NUMERIC", DataType.DECIMAL),
    ("MONEY", DataType.DECIMAL),
    ("INT", DataType.INTEGER),
    ("CHAR", DataType.TEXT),
    ("CLOB", DataType.TEXT),
    ("TEXT", DataType.TEXT),
    ("BLOB", DataType.BINARY),
    ("REAL", DataType.FLOAT),
    ("FLOA", DataType.FLOAT),
    ("DOUB", DataType.FLOAT),
)


class ColumnRecord(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One row of ``pragma_table_xinfo``; ``key_place`` is its 1-based place in the primary key, 0 outside of it."""

    name: str
    type: str
    not_null: int
    default: str | None
    key_place: int
    hidden: int


class ColumnsRecord(Record, frozen=True):
    """The columns of one table or view; ``None`` where it is broken."""

    table: str
    columns: list[ColumnRecord] | None


async def columns(session: SourceSession, *, others: bool) -> dict[str, list[ColumnRecord]]:
    """The columns of every table and, if there are ``others``, of views and virtual tables that work."""
    found = await ask(session, ColumnsRecord, _OF_TABLES, "the columns")
    if others:
        found += await ask(session, ColumnsRecord, _OF_OTHERS, "the columns of views")
    return {each.table: _shown(each.columns) for each in found if each.columns}


def _shown(rows: list[ColumnRecord]) -> list[ColumnRecord]:
    """Virtual tables have columns that only their own functions use."""
    return [row for row in rows if row.hidden != _HIDDEN]


def made(
    rows: Mapping[str, list[ColumnRecord]], created: Mapping[str, Created], views: AbstractSet[str]
) -> dict[str, tuple[Column, ...]]:
    """The columns by table; equal ones, of which a schema has many (``id``, ``created_at``), are made once."""
    plain = _Plain()
    return {
        table: plain.columns(each, is_view=table in views)
        if (said := created.get(table, NOTHING)).is_silent_on_columns
        else tuple(column_of(place, row, said, is_view=False) for place, row in enumerate(each, 1))
        for table, each in rows.items()
    }


class _Plain:
    """Columns of which the text of CREATE TABLE says nothing."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, bool, ColumnRecord], Column] = {}

    def columns(self, rows: list[ColumnRecord], *, is_view: bool) -> tuple[Column, ...]:
        return tuple(self._column(place, is_view, row) for place, row in enumerate(rows, 1))

    def _column(self, position: int, is_view: bool, row: ColumnRecord) -> Column:
        key = position, is_view, row
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = column_of(position, row, NOTHING, is_view=is_view)
        return made


def column_of(position: int, row: ColumnRecord, created: Created, *, is_view: bool) -> Column:
    """The column as everybody else knows it.

    SQLite holds no value to the length of a declared type, so none has one: it stands in ``native_type``.
    """
    lower = row.name.lower()
    # A primary key of a rowid table may hold NULL unless it says otherwise, so only the declaration counts;
    # INTEGER PRIMARY KEY is the rowid and never NULL.
    is_rowid = row.key_place and row.type.upper() == "INTEGER"
    return Column(
        name=row.name,
        position=position,
        native_type=row.type,
        data_type=data_type(row.type),
        nullable=None if is_view else not (row.not_null or is_rowid),
        default=row.default,
        generated=row.hidden in _GENERATED,
        identity=Identity.BY_DEFAULT if lower in created.numbered else None,
        generation=created.generations.get(lower) if row.hidden in _GENERATED else None,
        collation=created.collations.get(lower),
    )


@lru_cache(maxsize=1024)
def data_type(declared: str) -> DataType:
    """What a declared type means; SQLite itself checks none of them.

    >>> data_type("NVARCHAR(40)"), data_type("bigint"), data_type("")
    (<DataType.TEXT: 'text'>, <DataType.INTEGER: 'integer'>, <DataType.OTHER: 'other'>)
    """
    upper = declared.upper()
    return next((folded for word, folded in _AFFINITIES if word in upper), DataType.OTHER)
