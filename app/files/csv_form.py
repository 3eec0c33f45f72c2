"""How a CSV file is written: what separates its cells, and whether its first row names the columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

SEPARATORS = (",", ";", "\t", "|")
_ROWS = 200
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s%]*|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|.*@.*\..*|https?:.*|")
_LONGEST_NAME = 120
_MOSTLY = 0.8


def separator_of(beginning: str) -> str:
    r"""What separates cells: what gives the most rows the same number of cells, and more than one.

    >>> separator_of("a;b;c\n1,5;2,5;3\n"), separator_of("one\ntwo\n")
    (';', ',')
    """
    return max(SEPARATORS, key=lambda separator: _evenness(beginning, separator))


def _evenness(beginning: str, separator: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in rows_of(beginning, separator) if row)
    if not widths:
        return 0.0, 0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1]))
    return (rows / widths.total(), width) if width > 1 else (0.0, 0)


def rows_of(beginning: str, separator: str) -> list[list[str]]:
    """The first rows of a text that are not blank, without the last, which may be cut off, if there are others."""
    rows: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(beginning, newline=""), delimiter=separator)
        rows.extend(islice((row for row in reader if row), _ROWS))
    except csv.Error:
        return rows
    return rows[:-1] if 1 < len(rows) < _ROWS and not beginning.endswith(("\n", "\r")) else rows


def names_columns(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: all short, distinct, no numbers, dates or addresses, none repeated below.

    >>> names_columns(["id", "name"], [["1", "Ann"]]), names_columns(["7", "Ann"], [["8", "Bob"]])
    (True, False)
    """
    named = [cell.strip() for cell in first if cell.strip()]
    if not named or len(set(named)) < len(named) * _MOSTLY:
        return False
    if any(len(cell) > _LONGEST_NAME for cell in named):
        return False
    # Years and months may head columns of figures; most names are words all the same.
    worded = sum(not _NUMBER.fullmatch(cell) for cell in named)
    if worded < len(named) / 2 or (_NUMBER.fullmatch(named[0]) and worded < len(named) * _MOSTLY):
        return False
    below = [set(column) for column in zip(*others, strict=False)] if others else []
    repeated = sum(cell in column for cell, column in zip(first, below, strict=False) if cell.strip())
    return repeated == 0


def lines_before(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand before the table: titles and remarks, which fill few of the cells that most rows have.

    >>> lines_before([["Report 2020", "", ""], ["", ""], ["id", "name", "town"], ["1", "Ann", "Oslo"], ["2", "Bob", "Rome"]])
    2
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = Counter(filled).most_common(1)[0][0] if filled else 0
    for place, cells in enumerate(filled):
        if cells * 2 > usual or place + 1 == len(filled):
            return place
    return 0
