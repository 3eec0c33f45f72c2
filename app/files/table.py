"""What a file of rows gives: its columns with a sample of the rows, and what was done to read it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Refuse = Callable[[int, str], None]
"""Told at once of a line that is refused: its number, and why, without anything of it."""


def unheard(_number: int, _reason: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileColumn:
    """A column; ``dtype`` is empty where the file does not say."""

    name: str
    dtype: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTable:
    """Columns of one file.

    Attributes:
        rows_read: all rows of the file.
        rows_sampled: those the columns hold.
        notes: what was done to read it, in sentences without any value.
    """

    name: str
    columns: tuple[FileColumn, ...]
    rows_read: int
    rows_sampled: int
    notes: tuple[str, ...] = ()


def column_lines(table: FileTable) -> Iterator[tuple[int, bytes]]:
    """The columns in the JSON form of one column per line, numbered from 1."""
    for number, column in enumerate(table.columns, start=1):
        line = {
            "name": column.name,
            "table": table.name or "-",
            "dtype": column.dtype,
            "values": column.values,
        }
        yield number, json.dumps(line).encode("ascii")


def count(number: int, noun: str) -> str:
    """The number with its noun.

    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
