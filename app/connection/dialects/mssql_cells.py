"""Blocks of ODBC's structures as polars columns, all rows at once; no cell is ever a Python object."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from app.connection.dialects.mssql_blocks import Block
from app.connection.dialects.mssql_lossless import LONG_CHARACTERS, Form, PulledCell

_DECIMAL: Final = np.dtype(
    [("precision", "u1"), ("scale", "i1"), ("sign", "u1"), ("low", "<u8"), ("high", "<u8")]
)
_DATE: Final = np.dtype([("year", "<i2"), ("month", "<u2"), ("day", "<u2")])
_CLOCK: Final = [("hour", "<u2"), ("minute", "<u2"), ("second", "<u2")]
_TIMESTAMP: Final = np.dtype([*_DATE.descr, *_CLOCK, ("nanoseconds", "<u4")])
_TIME: Final = np.dtype([*_CLOCK, ("unused", "<u2"), ("nanoseconds", "<u4")])
"""SQL_NUMERIC_STRUCT, SQL_DATE_STRUCT, SQL_TIMESTAMP_STRUCT and SQL_SS_TIME2_STRUCT."""

_MICROSECOND: Final = 1_000
"""In nanoseconds."""
_WIDEST_INTEGER: Final = 18
_WHOLE: Final = 2**64
_ASCII, _TWO_BYTES, _THREE_BYTES = 0x7F, 0x80, 0x800
_FIRST_HALF, _SECOND_HALF, _BEHIND_HALVES = 0xD800, 0xDC00, 0xE000
_UUID_BYTES: Final = (3, 2, 1, 0, 5, 4, 7, 6, *range(8, 16))
"""A GUID has its first three groups with the last byte first."""
_UUID_DASHES: Final = (8, 13, 18, 23)
_UUID_CHARACTERS: Final = 36


class _InexactError(Exception):
    """Some value has no exact counterpart."""


def typed(block: Sequence[Block], cells: Sequence[PulledCell], wrong: set[str]) -> Any:
    """A polars frame with the columns ``p0``, ``p1`` ...; those with a value that has no counterpart join ``wrong``."""
    return pl.DataFrame(
        [
            _values(cell, column, wrong).alias(f"p{place}")
            for place, (cell, column) in enumerate(zip(cells, block, strict=True))
        ]
    )


def empty(cells: Sequence[PulledCell]) -> Any:
    """The same without rows."""
    return pl.DataFrame(schema={f"p{place}": dtype_of(cell) for place, cell in enumerate(cells)})


def dtype_of(cell: PulledCell) -> Any:
    """The polars type of a column of ``typed``; of a time it is microseconds."""
    return pl.Decimal(cell.precision, cell.scale) if cell.form is Form.DECIMAL else _TYPES[cell.form]


def _values(cell: PulledCell, block: Block, wrong: set[str]) -> pl.Series:
    """A column's values; nothing but NULL where one of them is inexact."""
    try:
        values = _READ[cell.form](cell, block)
    except (_InexactError, UnicodeDecodeError):
        values = pl.repeat(None, len(block.lengths), dtype=dtype_of(cell), eager=True)
    if values.null_count() != int(np.count_nonzero(block.nulls)):
        wrong.add(cell.name)
    return values


def _with_nulls(values: pl.Series, block: Block) -> pl.Series:
    if not block.nulls.any():
        return values
    return pl.DataFrame({"v": values, "n": block.nulls}).select(pl.when(~pl.col("n")).then("v")).to_series()


def _numbers(kind: str) -> Callable[[PulledCell, Block], pl.Series]:
    def read(_: PulledCell, block: Block) -> pl.Series:
        return _with_nulls(pl.Series(block.data.view(kind)[:, 0].copy()), block)

    return read


def _truth(_: PulledCell, block: Block) -> pl.Series:
    return _with_nulls(pl.Series(block.data[:, 0] != 0), block)


def _decimal(cell: PulledCell, block: Block) -> pl.Series:
    found = _structures(block, _DECIMAL)
    if (found["scale"][~block.nulls] != cell.scale).any():
        raise _InexactError
    read = _short_decimal if cell.precision <= _WIDEST_INTEGER else _wide_decimal
    return _with_nulls(read(cell, found), block)


def _short_decimal(cell: PulledCell, found: NDArray[Any]) -> pl.Series:
    """Whole numbers times the smallest fraction."""
    whole = found["low"].astype(np.int64)
    digits = pl.Series(np.where(found["sign"] == 0, -whole, whole)).to_frame("v")
    fraction = pl.lit(f"{10.0**-cell.scale:.{cell.scale}f}").cast(pl.Decimal(38, cell.scale))
    return digits.select((pl.col("v").cast(pl.Decimal(38, 0)) * fraction).cast(dtype_of(cell))).to_series()


def _wide_decimal(cell: PulledCell, found: NDArray[Any]) -> pl.Series:
    """By their text, because a product of so many digits is none for polars."""
    parts = pl.DataFrame({name: found[name].copy() for name in ("low", "high", "sign")})
    whole = pl.col("high").cast(pl.Int128) * _WHOLE + pl.col("low").cast(pl.Int128)
    digits = whole.cast(pl.String).str.zfill(cell.scale + 1)
    before = digits.str.head(pl.col("length") - cell.scale)
    minus = pl.when(pl.col("sign") == 0).then(pl.lit("-")).otherwise(pl.lit(""))
    text = pl.concat_str(minus, before, pl.lit("."), digits.str.tail(cell.scale))
    placed = parts.with_columns(length=digits.str.len_chars())
    return placed.select(text.cast(dtype_of(cell), strict=False)).to_series()


