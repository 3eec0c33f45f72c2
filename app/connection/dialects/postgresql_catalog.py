"""The catalog of a PostgreSQL database in four set queries, put together by object and column number.

Numbers instead of names travel for keys and indexes: the server joins less and the answers are shorter
(PERFORMANCE §1, "sets"). Source: https://www.postgresql.org/docs/current/catalogs.html
"""

from collections import defaultdict
from dataclasses import dataclass

import msgspec

from app.connection.session import Rows, SourceSession, Statement
from app.errors import StatementTimeoutError, TableLockedError
from app.model.sample import Cell
from app.model.schema import Column, DataType, ForeignKey, Index, Key, ObjectName, Table, TableKind

_OWN = "left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'"

# Size and view text take a lock on each relation; where one cannot be had at once, the schema comes without.
_RELATIONS = """
SELECT c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, c.relispartition,
    CASE WHEN pn.oid = n.oid THEN p.relname::text END,
    d.description,
    CASE WHEN c.relkind IN ('r', 'm', 'p') AND (c.reltuples > 0 OR (c.reltuples = 0 AND c.relkind <> 'p'
        AND current_setting('server_version_num')::int >= 140000)) THEN c.reltuples::bigint END,
    {size},
    has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
    {definition}
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits AS i ON c.relispartition AND i.inhrelid = c.oid
LEFT JOIN pg_class AS p ON p.oid = i.inhparent
LEFT JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND {own}
"""
_SIZE = "CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) END"
_DEFINITION = "CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END"

_COLUMNS = f"""
SELECT a.attrelid::bigint, a.attnum::int, a.attname::text, format_type(a.atttypid, a.atttypmod),
    b.typname::text, b.typcategory::text, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull),
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(f.adbin, f.adrelid) END,
    d.description, a.attgenerated <> '' OR a.attidentity = 'a'
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_type AS t ON t.oid = a.atttypid
JOIN pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
LEFT JOIN pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND {_OWN}
ORDER BY a.attrelid, a.attnum
"""  # noqa: S608 - constants of this file

# A foreign key to a partitioned table has a row for every partition it leads to; only the declared one counts.
_CONSTRAINTS = f"""
SELECT k.conrelid::bigint, k.contype::text, k.conname::text, array_to_string(k.conkey, ' '),
    k.confrelid::bigint, array_to_string(k.confkey, ' '), fn.nspname::text, f.relname::text
FROM pg_constraint AS k
JOIN pg_class AS c ON c.oid = k.conrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_class AS f ON f.oid = k.confrelid
LEFT JOIN pg_namespace AS fn ON fn.oid = f.relnamespace
LEFT JOIN pg_constraint AS o ON o.oid = k.conparentid
WHERE k.contype IN ('p', 'u', 'f') AND k.conrelid IS DISTINCT FROM o.conrelid AND {_OWN}
ORDER BY k.conrelid, k.conname
"""  # noqa: S608 - constants of this file

_INDEXES = f"""
SELECT x.indrelid::bigint, i.relname::text, x.indkey::text, x.indnkeyatts::int, x.indisunique,
    CASE WHEN x.indexprs IS NOT NULL THEN array_to_json(ARRAY(
        SELECT pg_get_indexdef(x.indexrelid, place, true) FROM generate_series(1, x.indnkeyatts) AS place))::text END
FROM pg_index AS x
JOIN pg_class AS i ON i.oid = x.indexrelid
JOIN pg_class AS c ON c.oid = x.indrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND {_OWN}
ORDER BY x.indrelid, i.relname
"""  # noqa: S608 - constants of this file

_KINDS = {
    "r": TableKind.TABLE,
    "p": TableKind.PARTITIONED,
    "v": TableKind.VIEW,
    "m": TableKind.MATERIALIZED_VIEW,
    "f": TableKind.FOREIGN,
}
_TYPES = {
    **dict.fromkeys(("int2", "int4", "int8", "oid"), DataType.INTEGER),
    **dict.fromkeys(("numeric", "money"), DataType.DECIMAL),
    **dict.fromkeys(("float4", "float8"), DataType.FLOAT),
    **dict.fromkeys(("time", "timetz"), DataType.TIME),
    **dict.fromkeys(("timestamp", "timestamptz"), DataType.TIMESTAMP),
    **dict.fromkeys(("json", "jsonb"), DataType.JSON),
    **dict.fromkeys(("inet", "cidr", "macaddr", "macaddr8"), DataType.NETWORK),
    **dict.fromkeys(("citext", "xml"), DataType.TEXT),
    "bool": DataType.BOOLEAN,
    "date": DataType.DATE,
    "uuid": DataType.UUID,
    "bytea": DataType.BINARY,
}
_CATEGORIES = {"A": DataType.ARRAY, "E": DataType.TEXT, "S": DataType.TEXT}


def data_type(type_name: str, category: str) -> DataType:
    """A type of ``pg_type`` folded; enums and string types of extensions are text.

    >>> data_type("varchar", "S"), data_type("mood", "E"), data_type("tsvector", "U")
    (<DataType.TEXT: 'text'>, <DataType.TEXT: 'text'>, <DataType.OTHER: 'other'>)
    """
    return _TYPES.get(type_name) or _CATEGORIES.get(category, DataType.OTHER)


