"""Lines put together as they are judged: columns of one table that follow each other, within bounds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.files.column_lines import LONGEST_LINE, LineRefusedError, read_object, text_of

_MOST_BYTES, _MOST_LINES = 4 * 2**20, 2_000


@dataclass(slots=True)
class LineGroup:
    """Lines that are judged together.

    Attributes:
        lines: each with its 1-based number.
        size: bytes.
    """

    lines: list[tuple[int, bytes]] = field(default_factory=list[tuple[int, bytes]])
    size: int = 0

    def add(self, number: int, line: bytes) -> None:
        """One more line."""
        self.lines.append((number, line))
        self.size += len(line)

    @property
    def is_full(self) -> bool:
        """Whether the rest of the table has to be judged apart: memory is bounded."""
        return self.size >= _MOST_BYTES or len(self.lines) >= _MOST_LINES


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their 1-based numbers; of one that is too long to be read only so much that it is refused."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield number, line


def grouped(lines: Iterable[tuple[int, bytes]]) -> Iterator[LineGroup]:
    """Groups in the order of the lines; a column without a table is given out before the next line is read."""
    group, table = LineGroup(), ""
    for number, line in lines:
        if not line.strip():
            continue
        own = _table_of(line, otherwise=table)
        if group.lines and (own != table or group.is_full):
            yield group
            group = LineGroup()
        group.add(number, line)
        table = own
        if not own:
            yield group
            group = LineGroup()
    if group.lines:
        yield group


def _table_of(line: bytes, *, otherwise: str) -> str:
    try:
        return text_of(read_object(line).get("table")) or ""
    except LineRefusedError:
        return otherwise
