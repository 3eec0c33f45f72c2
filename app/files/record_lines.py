"""JSON lines of ordinary records as a table; objects inside a record are columns of their own, named by path."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import cast

from app.detection.nested.folding_keys import is_name
from app.files.column_lines import LineRefusedError, read_object, text_of
from app.files.reservoir import Reservoir
from app.files.table import FileColumn, FileTable, Refuse, count, unheard

MOST_COLUMNS = 40_000
"""Names that become columns; what stands under further ones is left out."""

_DEEPEST = 5

Record = dict[str, str | None]


def read_records(
    lines: Iterable[tuple[int, bytes]], name: str, *, sample: int, seed: int, refuse: Refuse = unheard
) -> FileTable:
    """The table whose rows the lines are; a line that holds no object is refused by its number."""
    drawn = Reservoir[Record](sample, seed=seed)
    names: dict[str, None] = {}
    left_out = 0
    for number, line in lines:
        if not line.strip():
            continue
        try:
            record = dict(_cells(read_object(line), "", 0))
        except LineRefusedError as refusal:
            refuse(number, str(refusal))
            continue
        names.update(dict.fromkeys(record))
        while len(names) > MOST_COLUMNS:
            record.pop(names.popitem()[0], None)
            left_out += 1
        drawn.add(record, size=sum(60 + len(cell or "") for cell in record.values()))
    rows = drawn.rows()
    columns = tuple(
        FileColumn(name=column, dtype="", values=tuple(row.get(column) for row in rows)) for column in names
    )
    return FileTable(
        name=name,
        columns=columns,
        rows_read=drawn.passed,
        rows_sampled=len(rows),
        notes=(f"{count(left_out, 'value')} under names beyond {MOST_COLUMNS:,} were left out",)
        if left_out
        else (),
    )


def all_records(lines: Iterable[tuple[int, bytes]]) -> Iterator[Record]:
    """Every record as ``read_records`` takes it apart; lines that hold no object are left out."""
    for _, line in lines:
        if line.strip():
            with suppress(LineRefusedError):
                yield dict(_cells(read_object(line), "", 0))


def _cells(found: Mapping[str, object], path: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for key, item in found.items():
        name = f"{path}.{key}" if path else key
        inner = cast("dict[str, object]", item) if isinstance(item, dict) and depth < _DEEPEST else None
        # Keys that are data would be columns by the thousand; the classifier takes such an object apart itself.
        if inner and all(map(is_name, inner)):
            yield from _cells(inner, name, depth + 1)
        else:
            yield name, text_of(cast("object", item))