async def read(session: SourceSession) -> tuple[Table, ...]:
    """Every table and view outside the system schemas; objects that vanish between the statements are left out."""
    relations = await _relations(session)
    columns = await session.fetch(Statement(sql=_COLUMNS, reads="the columns"))
    constraints = await session.fetch(Statement(sql=_CONSTRAINTS, reads="the keys"))
    indexes = await session.fetch(Statement(sql=_INDEXES, reads="the indexes"))
    parts = _parts_by_relation(columns, constraints, indexes)
    return tuple(_table(row, parts[row[0]]) for row in relations.rows)


async def _relations(session: SourceSession) -> Rows:
    full = _RELATIONS.format(size=_SIZE, definition=_DEFINITION, own=_OWN)
    try:
        return await session.fetch(Statement(sql=full, reads="the list of tables"))
    except (TableLockedError, StatementTimeoutError):
        lean = _RELATIONS.format(size="NULL::bigint", definition="NULL::text", own=_OWN)
        return await session.fetch(Statement(sql=lean, reads="the list of tables"))


@dataclass(slots=True)
class _Parts:
    """What belongs to one relation; columns by their number."""

    columns: dict[int, Column]
    primary_key: Key | None
    unique_keys: list[Key]
    foreign_keys: list[ForeignKey]
    indexes: list[Index]


def _parts_by_relation(columns: Rows, constraints: Rows, indexes: Rows) -> dict[Cell, _Parts]:
    parts: dict[Cell, _Parts] = defaultdict(lambda: _Parts({}, None, [], [], []))
    for row in columns.rows:
        of = parts[row[0]].columns
        of[int(row[1] or 0)] = _column(len(of) + 1, row)
    for row in constraints.rows:
        _add_constraint(parts, row)
    for relation, name, numbers, key_columns, unique, expressions in indexes.rows:
        written = msgspec.json.decode(str(expressions), type=list[str]) if expressions else None
        members = [int(number) for number in str(numbers).split()][: int(key_columns or 0)]
        of = parts[relation].columns
        names = tuple(
            of[number].name if number in of else (written[place] if written else "?")
            for place, number in enumerate(members)
        )
        parts[relation].indexes.append(Index(name=str(name), columns=names, unique=bool(unique)))
    return parts


def _column(position: int, row: tuple[Cell, ...]) -> Column:
    _, _, name, native, type_name, category, not_null, default, comment, generated = row
    return Column(
        name=str(name),
        position=position,
        native_type=str(native),
        data_type=data_type(str(type_name), str(category)),
        nullable=not not_null,
        default=None if default is None else str(default),
        comment=None if comment is None else str(comment),
        generated=bool(generated),
    )


def _add_constraint(parts: dict[Cell, _Parts], row: tuple[Cell, ...]) -> None:
    relation, kind, name, numbers, referred, referred_numbers, schema, table = row
    of = parts[relation]
    columns = _names(of, numbers)
    if kind == "p":
        of.primary_key = Key(columns=columns, name=str(name))
    elif kind == "u":
        of.unique_keys.append(Key(columns=columns, name=str(name)))
    else:
        of.foreign_keys.append(
            ForeignKey(
                columns=columns,
                referred_schema=str(schema),
                referred_table=str(table),
                referred_columns=_names(parts[referred], referred_numbers),
                name=str(name),
            )
        )


def _names(parts: _Parts, numbers: Cell) -> tuple[str, ...]:
    found = (parts.columns.get(int(number)) for number in str(numbers or "").split())
    return tuple(column.name for column in found if column is not None)


def _table(row: tuple[Cell, ...], parts: _Parts) -> Table:
    _, schema, name, kind, is_partition, parent, comment, estimate, size, readable, definition = row
    is_leaf = bool(is_partition) and kind == "r"
    is_view = kind in {"v", "m"}
    return Table(
        schema=str(schema),
        name=str(name),
        kind=TableKind.PARTITION if is_leaf else _KINDS[str(kind)],
        columns=tuple(_of_view(column) if is_view else column for column in parts.columns.values()),
        primary_key=parts.primary_key,
        foreign_keys=tuple(parts.foreign_keys),
        unique_keys=tuple(parts.unique_keys),
        indexes=tuple(parts.indexes),
        comment=None if comment is None else str(comment),
        row_estimate=estimate if isinstance(estimate, int) else None,
        size_bytes=size if isinstance(size, int) else None,
        readable=None if readable is None else bool(readable),
        partition_of=None if parent is None else ObjectName(schema=str(schema), name=str(parent)),
        definition=None if definition is None else str(definition),
    )


def _of_view(column: Column) -> Column:
    """A view's columns are never declared NOT NULL, which says nothing about their values."""
    return Column(
        name=column.name,
        position=column.position,
        native_type=column.native_type,
        data_type=column.data_type,
        comment=column.comment,
    )
