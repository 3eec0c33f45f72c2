"""Where most numbers lie, for skewed columns too.

Fences are six halves of the interquartile range away from the quartiles, each side by its own half: Tukey's "far out"
(Exploratory Data Analysis, 1977, 2D: 3 interquartile ranges) with the semi-interquartile ranges of Kimber ("Exploratory
data analysis for possibly censored data from skewed distributions", Applied Statistics 39, 1990).
"""

from math import isfinite
from typing import Final

import numpy as np
import numpy.typing as npt

_HALVES: Final = 6.0
_FEWEST: Final = 8
"""Numbers; quartiles of fewer say nothing."""


def fences(values: npt.NDArray[np.float64]) -> tuple[float, float] | None:
    """Lower and upper fence of sorted finite numbers; ``None`` without a spread in their middle half.

    A side without a spread (every second value is the same) borrows that of the other.

    >>> fences(np.arange(1.0, 10.0))
    (-9.0, 19.0)
    >>> fences(np.full(20, 5.0)) is None
    True
    """
    count = values.size
    if count < _FEWEST:
        return None
    quarter = (count - 1) // 4
    low, middle, high = (float(values[place]) for place in (quarter, (count - 1) // 2, count - 1 - quarter))
    below, above = middle - low, high - middle
    if not (below + above > 0 and isfinite(below + above)):
        return None
    return low - _HALVES * (below or above), high + _HALVES * (above or below)
