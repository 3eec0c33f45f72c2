"""The types in use by columns: each pair of type and modifier once, however many columns have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.connection.dialects.postgresql_catalog.scope import OWN_RELATIONS, Oid
from app.connection.session import Rows, Statement
from app.model.schema import DataType, ObjectName, Schema

# The last step of a chain of domains is the type the values have.
STATEMENT = Statement(
    sql=f"""
WITH RECURSIVE used AS (
    SELECT DISTINCT a.atttypid AS oid, a.atttypmod AS modifier
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND {OWN_RELATIONS}
), chain AS (
    SELECT u.oid AS root, u.modifier AS root_modifier, u.oid, u.modifier, false AS not_null FROM used AS u
    UNION ALL
    SELECT h.root, h.root_modifier, t.typbasetype, CASE WHEN h.modifier < 0 THEN t.typtypmod ELSE h.modifier END,
        h.not_null OR t.typnotnull
    FROM chain AS h JOIN pg_type AS t ON t.oid = h.oid AND t.typtype = 'd'
)
SELECT h.root::bigint, h.root_modifier, format_type(h.root, h.root_modifier), b.typname, b.typcategory, h.modifier,
    h.not_null, r.typcollation::bigint, e.typnamespace::bigint, e.typname
FROM chain AS h
JOIN pg_type AS b ON b.oid = h.oid AND b.typtype <> 'd'
JOIN pg_type AS r ON r.oid = h.root
LEFT JOIN pg_type AS e ON e.oid = CASE WHEN r.typcategory = 'A' THEN r.typelem ELSE r.oid END
""",  # noqa: S608 - constants
    reads="the types of columns",
    shares_transaction=True,
)

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


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What a column's type says; ``user_type`` is that of an array's elements, where it is an array.

    ``not_null`` tells whether a domain on the way forbids NULL; ``collation`` is the number of the type's own.
    """

    native: str
    data_type: DataType
    not_null: bool
    collation: Oid
    user_type: ObjectName | None
    length: int | None
    precision: int | None
    scale: int | None


def column_types(rows: Rows, schemas: Mapping[Oid, Schema]) -> Mapping[tuple[Oid, Oid], ColumnType]:
    """Column types by number of the type and its modifier."""
    return {(row[0], row[1]): _column_type(row, schemas) for row in rows.rows}


def _column_type(row: tuple[Oid, ...], schemas: Mapping[Oid, Schema]) -> ColumnType:
    _, _, native, name, category, modifier, not_null, collation, schema, own = row
    length, precision, scale = dimensions(str(name), int(modifier or 0))
    return ColumnType(
        native=str(native),
        data_type=data_type(str(name), str(category)),
        not_null=bool(not_null),
        collation=collation,
        user_type=ObjectName(schema=schemas[schema].name, name=str(own)) if schema in schemas else None,
        length=length,
        precision=precision,
        scale=scale,
    )


def data_type(type_name: str, category: str) -> DataType:
    """A type of ``pg_type`` folded; enums and string types of extensions are text.

    >>> data_type("varchar", "S"), data_type("mood", "E"), data_type("tsvector", "U")
    (<DataType.TEXT: 'text'>, <DataType.TEXT: 'text'>, <DataType.OTHER: 'other'>)
    """
    return _TYPES.get(type_name) or _CATEGORIES.get(category, DataType.OTHER)


_ANY = 0xFFFF
"""Bits of an interval's precision; all of them set mean none was declared."""

Dimensions = tuple[int | None, int | None, int | None]

_DIMENSIONS: Mapping[str, Callable[[int], Dimensions]] = {
    **dict.fromkeys(("varchar", "bpchar"), lambda modifier: (modifier - 4, None, None)),
    **dict.fromkeys(("bit", "varbit"), lambda modifier: (modifier, None, None)),
    **dict.fromkeys(("time", "timetz", "timestamp", "timestamptz"), lambda modifier: (None, modifier, None)),
    "numeric": lambda modifier: (None, ((modifier - 4) >> 16) & 0xFFFF, _scale(modifier - 4)),
    "interval": lambda modifier: (None, None if modifier & _ANY == _ANY else modifier & _ANY, None),
}


def dimensions(type_name: str, modifier: int) -> Dimensions:
    """Length, precision and scale that a type modifier says; all ``None`` without one (-1).

    Source: information_schema.sql and numeric.c of PostgreSQL; scales may be negative since 15.

    >>> dimensions("varchar", 64), dimensions("numeric", 786438), dimensions("numeric", 133122), dimensions("text", -1)
    ((60, None, None), (None, 12, 2), (None, 2, -2), (None, None, None))
    """
    if modifier < 0 or type_name not in _DIMENSIONS:
        return None, None, None
    return _DIMENSIONS[type_name](modifier)


def _scale(modifier: int) -> int:
    return ((modifier & 0x7FF) ^ 0x400) - 0x400
