"""What a MySQL server is to select for a column that is pulled, and the type its text has exactly.

The text protocol writes integers, decimals, doubles (17 digits where it takes them), days and moments without loss, but a
``float`` with 6 digits, so that is made a double. Values no type of DuckDB has (day 0, ``-838:59:59``, truth 2, year 0) are
found when their text is read (``mysql_cells``), and leave their column to the server.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.connection.wire import PulledColumn
from app.model.schema import DataType

LONG_CHARACTERS: Final = 16_385
"""A text with so many bytes, of which no more characters are sent, leaves its column to the server: memory stays bounded."""

_DECIMAL: Final = re.compile(r"decimal\((\d+),(\d+)\)")
_WIDEST_DECIMAL: Final = 38
_MOMENT: Final = re.compile(r"(?:datetime|timestamp)\((\d)\)")
_MAY_BE_LONG: Final = re.compile(r"(?:text|mediumtext|longtext|varchar\(\d{5}\))")


class Form(StrEnum):
    """How the text of a cell is read."""

    INTEGER = "integer"
    UNSIGNED = "unsigned"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIME = "time"
    TEXT = "text"
    LONG_TEXT = "long text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledCell:
    """A column that is pulled.

    Attributes:
        select: SQL of the server.
        precision: digits of a decimal.
        scale: digits after the point, or of a moment after the second.
    """

    name: str
    data_type: DataType
    form: Form
    select: str
    precision: int = 0
    scale: int = 0


_FORMS: Final = {
    DataType.INTEGER: (Form.INTEGER, "{name}"),
    DataType.DECIMAL: (Form.DECIMAL, "{name}"),
    DataType.FLOAT: (Form.FLOAT, "{name} + 0e0"),
    DataType.BOOLEAN: (Form.BOOLEAN, "{name} + 0"),  # a bit comes as a byte otherwise
    DataType.DATE: (Form.DATE, "{name}"),
    DataType.TIMESTAMP: (Form.TIMESTAMP, "{name}"),
    DataType.TIME: (Form.TIME, "{name}"),
    DataType.TEXT: (Form.TEXT, "{name}"),
    DataType.UUID: (Form.TEXT, "{name}"),
    DataType.NETWORK: (Form.TEXT, "{name}"),
    # Of these nothing is told but whether they are there.
    **dict.fromkeys(
        (DataType.JSON, DataType.ARRAY, DataType.BINARY, DataType.OTHER),
        (Form.INTEGER, "IF({name} IS NULL, NULL, 1)"),
    ),
}


def pulled_cell(column: PulledColumn, quoted: str) -> PulledCell | None:
    """How the column is pulled; ``None`` if DuckDB has no type for its values.

    >>> column = PulledColumn(name="n", data_type=DataType.DECIMAL, native_type="decimal(65,30)")
    >>> pulled_cell(column, "`n`") is None
    True
    """
    native = column.native_type.lower()
    form, select = _FORMS[column.data_type]
    precision, scale = _digits(native)
    if form is Form.DECIMAL and not 0 < precision <= _WIDEST_DECIMAL:
        return None
    if form is Form.INTEGER and column.data_type is DataType.INTEGER and "unsigned" in native:
        form = Form.UNSIGNED
    if form is Form.TEXT and _MAY_BE_LONG.match(native):
        form, select = Form.LONG_TEXT, f"LEFT({{name}}, {LONG_CHARACTERS})"
    return PulledCell(
        name=column.name,
        data_type=column.data_type,
        form=form,
        select=select.format(name=quoted),
        precision=precision,
        scale=scale,
    )


def _digits(native: str) -> tuple[int, int]:
    """Precision and scale of a decimal, and a moment's digits after the second as a scale; else zeros.

    >>> _digits("decimal(10,2) unsigned"), _digits("datetime(6)"), _digits("int(11)")
    ((10, 2), (0, 6), (0, 0))
    """
    if found := _DECIMAL.match(native):
        return int(found[1]), int(found[2])
    found = _MOMENT.match(native)
    return 0, int(found[1]) if found else 0
