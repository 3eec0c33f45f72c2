"""Where most numbers lie, for skewed columns too.

Fences are six halves of the interquartile range away from the quartiles, each side by its own half: Tukey's "far out"
(Exploratory Data Analysis, 1977, 2D: 3 interquartile ranges) with the semi-interquartile ranges of Kimber ("Exploratory
data analysis for possibly censored data from skewed distributions", Applied Statistics 39, 1990).
"""

from collections.abc import Sequence
from math import isfinite
from typing import Final

_HALVES: Final = 6.0
_FEWEST: Final = 8
"""Numbers; quartiles of fewer say nothing."""


def fences(values: Sequence[float]) -> tuple[float, float] | None:
    """Lower and upper fence of sorted finite numbers; ``None`` without a spread in their middle half.

    A side without a spread (every second value is the same) borrows that of the other.

    >>> fences([1, 2, 3, 4, 5, 6, 7, 8, 9])
    (-9.0, 19.0)
    >>> fences([5.0] * 20) is None
    True
    """
    count = len(values)
    if count < _FEWEST:
        return None
    low, middle, high = (
        values[(count - 1) // 4],
        values[(count - 1) // 2],
        values[count - 1 - (count - 1) // 4],
    )
    below, above = middle - low, high - middle
    if not (below + above > 0 and isfinite(below + above)):
        return None
    return low - _HALVES * (below or above), high + _HALVES * (above or below)
