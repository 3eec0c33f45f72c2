"""The columns of a sample as numbers, so that groups of rows are found by sorting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One column, or several as one.

    Attributes:
        codes: per row the number of its value; -1 where it has none.
        size: how many different values there are.
    """

    codes: Codes
    size: int

    @property
    def repeats(self) -> int:
        """Rows with a value that an earlier row has too."""
        return int((self.codes >= 0).sum()) - self.size


def coded(cells: Sequence[str | None]) -> Coded:
    """The cells without the spaces around them; NULL and blank are no value.

    >>> coded(["b", "a", None, "b ", " "]).codes.tolist()
    [0, 1, -1, 0, -1]
    """
    index: dict[str, int] = {}
    codes = [
        -1 if cell is None or not (text := cell.strip()) else index.setdefault(text, len(index))
        for cell in cells
    ]
    return Coded(np.array(codes, np.int64), len(index))


def joined(left: Coded, right: Coded) -> Coded:
    """Both as one; without a value where either has none.

    >>> joined(coded(["a", "a", "b"]), coded(["x", "y", None])).codes.tolist()
    [0, 1, -1]
    """
    known = (left.codes >= 0) & (right.codes >= 0)
    codes = np.full(len(left.codes), -1, np.int64)
    values, places = np.unique(
        left.codes[known] * max(right.size, 1) + right.codes[known], return_inverse=True
    )
    codes[known] = places
    return Coded(codes, len(values))
