"""Columns of tables, views and table types, from ``sys.columns``.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-columns-transact-sql
"""

from collections import defaultdict
from dataclasses import dataclass

from app.connection.dialects.mssql_catalog.asking import Row, Rows, number, text
from app.connection.dialects.mssql_catalog.native_types import data_type, digits, length, native_type
from app.model.sample import Cell
from app.model.schema import Column, DataType, Identity, ObjectName

SQL = """
SELECT c.object_id, c.name, c.is_nullable, ts.name, ty.name, ty.is_user_defined, b.name, c.max_length, c.precision, c.scale,
    NULLIF(c.collation_name COLLATE DATABASE_DEFAULT, CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), 'Collation'))),
    d.definition, cc.definition, c.is_computed, c.generated_always_type, c.is_identity, c.is_masked, c.encryption_type,
    CONVERT(nvarchar(4000), p.value), CONVERT(bit, c.default_object_id)
FROM sys.columns AS c
JOIN (SELECT object_id FROM sys.objects WHERE type IN ('U', 'V') AND is_ms_shipped = 0
    UNION ALL SELECT type_table_object_id FROM sys.table_types WHERE is_user_defined = 1) AS o ON o.object_id = c.object_id
JOIN sys.types AS ty ON ty.user_type_id = c.user_type_id
JOIN sys.schemas AS ts ON ts.schema_id = ty.schema_id
LEFT JOIN sys.types AS b ON b.user_type_id = c.system_type_id
LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
LEFT JOIN sys.computed_columns AS cc ON cc.object_id = c.object_id AND cc.column_id = c.column_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = N'MS_Description'
WHERE ISNULL(c.graph_type, 0) NOT IN (1, 3, 4, 6, 7)
ORDER BY c.object_id, c.column_id
"""
"""Left out are the columns of graph tables that no statement may name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by object in their order.

    Attributes:
        masked: names of columns whose values the server may mask.
        hidden: texts this user may not see, such as ``default of joined``.
    """

    by_object: dict[Cell, list[Column]]
    masked: dict[Cell, list[str]]
    hidden: dict[Cell, list[str]]


def columns_of(rows: Rows) -> Columns:
    """The columns, and what of them is out of sight."""
    found = Columns(defaultdict(list), defaultdict(list), defaultdict(list))
    for row in rows:
        columns = found.by_object[row[0]]
        columns.append(_column(len(columns) + 1, row))
        if row[16]:
            found.masked[row[0]].append(str(row[1]))
        if row[19] and row[11] is None:
            found.hidden[row[0]].append(f"default of {row[1]}")
        if row[13] and row[12] is None:
            found.hidden[row[0]].append(f"expression of {row[1]}")
    return found


def _column(position: int, row: Row) -> Column:
    (_, name, nullable, schema, type_name, is_user_defined, base, size, precision, scale) = row[:10]
    collation, default, generation, is_computed, always, is_identity, _, encryption, comment = row[10:19]
    plain = str(type_name if base is None or type_name == "sysname" else base)
    width, numbers = number(size), digits(plain, number(precision), number(scale))
    return Column(
        name=str(name),
        position=position,
        native_type=f"{schema}.{type_name}"
        if is_user_defined
        else native_type(plain, width, number(precision), number(scale)),
        # Always Encrypted: the server has nothing but bytes, and cannot convert them either.
        data_type=data_type(plain) if encryption is None else DataType.BINARY,
        nullable=bool(nullable),
        default=text(default),
        comment=text(comment),
        generated=bool(is_computed or always),
        length=length(plain, width),
        precision=numbers[0],
        scale=numbers[1],
        identity=Identity.ALWAYS if is_identity else None,
        generation=text(generation),
        collation=text(collation),
        user_type=ObjectName(schema=str(schema), name=str(type_name)) if is_user_defined else None,
    )
