"""What a SQL Server is to select for a column that is pulled, and the bytes the driver gives its values in.

The driver hands on a value as it came: decimals with all their digits, texts in UTF-16, moments to the nanosecond. What has
no exact counterpart in DuckDB is left to the server: digits finer than a microsecond and half characters are found when the
values are read (``mssql_cells``), moments with an offset, decimals and moments under another name, and bytes before.
https://learn.microsoft.com/en-us/sql/odbc/reference/appendixes/c-data-types
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.connection.wire import PulledColumn
from app.model.schema import DataType

LONG_CHARACTERS: Final = 16_385
"""A text of so many units of UTF-16, of which no more are sent, leaves its column to the server: memory stays bounded."""

_LONGEST_SHORT: Final = 4_000
"""Characters that a text of a row may have; above, it is ``max``."""
_WIDE: Final = re.compile(r"n(?:var)?char\((\d+)\)")
_NARROW: Final = re.compile(r"(?:var)?char\((\d+)\)")
_DECIMAL: Final = re.compile(r"(?:decimal|numeric)\((\d+), (\d+)\)")
_MONEY: Final = {"money": (19, 4), "smallmoney": (10, 4)}
_SYSNAME_CHARACTERS: Final = 128


class Form(StrEnum):
    """In which bytes a value is given."""

    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIME = "time"
    TEXT = "text"
    UUID = "uuid"


FORM_BYTES: Final = {
    Form.INTEGER: 8,
    Form.FLOAT: 8,
    Form.BOOLEAN: 1,
    Form.DECIMAL: 19,
    Form.DATE: 6,
    Form.TIMESTAMP: 16,
    Form.TIME: 12,
    Form.UUID: 16,
}
"""Of ODBC's structures; a text takes two bytes for each of its units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledCell:
    """A column that is pulled.

    Attributes:
        select: SQL of the server.
        width: bytes that a value may take.
        precision: digits of a decimal.
        scale: digits after the point.
    """

    name: str
    data_type: DataType
    form: Form
    select: str
    width: int
    precision: int = 0
    scale: int = 0


_PLAIN: Final = {
    DataType.INTEGER: Form.INTEGER,
    DataType.FLOAT: Form.FLOAT,
    DataType.BOOLEAN: Form.BOOLEAN,
    DataType.DATE: Form.DATE,
    DataType.UUID: Form.UUID,
}
_COUNTED_ONLY: Final = frozenset({DataType.JSON, DataType.OTHER})
"""Of these nothing is told but whether they are there."""


def pulled_cell(column: PulledColumn, quoted: str) -> PulledCell | None:
    """How the column is pulled; ``None`` if its values have no exact counterpart.

    >>> column = PulledColumn(name="at", data_type=DataType.TIMESTAMP, native_type="datetimeoffset(7)")
    >>> pulled_cell(column, "t.[at]") is None
    True
    """
    native = column.native_type
    if column.data_type in _COUNTED_ONLY:
        return _cell(column, Form.INTEGER, f"CASE WHEN {quoted} IS NOT NULL THEN 1 END")
    if column.data_type is DataType.TEXT:
        select, characters = _text(native, quoted)
        return _cell(column, Form.TEXT, select, width=2 * characters)
    if column.data_type is DataType.DECIMAL:
        return _decimal(column, quoted)
    if column.data_type is DataType.TIMESTAMP:
        # A datetime counts in 300ths of a second and is written with three digits.
        select = f"CONVERT(datetime2(3), {quoted})" if native == "datetime" else quoted
        known = native in {"datetime", "smalldatetime"} or native.startswith("datetime2(")
        return _cell(column, Form.TIMESTAMP, select) if known else None
    if column.data_type is DataType.TIME:
        return _cell(column, Form.TIME, quoted) if native.startswith("time(") else None
    form = _PLAIN.get(column.data_type)
    return _cell(column, form, quoted) if form else None


def _text(native: str, quoted: str) -> tuple[str, int]:
    """What to select for a text, and of how many units it is at most.

    >>> _text("varchar(20)", "t.[a]"), _text("nchar(5)", "t.[a]")
    (('CONVERT(nvarchar(20), t.[a])', 20), ('t.[a]', 5))
    """
    if native == "sysname":
        return quoted, _SYSNAME_CHARACTERS
    if wide := _WIDE.fullmatch(native):
        return quoted, int(wide[1])
    narrow = _NARROW.fullmatch(native)
    if narrow and int(narrow[1]) <= _LONGEST_SHORT:
        return f"CONVERT(nvarchar({narrow[1]}), {quoted})", int(narrow[1])
    return f"LEFT(CONVERT(nvarchar(max), {quoted}), {LONG_CHARACTERS})", LONG_CHARACTERS


def _decimal(column: PulledColumn, quoted: str) -> PulledCell | None:
    if found := _DECIMAL.fullmatch(column.native_type):
        precision, scale, select = int(found[1]), int(found[2]), quoted
    elif digits := _MONEY.get(column.native_type):
        precision, scale = digits
        select = f"CONVERT(decimal({precision}, {scale}), {quoted})"
    else:
        return None
    return _cell(column, Form.DECIMAL, select, precision=precision, scale=scale)


def _cell(
    column: PulledColumn, form: Form, select: str, *, width: int = 0, precision: int = 0, scale: int = 0
) -> PulledCell:
    return PulledCell(
        name=column.name,
        data_type=column.data_type,
        form=form,
        select=select,
        width=width or FORM_BYTES[form],
        precision=precision,
        scale=scale,
    )
