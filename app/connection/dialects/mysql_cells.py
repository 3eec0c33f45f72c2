"""Rows of MySQL's text protocol taken apart column by column, all rows at once, and typed; no cell is ever a Python object.

A cell is a length and so many bytes of text, so where a cell begins is known when the length of the one before is. Columns
are gone through in their order, with the places of all rows in one array.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from app.connection.dialects.base import Failure
from app.connection.dialects.mysql_lossless import LONG_CHARACTERS, Form, PulledCell
from app.connection.driver import KnownFailureError

_NULL: Final = 0xFB
_MARKS: Final = ((0xFC, 2), (0xFD, 3), (0xFE, 8))
"""Marks and the bytes of the length that follows: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_dt_integers.html"""
_PADDING: Final = bytes(10)
_GARBLED: Final = Failure("lost", "2013")
_FIRST_DAY: Final = pl.date(1, 1, 1)
"""Before, MySQL has the year 0 and DuckDB years before Christ."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the cells of one column lie in their rows; ``nulls`` is ``None`` where there is none."""

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    nulls: NDArray[np.bool_] | None


def cells_of(rows: Sequence[bytes], columns: int) -> Iterator[Cells]:
    """The cells of each column in turn.

    Raises:
        KnownFailureError: some row is not what so many cells make.
    """
    sizes = np.fromiter(map(len, rows), np.int64, len(rows))
    ends = np.cumsum(sizes)
    begins = ends - sizes
    data = np.frombuffer(b"".join((*rows, _PADDING)), np.uint8)
    places = begins.copy()
    for _ in range(columns):
        if (places < begins).any() or (places >= ends).any():
            raise KnownFailureError(_GARBLED)
        first = data[places]
        lengths = first.astype(np.int64)
        places += 1
        nulls = None
        if int(first.max()) >= _NULL:
            nulls = first == _NULL
            lengths[nulls] = 0
            _longer(data, first, lengths, places)
        yield Cells(places - begins, lengths, nulls)
        places = places + lengths
    if (places != ends).any():
        raise KnownFailureError(_GARBLED)


def _longer(
    data: NDArray[np.uint8], first: NDArray[np.uint8], lengths: NDArray[np.int64], places: NDArray[np.int64]
) -> None:
    """Read the lengths above 250 where there are such, and step over them."""
    for mark, width in _MARKS:
        marked = np.flatnonzero(first == mark)
        if not marked.size:
            continue
        if int(places[marked].max()) + width > data.size:
            raise KnownFailureError(_GARBLED)
        length = np.zeros(marked.size, np.int64)
        for byte in range(width):
            length |= data[places[marked] + byte].astype(np.int64) << (8 * byte)
        if (length < 0).any():
            raise KnownFailureError(_GARBLED)
        lengths[marked] = length
        places[marked] += width


def typed(rows: Sequence[bytes], columns: Sequence[PulledCell], wrong: set[str]) -> Any:
    """A polars frame with the columns ``p0``, ``p1`` ...; those with a value that its type cannot hold join ``wrong``.

    Raises:
        KnownFailureError: see ``cells_of``.
    """
    raw = pl.Series(rows, dtype=pl.Binary).to_frame("row")
    found: list[pl.Series] = []
    for place, (column, cells) in enumerate(zip(columns, cells_of(rows, len(columns)), strict=True)):
        values = _values(column, raw, cells)
        nulls = 0 if cells.nulls is None else int(np.count_nonzero(cells.nulls))
        if values.null_count() != nulls:
            wrong.add(column.name)
        found.append(values.alias(f"p{place}"))
    return pl.DataFrame(found)


def _values(column: PulledCell, raw: pl.DataFrame, cells: Cells) -> pl.Series:
    """A column's values; nothing but NULL where some text is no UTF-8."""
    texts = _texts(raw, cells).to_frame("v")
    try:
        return texts.select(_value(column, pl.col("v").cast(pl.String))).to_series()
    except pl.exceptions.ComputeError:
        return pl.repeat(None, len(texts), dtype=dtype_of(column), eager=True)


def _texts(raw: pl.DataFrame, cells: Cells) -> pl.Series:
    placed = raw.with_columns(start=cells.starts, length=cells.lengths)
    sliced = pl.col("row").bin.slice("start", "length")
    if cells.nulls is not None:
        placed = placed.with_columns(null=cells.nulls)
        sliced = pl.when(~pl.col("null")).then(sliced)
    return placed.select(sliced).to_series()


def _value(column: PulledCell, text: pl.Expr) -> pl.Expr:
    """Of the type that DuckDB is to see; NULL where a text has no such value."""
    read = _READ.get(column.form)
    return read(column, text) if read else text.cast(dtype_of(column), strict=False)


def _long_text(_: PulledCell, text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.len_bytes() < LONG_CHARACTERS).then(text)


def _truth(_: PulledCell, text: pl.Expr) -> pl.Expr:
    return pl.when(text.is_in(["0", "1"])).then(text == "1")


def _day(_: PulledCell, text: pl.Expr) -> pl.Expr:
    return _since_christ(text.str.to_date("%Y-%m-%d", strict=False))


def _moment(column: PulledCell, text: pl.Expr) -> pl.Expr:
    form = "%Y-%m-%d %H:%M:%S" + ("%.f" if column.scale else "")
    return _since_christ(text.str.to_datetime(form, time_unit="us", strict=False))


def _time(_: PulledCell, text: pl.Expr) -> pl.Expr:
    """As text, because DuckDB makes what it does not know of polars' times."""
    return pl.when(text.str.to_time("%H:%M:%S%.f", strict=False).is_not_null()).then(text)


def _since_christ(moment: pl.Expr) -> pl.Expr:
    return pl.when(moment >= _FIRST_DAY).then(moment)


_READ: Final[dict[Form, Callable[[PulledCell, pl.Expr], pl.Expr]]] = {
    Form.LONG_TEXT: _long_text,
    Form.BOOLEAN: _truth,
    Form.DATE: _day,
    Form.TIMESTAMP: _moment,
    Form.TIME: _time,
}
_TYPES: Final[dict[Form, Any]] = {
    Form.INTEGER: pl.Int64,
    Form.UNSIGNED: pl.UInt64,
    Form.FLOAT: pl.Float64,
    Form.BOOLEAN: pl.Boolean,
    Form.DATE: pl.Date,
    Form.TIMESTAMP: pl.Datetime("us"),
    Form.TIME: pl.String,
    Form.TEXT: pl.String,
    Form.LONG_TEXT: pl.String,
}


def dtype_of(column: PulledCell) -> Any:
    """The polars type of a column of ``typed``."""
    if column.form is Form.DECIMAL:
        return pl.Decimal(column.precision, column.scale)
    return _TYPES[column.form]


def empty(columns: Sequence[PulledCell]) -> Any:
    """The same without rows."""
    return pl.DataFrame(schema={f"p{place}": dtype_of(column) for place, column in enumerate(columns)})
