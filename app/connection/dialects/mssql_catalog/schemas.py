"""Schemas, and who reads: the database user of this login.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/schemas-catalog-views-sys-schemas
"""

from dataclasses import dataclass

from app.connection.dialects.mssql_catalog.asking import Row, text
from app.model.schema import Schema

SQL = """
SELECT s.name, USER_NAME(s.principal_id), CONVERT(nvarchar(4000), p.value), USER_NAME(),
    HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'UNMASK')
FROM sys.schemas AS s
LEFT JOIN sys.extended_properties AS p
    ON p.class = 3 AND p.major_id = s.schema_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE s.schema_id NOT IN (2, 3, 4) AND s.schema_id NOT BETWEEN 16384 AND 16399
ORDER BY s.name
"""
"""Left out are guest, INFORMATION_SCHEMA and sys, and the schemas of the fixed roles."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The database user of this login, and whether it sees masked values as they are."""

    name: str
    unmasked: bool


def reader_of(rows: tuple[Row, ...]) -> Reader:
    """Each row names the reader too; there is always the schema ``dbo``."""
    return Reader(str(rows[0][3]), bool(rows[0][4])) if rows else Reader("?", unmasked=False)


def schemas_of(rows: tuple[Row, ...]) -> tuple[Schema, ...]:
    """Every schema of this database's own."""
    return tuple(
        Schema(name=str(name), owner=text(owner), comment=text(comment)) for name, owner, comment, *_ in rows
    )
