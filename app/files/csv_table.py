"""A CSV file as columns, however it is written: any usual encoding, separator and header, ragged rows, odd quotes."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from app.files.column_lines import LONGEST_TEXT
from app.files.csv_form import lines_before, names_columns, rows_of, separator_of
from app.files.encodings import encoding_of, errors_of
from app.files.peeking import Peeked
from app.files.reservoir import Reservoir
from app.files.table import FileColumn, FileTable, count

LONGEST_CELL = 16 * 2**20
"""Characters of one cell; beyond them a quote was never closed."""

_BEGINNING = 2**18
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(slots=True)
class _Ragged:
    short: int = 0
    long: int = 0
    notes: list[str] = field(default_factory=list[str])


def read_csv(peeked: Peeked, name: str, *, sample: int, seed: int, header: bool | None) -> FileTable:
    """The table in the file; ``header`` says whether its first row names the columns, ``None`` to judge by it.

    Total: whatever the bytes are, some columns come out, and the notes say how they were read.
    """
    beginning = peeked.first(_BEGINNING)
    encoding = encoding_of(beginning)
    text = io.TextIOWrapper(peeked, encoding=encoding, errors=errors_of(encoding), newline="")
    start = beginning.decode(encoding, errors_of(encoding)).lstrip("\ufeff")
    separator = _declared(start) or separator_of(start)
    first = rows_of(start, separator)
    skipped = 1 if _declared(start) else 0
    skipped += lines_before(first[skipped:])
    has_header = (
        header if header is not None else names_columns((first[skipped:] or [[]])[0], first[skipped + 1 :])
    )
    ragged = _Ragged()
    rows = _rows(text, separator, ragged)
    for _ in range(skipped):
        next(rows, None)
    names = next(rows, list[str]()) if has_header else []
    width, drawn = _drawn(rows, len(names), ragged, Reservoir(sample, seed=seed))
    notes = _notes(encoding, separator, skipped, has_header, ragged)
    return _table(name, names, width, drawn, notes)


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


def _notes(encoding: str, separator: str, skipped: int, has_header: bool, ragged: _Ragged) -> Iterator[str]:
    if encoding != "utf-8":
        yield f"Read as {encoding.upper().replace('CP', 'Windows-').replace('UTF-8-SIG', 'UTF-8 with a byte order mark')}"
    if separator != ",":
        yield f"Cells are separated by {_WORDS.get(separator, 'the declared character')}"
    if skipped:
        yield f"{count(skipped, 'row')} before the table skipped"
    if not has_header:
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
