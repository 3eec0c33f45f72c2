"""The values of one sampled column, cleaned and counted."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_VALUE = 4096
"""Characters of a cell that are looked at; the rest is cut off."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\x00"
_EDGES = " \t\n\r\v\f\u00a0" + _INVISIBLE


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """What a sample holds for one column.

    Attributes:
        sampled: cells that are not NULL, blank ones included.
        counts: every distinct value that is not blank, with its number of cells, in order of appearance.
    """

    sampled: int
    counts: dict[str, int]

    @property
    def distinct(self) -> int:
        """Distinct values that are not blank."""
        return len(self.counts)

    @property
    def filled(self) -> int:
        """Cells that are neither NULL nor blank."""
        return sum(self.counts.values())


EMPTY = ColumnValues(0, {})


def normalise(cell: str) -> str:
    r"""The cell without edges that do not show, compatibility characters folded (full-width digits).

    >>> normalise(" \uff11\uff12\u200b ")
    '12'
    """
    text = cell[:LONGEST_VALUE].strip(_EDGES)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)[:LONGEST_VALUE].strip(_EDGES)


def column_values(cells: Sequence[str | None]) -> ColumnValues:
    """Count the cells; NULL counts nowhere, blank cells only as sampled.

    >>> column_values(["a", None, "", " a"])
    ColumnValues(sampled=3, counts={'a': 2})
    """
    raw = Counter(cell for cell in cells if cell is not None)
    counts: dict[str, int] = {}
    for cell, count in raw.items():
        if text := normalise(cell):
            counts[text] = counts.get(text, 0) + count
    return ColumnValues(raw.total(), counts)
