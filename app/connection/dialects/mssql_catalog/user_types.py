"""Types that a schema defines: aliases, table types and types of assemblies, from ``sys.types``.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-types-transact-sql
"""

from app.connection.dialects.mssql_catalog.asking import Row, Rows, number, text
from app.connection.dialects.mssql_catalog.native_types import native_type
from app.model.sample import Cell
from app.model.schema import Column, UserType, UserTypeKind

SQL = """
SELECT s.name, ty.name, ty.is_table_type, ty.is_nullable, b.name, ty.max_length, ty.precision, ty.scale,
    tt.type_table_object_id, CONVERT(nvarchar(4000), p.value)
FROM sys.types AS ty
JOIN sys.schemas AS s ON s.schema_id = ty.schema_id
LEFT JOIN sys.types AS b ON b.user_type_id = ty.system_type_id
LEFT JOIN sys.table_types AS tt ON tt.user_type_id = ty.user_type_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 6 AND p.major_id = ty.user_type_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE ty.is_user_defined = 1
ORDER BY s.name, ty.name
"""


def types_of(rows: Rows, columns: dict[Cell, list[Column]]) -> tuple[UserType, ...]:
    """The types schemas define; a table type has its columns as fields."""
    return tuple(_type(row, columns) for row in rows)


def _type(row: Row, columns: dict[Cell, list[Column]]) -> UserType:
    schema, name, is_table, nullable, base, size, precision, scale, table, comment = row
    fields = (f"{column.name} {column.native_type}" for column in columns.get(table, ()))
    known = None if is_table or base is None else str(base)
    return UserType(
        schema=str(schema),
        name=str(name),
        kind=UserTypeKind.COMPOSITE if is_table else UserTypeKind.ALIAS,
        base_type=known and native_type(known, number(size), number(precision), number(scale)),
        nullable=None if is_table else bool(nullable),
        fields=tuple(fields) if is_table else (),
        comment=text(comment),
    )
