"""Whether one column says which rows of another are what they are: empty, zero, or of another size."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from app.quality.defects.looking import ColumnLook, RowMask, TableLook

EXPLAINED_SHARE: Final = 0.9
"""Of the rows, from which on they are explained."""

_FEWEST_ROWS = 3
_FEWEST_TOLD, _LABEL_SHARE, _MOST_LABELS = 2, 0.002, 30
"""A label of few rows tells nothing, be it misspelled or rare."""


def is_told_by_another(look: TableLook, column: ColumnLook, rows: Iterable[int]) -> bool:
    """Whether a value of another column, one of few, says of nearly all the rows that they are what they are.

    Both ways: nearly all of them have it, and nearly all rows that have it are among them.
    """
    told = look.mask(rows)
    if told.sum() < _FEWEST_ROWS:
        return False
    return any(_tells(other, told) for other in look if other is not column and other.is_category)


def _tells(other: ColumnLook, told: RowMask) -> bool:
    codes = other.codes + 1
    all_rows = np.bincount(codes, minlength=len(other.values) + 1)
    is_label = all_rows >= max(_FEWEST_TOLD, _LABEL_SHARE * len(codes))
    if is_label.sum() > _MOST_LABELS:
        return False
    having = np.bincount(codes[told], minlength=len(other.values) + 1)
    telling = (having >= EXPLAINED_SHARE * all_rows) & is_label
    telling[0] = False  # the other's own holes: two columns emptied together are both in want of a reason
    return bool(having[telling].sum() >= EXPLAINED_SHARE * told.sum())
