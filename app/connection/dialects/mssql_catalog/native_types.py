"""SQL Server's types as it writes them, and what they fold into.

Source: https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql
"""

from app.model.schema import Column, DataType

_TYPES = {
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), DataType.INTEGER),
    **dict.fromkeys(("decimal", "numeric", "money", "smallmoney"), DataType.DECIMAL),
    **dict.fromkeys(("float", "real"), DataType.FLOAT),
    **dict.fromkeys(("datetime", "datetime2", "smalldatetime", "datetimeoffset"), DataType.TIMESTAMP),
    **dict.fromkeys(("char", "varchar", "nchar", "nvarchar", "text", "ntext", "sysname"), DataType.TEXT),
    **dict.fromkeys(("binary", "varbinary", "image", "timestamp", "rowversion"), DataType.BINARY),
    "bit": DataType.BOOLEAN,
    "date": DataType.DATE,
    "time": DataType.TIME,
    "uniqueidentifier": DataType.UUID,
    "json": DataType.JSON,
}
_WIDE = frozenset({"nchar", "nvarchar", "sysname"})
_SIZED = frozenset({"char", "varchar", "nchar", "nvarchar", "binary", "varbinary"})
_FRACTIONAL = frozenset({"time", "datetime2", "datetimeoffset"})
_EXACT = frozenset({"decimal", "numeric"})
_MONEY = frozenset({"money", "smallmoney"})
_STYLES = {DataType.DATE: 121, DataType.TIME: 121, DataType.TIMESTAMP: 121, DataType.FLOAT: 3}


def data_type(base: str) -> DataType:
    """A built-in type folded.

    >>> data_type("nvarchar"), data_type("bit"), data_type("hierarchyid")
    (<DataType.TEXT: 'text'>, <DataType.BOOLEAN: 'boolean'>, <DataType.OTHER: 'other'>)
    """
    return _TYPES.get(base, DataType.OTHER)


def native_type(base: str, max_bytes: int, precision: int, scale: int) -> str:
    """A built-in type with what it is declared with; ``max_bytes`` is -1 for ``max``.

    >>> native_type("nvarchar", 120, 0, 0), native_type("decimal", 9, 10, 2), native_type("time", 5, 16, 7)
    ('nvarchar(60)', 'decimal(10, 2)', 'time(7)')
    """
    if base in _SIZED:
        size = "max" if max_bytes < 0 else str(_characters(base, max_bytes))
        return f"{base}({size})"
    if base in _EXACT:
        return f"{base}({precision}, {scale})"
    return f"{base}({scale})" if base in _FRACTIONAL else base


def length(base: str, max_bytes: int) -> int | None:
    """Characters or bytes a value may have; ``None`` without a limit.

    >>> length("nchar", 20), length("varchar", -1), length("int", 4)
    (10, None, None)
    """
    return _characters(base, max_bytes) if base in _SIZED | {"sysname"} and max_bytes > 0 else None


def digits(base: str, precision: int, scale: int) -> tuple[int | None, int | None]:
    """Precision and scale as ``Column`` has them.

    >>> digits("decimal", 10, 2), digits("datetime2", 27, 7), digits("int", 10, 0)
    ((10, 2), (7, None), (None, None))
    """
    if base in _EXACT:
        return precision, scale
    return (scale if base in _FRACTIONAL else None), None


def text_style(column: Column) -> int | None:
    """The style with which CONVERT makes text of it and loses nothing; ``None`` where types have but one.

    Dates and times in ISO's form, floating-point numbers with 17 digits, money with its four.
    https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql#date-and-time-styles
    """
    if column.native_type in _MONEY:
        return 2
    return _STYLES.get(column.data_type)


def _characters(base: str, max_bytes: int) -> int:
    return max_bytes // 2 if base in _WIDE else max_bytes
