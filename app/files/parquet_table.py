"""A Parquet file as columns; rows are drawn by number, so that no others are kept."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from app.errors import InputFileError
from app.files.column_lines import LONGEST_TEXT, text_of
from app.files.table import FileColumn, FileTable

MOST_PIPED = 256 * 2**20
"""Bytes of a Parquet file on standard input, which has to be held in memory."""

_AT_ONCE = 50
_MOST_CELLS = 4_000_000
_ROWS_AT_ONCE = 100_000


def read_parquet(source: Path | bytes, name: str, *, sample: int, seed: int) -> FileTable:
    """The table in a file, or in the bytes of one.

    Raises:
        InputFileError: it is no Parquet file, or it is damaged.
    """
    pl: Any = import_module("polars")  # here, because nothing else of the command needs it
    try:
        scan = pl.scan_parquet(BytesIO(source) if isinstance(source, bytes) else source)
        schema: dict[str, Any] = dict(scan.collect_schema())
        rows = int(scan.select(pl.len()).collect().item())
        chosen = _chosen(rows, min(sample, max(1, _MOST_CELLS // max(1, len(schema)))), seed)
        columns = tuple(_columns(scan, schema, chosen))
    except pl.exceptions.PanicException:
        raise InputFileError(path=name, problem="it is a Parquet file that cannot be read") from None
    except Exception as error:  # noqa: BLE001 - a damaged file raises anything; its text may show data
        kind = type(error).__name__
        raise InputFileError(path=name, problem=f"it is no Parquet file that can be read ({kind})") from None
    return FileTable(
        name=Path(name).stem,
        columns=columns,
        rows_read=rows,
        rows_sampled=rows if chosen is None else len(chosen),
    )


def _chosen(rows: int, most: int, seed: int) -> list[int] | None:
    if rows <= most:
        return None
    return sorted(Random(seed).sample(range(rows), most))  # noqa: S311 - a sample, not a secret


def _columns(scan: Any, schema: dict[str, Any], chosen: list[int] | None) -> Iterator[FileColumn]:
    """Some at a time, so that a wide file is not read whole."""
    names = list(schema)
    for start in range(0, len(names), _AT_ONCE):
        block = names[start : start + _AT_ONCE]
        frame = _rows_of(scan.select(block), chosen)
        for name in block:
            cells: Sequence[object] = frame[name].to_list()
            yield FileColumn(name=name, dtype=str(schema[name]), values=tuple(map(_text, cells)))


def _rows_of(scan: Any, chosen: list[int] | None) -> Any:
    """The chosen rows, or all; rows that follow each other are read together, and few enough to be held."""
    if chosen is None:
        return scan.collect(engine="streaming")
    pl: Any = import_module("polars")
    parts = [
        scan.slice(start * _ROWS_AT_ONCE, _ROWS_AT_ONCE).collect()[
            [number % _ROWS_AT_ONCE for number in numbers]
        ]
        for start, numbers in groupby(chosen, key=lambda number: number // _ROWS_AT_ONCE)
    ]
    return pl.concat(parts)


def _text(cell: object) -> str | None:
    match cell:
        case bytes():
            return cell[:LONGEST_TEXT].decode("utf-8", "replace")
        case _ if isinstance(cell, date | time | timedelta | Decimal):
            return str(cell)
        case _:
            return text_of(cell)
