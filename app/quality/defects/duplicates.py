"""Rows that stand twice: the same in everything but their key, or but for one slip.

How surprising an agreement is, is the information in it: the sum over the columns of -log2 of how often the value occurs
(Fellegi and Sunter, "A theory for record linkage", JASA 64, 1969). Rows of a small table of few values agree by nature.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.model.defects import DefectKind
from app.model.schema import DataType
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting
from app.quality.defects.typos import is_one_slip

Codes = NDArray[np.int64]

_FEWEST_COLUMNS = 3
_MOST_SHARE = 0.4
_MARGIN_BITS, _NEARLY_BITS = 1.0, 3.0
_FOLLOWING = 0.7
"""Of the information of further columns, which follow from one another in part."""
_MOST_BLOCK = 12
_TELLING_SHARE = 0.3
_TECHNICAL = frozenset(
    {
        "created",
        "updated",
        "modified",
        "inserted",
        "loaded",
        "timestamp",
        "ts",
        "row",
        "rowid",
        "last",
        "import",
        "ingested",
        "etl",
    }
)


def duplicate_rows(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Tables with rows that stand twice in the sample, wholly or nearly."""
    if pairs := pairs_of_rows(look):
        rows = frozenset(pairs)
        yield Sighting(
            kind=DefectKind.DUPLICATE_ROWS,
            columns=tuple(column.name for column in _compared(look)),
            rows=rows,
            confidence=0.85 if len(rows) > 1 else 0.75,
            reasons=("rows agree in every column but their key, or but for one slip, beyond chance",),
            explains=frozenset(pairs.values()),
            pairs=tuple((first, later) for later, first in pairs.items()),
        )


def pairs_of_rows(look: TableLook) -> dict[int, int]:
    """Per row that stands there again the first one of the same values; none where more than 40 % of the rows do."""
    columns = _compared(look)
    if look.rows < 5 or len(columns) < _FEWEST_COLUMNS:
        return {}
    coded = np.stack([_folded_codes(column) for column in columns])
    bits = _information(coded)
    pairs = _same(coded, bits) | _nearly_same(columns, coded, bits)
    return pairs if len(pairs) <= _MOST_SHARE * look.rows else {}


def _compared(look: TableLook) -> list[ColumnLook]:
    """Columns that rows are compared by: all but what a row has to itself, and constants."""
    return [column for column in look if not is_own(column) and len(column.values) > 1]


def is_own(column: ColumnLook) -> bool:
    """What a row has to itself even where it is a copy: its key and when it was written."""
    if column.is_unique or column.is_numbered:
        return True
    is_all_different = column.filled == len(column.values) and column.filled > 1
    is_technical = is_moment_of_writing(column)
    return is_all_different and (
        column.words[-1:] in {("id",), ("uuid",), ("guid",), ("key",), ("pk",)}
        or column.words in {("id",), ("no",), ("nr",), ("number",)}
        or is_technical
    )


def is_moment_of_writing(column: ColumnLook) -> bool:
    """When a row was written or changed, by its name."""
    return column.column.data_type is DataType.TIMESTAMP and not _TECHNICAL.isdisjoint(column.words)


def _folded_codes(column: ColumnLook) -> Codes:
    """Per row a number for its value, the same for values alike but for case and spaces; -1 for NULL."""
    if not column.is_text:
        return column.codes.astype(np.int64)
    index: dict[str, int] = {}
    places = [index.setdefault(" ".join(value.casefold().split()), len(index)) for value in column.values]
    return np.append(np.array(places, np.int64), -1)[column.codes]


def _information(coded: Codes) -> NDArray[np.float64]:
    """Per column and row the bits that an agreement in it is worth; none for NULL."""
    bits = np.zeros(coded.shape)
    for place, codes in enumerate(coded):
        counts = np.bincount(codes + 1)
        share = counts[codes + 1] / len(codes)
        bits[place] = np.where(codes >= 0, -np.log2(share), 0.0)
    return bits


def _same(coded: Codes, bits: NDArray[np.float64]) -> dict[int, int]:
    """Later ones, each with the first, of rows that agree in everything, where that is worth more than the pairs there are."""
    met: dict[bytes, int] = {}
    rows = np.ascontiguousarray(coded.T)
    first = [met.setdefault(row.tobytes(), place) for place, row in enumerate(rows)]
    later = [place for place, before in enumerate(first) if before != place]
    needed = 2 * np.log2(coded.shape[1]) + _MARGIN_BITS
    strongest = np.sort(bits, axis=0)[::-1]
    # Columns that follow from one another say the same twice: half of what comes after the strongest is taken.
    worth = strongest[0] + _FOLLOWING * strongest[1:].sum(axis=0)
    return {row: first[row] for row in later if worth[row] >= needed}


def _nearly_same(columns: Sequence[ColumnLook], coded: Codes, bits: NDArray[np.float64]) -> dict[int, int]:
    """Later ones, each with the first, of rows that agree in all but one or two columns, and there nearly."""
    n_columns, n_rows = coded.shape
    if n_columns < _FEWEST_COLUMNS + 1:
        return {}
    telling = [place for place in range(n_columns) if len(np.unique(coded[place])) >= _TELLING_SHARE * n_rows]
    if not telling:
        return {}
    allowed = 1 if n_columns < 8 else 2
    needed = 2 * np.log2(n_rows) + _NEARLY_BITS
    found: dict[int, int] = {}
    for left, right in _candidates(coded, telling):
        differing: list[int] = np.flatnonzero(coded[:, left] != coded[:, right]).tolist()
        if not 0 < len(differing) <= allowed:
            continue
        if (
            sum(columns[place].numbers is not None or columns[place].days is not None for place in differing)
            > 1
        ):
            continue  # another day and another amount are another event, however alike they are written
        agreeing = np.delete(bits[:, right], differing)
        agreeing.sort()
        worth = float(agreeing[-1] + _FOLLOWING * agreeing[:-1].sum()) if len(agreeing) else 0.0
        if worth >= needed and all(
            _are_alike(columns[place].cells[left], columns[place].cells[right]) for place in differing
        ):
            found[right] = left
    return found


def _candidates(coded: Codes, telling: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs of rows, the earlier first, that agree in a telling column which few rows agree in."""
    pairs: set[tuple[int, int]] = set()
    for place in telling[:12]:
        counts = np.bincount(coded[place] + 1)
        shared = np.flatnonzero((counts >= 2) & (counts <= _MOST_BLOCK))
        rows = np.flatnonzero(np.isin(coded[place] + 1, shared[shared > 0]))
        blocks: dict[int, list[int]] = {}
        for row, code in zip(rows.tolist(), coded[place][rows].tolist(), strict=True):
            blocks.setdefault(code, []).append(row)
        pairs.update(pair for block in blocks.values() for pair in combinations(block, 2))
    return pairs


def _are_alike(left: str | None, right: str | None) -> bool:
    """Whether one is missing, or they share at least seven in ten of their pairs of characters (Dice)."""
    if left is None or right is None or not left.strip() or not right.strip():
        return True
    if is_one_slip(left.casefold().strip(), right.casefold().strip()) and len(left) > 3:
        return True
    a, b = (_pairs(text) for text in (left, right))
    return len(a) >= 3 and 2 * len(a & b) >= 0.6 * (len(a) + len(b))


def _pairs(text: str) -> set[str]:
    low = text.casefold().strip()
    return {low[i : i + 2] for i in range(len(low) - 1)}