def _date(_: PulledCell, block: Block) -> pl.Series:
    return _with_nulls(pl.Series(_days(_structures(block, _DATE))), block)


def _timestamp(_: PulledCell, block: Block) -> pl.Series:
    found = _structures(block, _TIMESTAMP)
    moments = _days(found).astype("M8[us]") + _microseconds(found).astype("m8[us]")
    return _with_nulls(pl.Series(moments), block)


def _time(_: PulledCell, block: Block) -> pl.Series:
    return _with_nulls(pl.Series(_microseconds(_structures(block, _TIME))), block)


def _structures(block: Block, kind: np.dtype[Any]) -> NDArray[Any]:
    """The block as so many structures, zeros where NULL."""
    found = block.data.view(kind)[:, 0].copy()
    found[block.nulls] = 0
    return found


def _days(found: NDArray[Any]) -> NDArray[np.datetime64]:
    months = (found["year"].astype(np.int64) - 1970) * 12 + found["month"] - 1
    firsts: NDArray[np.datetime64] = months.astype("M8[M]").astype("M8[D]")
    return firsts + (found["day"].astype(np.int64) - 1).astype("m8[D]")


def _microseconds(found: NDArray[Any]) -> NDArray[np.int64]:
    if (found["nanoseconds"] % _MICROSECOND).any():
        raise _InexactError
    seconds = (found["hour"].astype(np.int64) * 60 + found["minute"]) * 60 + found["second"]
    return seconds * 10**6 + found["nanoseconds"] // _MICROSECOND


def _text(cell: PulledCell, block: Block) -> pl.Series:
    longest = int(block.lengths.max(initial=0))
    if longest > cell.width or longest >= 2 * LONG_CHARACTERS:
        raise _InexactError
    units, counts = block.data.view("<u2"), block.lengths // 2
    if units.max(initial=0) <= _ASCII:
        return _sliced(units.astype(np.uint8).tobytes(), np.cumsum(counts) - counts, counts, block)
    return _encoded(units, counts, block)


def _encoded(units: NDArray[np.uint16], counts: NDArray[np.int64], block: Block) -> pl.Series:
    """The texts, of which ``units`` are all in a row, in UTF-8.

    One that begins with a second half of a character must not be joined with the one before.
    """
    ends = np.cumsum(counts)
    first = units[(ends - counts)[counts > 0]]
    if ((first >= _SECOND_HALF) & (first < _BEHIND_HALVES)).any():
        raise _InexactError
    widths = 1 + (units >= _TWO_BYTES).astype(np.int64) + (units >= _THREE_BYTES)
    widths[(units >= _FIRST_HALF) & (units < _BEHIND_HALVES)] = 2  # of four bytes, half
    places = np.concatenate(([0], np.cumsum(widths)))
    starts = places[ends - counts]
    return _sliced(units.tobytes().decode("utf-16-le").encode(), starts, places[ends] - starts, block)


def _uuid(_: PulledCell, block: Block) -> pl.Series:
    rows = len(block.data)
    found = np.full((rows, _UUID_CHARACTERS), ord("-"), np.uint8)
    letters = np.delete(np.arange(_UUID_CHARACTERS), _UUID_DASHES)
    digits = block.data[:, _UUID_BYTES].tobytes().hex().upper().encode()
    found[:, letters] = np.frombuffer(digits, np.uint8).reshape(rows, len(letters))
    starts = np.arange(rows) * _UUID_CHARACTERS
    return _sliced(found.tobytes(), starts, np.full(rows, _UUID_CHARACTERS), block)


def _sliced(data: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64], block: Block) -> pl.Series:
    """Texts out of one that holds all, which every row refers to: as a literal it would cost twice as much."""
    whole = pl.Series([data], dtype=pl.Binary).new_from_index(0, len(starts))
    places = pl.DataFrame({"whole": whole, "start": starts, "length": lengths})
    text = pl.col("whole").bin.slice(pl.col("start"), pl.col("length")).cast(pl.String)
    return _with_nulls(places.select(text).to_series(), block)


_READ: Final[dict[Form, Callable[[PulledCell, Block], pl.Series]]] = {
    Form.INTEGER: _numbers("<i8"),
    Form.FLOAT: _numbers("<f8"),
    Form.BOOLEAN: _truth,
    Form.DECIMAL: _decimal,
    Form.DATE: _date,
    Form.TIMESTAMP: _timestamp,
    Form.TIME: _time,
    Form.TEXT: _text,
    Form.UUID: _uuid,
}
_TYPES: Final[dict[Form, Any]] = {
    Form.INTEGER: pl.Int64,
    Form.FLOAT: pl.Float64,
    Form.BOOLEAN: pl.Boolean,
    Form.DATE: pl.Date,
    Form.TIMESTAMP: pl.Datetime("us"),
    Form.TIME: pl.Int64,
    Form.TEXT: pl.String,
    Form.UUID: pl.String,
}
