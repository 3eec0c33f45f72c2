"""Columns: types, defaults as SQL text, generated ones, and what the user may do with each."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import msgspec

from app.connection.dialects.mysql_catalog.server import Server
from app.connection.dialects.records import Record, ask
from app.connection.session import SourceSession
from app.model.schema import Column, DataType, Identity

_COLUMNS = """
SELECT JSON_ARRAY(TABLE_NAME, JSON_ARRAY(ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, COLUMN_DEFAULT,
    COLUMN_COMMENT, EXTRA, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION,
    COLLATION_NAME, GENERATION_EXPRESSION, PRIVILEGES))
FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
"""

_TYPES = {
    **dict.fromkeys(("tinyint", "smallint", "mediumint", "int", "bigint", "year"), DataType.INTEGER),
    **dict.fromkeys(("decimal", "numeric"), DataType.DECIMAL),
    **dict.fromkeys(("float", "double", "real"), DataType.FLOAT),
    **dict.fromkeys(("datetime", "timestamp"), DataType.TIMESTAMP),
    **dict.fromkeys(
        ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"), DataType.TEXT
    ),
    **dict.fromkeys(("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"), DataType.BINARY),
    **dict.fromkeys(("inet4", "inet6"), DataType.NETWORK),
    "date": DataType.DATE,
    "time": DataType.TIME,
    "json": DataType.JSON,
    "uuid": DataType.UUID,
}
_SCALED = frozenset({"decimal", "numeric", "float", "double"})
_BARE = re.compile(r"-?[0-9.]+(e[+-]?[0-9]+)?|0x[0-9A-Fa-f]*|b'[01]*'", re.IGNORECASE)
"""Defaults MySQL writes as they stand in SQL: numbers, and the bytes of binary columns."""
_position = attrgetter("position")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "Z": "\x1a"}


class ColumnRecord(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One row of ``information_schema.COLUMNS``, but for its table."""

    position: int
    name: str
    native_type: str
    type_name: str
    nullable: str
    default: str | None
    comment: str | None
    extra: str | None
    length: int | None
    digits: int | None
    scale: int | None
    fraction: int | None
    collation: str | None
    generation: str | None
    privileges: str | None


class TableColumn(Record, frozen=True):
    """A column and its table."""

    table: str
    column: ColumnRecord


@dataclass(frozen=True, slots=True)
class ColumnsOf:
    """The columns of a table in its order, and what the user may do with every one of them."""

    columns: tuple[Column, ...] = ()
    privileges: frozenset[str] = frozenset()


async def columns(
    session: SourceSession, server: Server, collations: Mapping[str, str | None]
) -> dict[str, ColumnsOf]:
    """The columns of every table and view; ``collations`` are the defaults of the tables."""
    rows: dict[str, list[ColumnRecord]] = defaultdict(list)
    for each in await ask(session, TableColumn, _COLUMNS, "the columns"):
        rows[each.table].append(each.column)
    making = _Making(server)
    return {table: making.columns(each, collations.get(table)) for table, each in rows.items()}


class _Making:
    """Makes columns; equal ones, of which a schema has many (``id``, ``created_at``), are made once."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._made: dict[tuple[ColumnRecord, str | None], Column] = {}

    def columns(self, rows: list[ColumnRecord], collation: str | None) -> ColumnsOf:
        rows.sort(key=_position)
        words = [_words(text) for text in {row.privileges for row in rows}]
        columns = tuple(self._column(row, collation) for row in rows)
        return ColumnsOf(columns, words[0].intersection(*words[1:]))

    def _column(self, row: ColumnRecord, collation: str | None) -> Column:
        key = row, collation
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = column_of(row, self._server, table_collation=collation)
        return made


def column_of(row: ColumnRecord, server: Server, *, table_collation: str | None) -> Column:
    """The column as everybody else knows it.

    MariaDB has no type of its own for JSON but an alias of ``longtext`` with a check, which ``native_type`` says.
    """
    extra = row.extra or ""
    generation = expression_of(row.generation, server)
    return Column(
        name=row.name,
        position=row.position,
        native_type=row.native_type,
        data_type=data_type(row.native_type, row.type_name),
        nullable=row.nullable == "YES",
        default=None if row.default is None else _default(row.default, row, server),
        comment=row.comment or None,
        generated=generation is not None,
        length=row.length,
        precision=row.digits if row.scale is not None and row.type_name in _SCALED else row.fraction,
        scale=row.scale if row.type_name in _SCALED else None,
        identity=Identity.BY_DEFAULT if extra and "auto_increment" in extra else None,
        generation=generation,
        # a view has no default to differ from
        collation=row.collation if table_collation not in {None, row.collation} else None,
    )


def data_type(native: str, type_name: str) -> DataType:
    """A column's type folded; ``tinyint(1)`` and ``bit(1)`` are what BOOLEAN is an alias of or stands for.

    >>> data_type("tinyint(1)", "tinyint"), data_type("int(10) unsigned", "int"), data_type("point", "point")
    (<DataType.BOOLEAN: 'boolean'>, <DataType.INTEGER: 'integer'>, <DataType.OTHER: 'other'>)
    """
    if native in {"tinyint(1)", "bit(1)"}:
        return DataType.BOOLEAN
    return _TYPES.get(type_name.lower(), DataType.OTHER)


def expression_of(text: str | None, server: Server) -> str | None:
    r"""SQL text of an expression, ``None`` for an empty one; MySQL gives it escaped once more than it is written.

    >>> expression_of(r"concat(`a`,_utf8mb4\'it\\\'s\')", Server(is_mariadb=False, version=(8, 0, 15)))
    "concat(`a`,_utf8mb4'it\\'s')"
    """
    if not text:
        return None
    if server.is_mariadb or "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), text, flags=re.DOTALL)


def _default(text: str, row: ColumnRecord, server: Server) -> str | None:
    r"""SQL text of a default: MariaDB writes SQL, NULL included; MySQL the value itself, or an expression and says so."""
    if server.is_mariadb:
        return None if text == "NULL" else text
    if "DEFAULT_GENERATED" in (row.extra or ""):
        return expression_of(text, server)
    if row.collation is None and (_BARE.fullmatch(text) or text.upper().startswith("CURRENT_TIMESTAMP")):
        return text
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


@lru_cache(maxsize=64)
def _words(privileges: str | None) -> frozenset[str]:
    return frozenset(word for word in (privileges or "").upper().split(",") if word)
