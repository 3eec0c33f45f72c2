"""A CSV file as columns, however it is written: any usual encoding, separator and header, ragged rows, odd quotes."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from app.files.column_lines import LONGEST_TEXT
from app.files.csv_form import lines_before, names_columns, rows_of, separator_of
from app.files.encodings import encoding_of, errors_of
from app.files.peeking import Peeked
from app.files.reservoir import Reservoir
from app.files.table import FileColumn, FileTable, count

LONGEST_CELL = 16 * 2**20
"""Characters of one cell; beyond them a quote was never closed."""

BEGINNING = 2**18
"""Bytes by which a layout is judged."""
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(slots=True)
class _Ragged:
    short: int = 0
    long: int = 0
    notes: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV file is written, judged by its beginning.

    Attributes:
        skipped: rows before the table.
        has_header: whether the first row of the table names the columns.
    """

    encoding: str
    separator: str
    skipped: int
    has_header: bool


def layout_of(beginning: bytes, header: bool | None) -> Layout:
    """The layout; ``header`` says whether the first row names the columns, ``None`` to judge by it. Total."""
    encoding = encoding_of(beginning)
    start = beginning.decode(encoding, errors_of(encoding)).lstrip("\ufeff")
    separator = _declared(start) or separator_of(start)
    first = rows_of(start, separator)
    skipped = 1 if _declared(start) else 0
    skipped += lines_before(first[skipped:])
    if header is None:
        header = names_columns((first[skipped:] or [[]])[0], first[skipped + 1 :])
    return Layout(encoding, separator, skipped, header)


def read_csv(peeked: Peeked, name: str, *, sample: int, seed: int, header: bool | None) -> FileTable:
    """The table in the file; ``header`` says whether its first row names the columns, ``None`` to judge by it.

    Total: whatever the bytes are, some columns come out, and the notes say how they were read.
    """
    layout = layout_of(peeked.first(BEGINNING), header)
    ragged = _Ragged()
    names, rows = _read(peeked, layout, ragged, errors_of(layout.encoding))
    width, drawn = _drawn(rows, len(names), ragged, Reservoir(sample, seed=seed))
    return _table(name, names, width, drawn, _notes(layout, ragged))


def all_rows(file: BinaryIO, header: bool | None) -> Iterator[list[str]]:
    """Every row below the header, its cells uncut; bytes that are no text stand escaped, so that they stay apart."""
    peeked = Peeked(file)
    layout = layout_of(peeked.first(BEGINNING), header)
    return _read(peeked, layout, _Ragged(), "backslashreplace")[1]


def _read(
    peeked: Peeked, layout: Layout, ragged: _Ragged, errors: str
) -> tuple[list[str], Iterator[list[str]]]:
    """The names of the columns, none without a header, and the rows below."""
    text = io.TextIOWrapper(peeked, encoding=layout.encoding, errors=errors, newline="")
    rows = _rows(text, layout.separator, ragged)
    for _ in range(layout.skipped):
        next(rows, None)
    return next(rows, list[str]()) if layout.has_header else [], rows


def _declared(start: str) -> str:
    """The separator that a first line ``sep=;``, which Excel reads, names."""
    return start[4] if start[:4].lower() == "sep=" and start[5:6] in {"\r", "\n"} else ""


def _rows(text: io.TextIOWrapper, separator: str, ragged: _Ragged) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from (row for row in csv.reader(text, delimiter=separator) if row)
    except csv.Error:
        ragged.notes.append("A quote is never closed: what stands before it was read")


def _drawn(
    rows: Iterator[list[str]], named: int, ragged: _Ragged, drawn: Reservoir[list[str]]
) -> tuple[int, Reservoir[list[str]]]:
    first = next(rows, None)
    width = named or len(first or ())
    for row in chain([] if first is None else [first], rows):
        if len(row) < width:
            ragged.short += 1
        elif len(row) > width:
            ragged.long += 1
        cells = [cell[:LONGEST_TEXT] for cell in row[:width]]
        drawn.add(cells, size=sum(map(len, cells)) + 60 * len(cells))
    return width, drawn


def _notes(layout: Layout, ragged: _Ragged) -> Iterator[str]:
    encoding, separator, skipped = layout.encoding, layout.separator, layout.skipped
    if encoding != "utf-8":
        yield f"Read as {encoding.upper().replace('CP', 'Windows-').replace('UTF-8-SIG', 'UTF-8 with a byte order mark')}"
    if separator != ",":
        yield f"Cells are separated by {_WORDS.get(separator, 'the declared character')}"
    if skipped:
        yield f"{count(skipped, 'row')} before the table skipped"
    if not layout.has_header:
        yield "The first row is taken for data, columns have no names (--header takes it for names)"
    if ragged.short:
        yield f"{count(ragged.short, 'row')} with cells missing, which count as null"
    if ragged.long:
        yield f"{count(ragged.long, 'row')} with cells too many, which were left out"
    yield from ragged.notes


def _table(
    name: str, names: Sequence[str], width: int, drawn: Reservoir[list[str]], notes: Iterator[str]
) -> FileTable:
    rows = drawn.rows()
    columns = tuple(
        FileColumn(
            name=names[place].strip()[:LONGEST_TEXT] if place < len(names) else "",
            dtype="",
            values=tuple(row[place] or None if place < len(row) else None for row in rows),
        )
        for place in range(width)
    )
    return FileTable(
        name=name, columns=columns, rows_read=drawn.passed, rows_sampled=len(rows), notes=tuple(notes)
    )
