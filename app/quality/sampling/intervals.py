"""Half widths and ends of 95 % intervals, for rows drawn with equal chances.

Where the share ``fraction`` of all rows was drawn, what was seen is certain and only the rest is guessed: variances shrink
by ``1 - fraction`` (finite population correction; Cochran, "Sampling Techniques", 3rd ed. 1977, 2.6).
"""

from math import ceil, floor, isfinite, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

Z95: Final = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""

_SKEW_FACTOR: Final = 25
_MOST_SKEWED: Final = 1.0
_FEWEST: Final = 30


def share_bound(matched: int, total: int, fraction: float = 0.0) -> float:
    """Half width for the share ``matched`` / ``total``: the wider side of Wilson's interval (JASA 22, 1927).

    It holds for shares of 0 and 1 too. With a known fraction half a row is added on either side, for shares of few rows
    come in steps (Cochran 1977, 3.6); 0 where everything was drawn.

    >>> round(share_bound(0, 100), 4), share_bound(3, 10, 1.0)
    (0.037, 0.0)
    """
    if fraction >= 1:
        return 0.0
    share, z2, effective = matched / total, Z95 * Z95, total / (1 - fraction)
    centre = (share + z2 / (2 * effective)) / (1 + z2 / effective)
    spread = (
        Z95 / (1 + z2 / effective) * sqrt(share * (1 - share) / effective + z2 / (4 * effective * effective))
    )
    step = fraction / total  # one row of all that there are
    return min(max(share - max(centre - spread, 0.0), min(centre + spread, 1.0) - share) + step, 1.0)


def mean_bound(values: Numbers, fraction: float = 0.0) -> float | None:
    """Half width for the mean, by the normal distribution; ``None`` where that may not be trusted.

    It may where n is at least 25 times the squared skewness (Cochran 1977, 2.15), so not for a few enormous values
    among small ones, and not where all drawn values are the same, which tells nothing of those that differ.
    """
    deviation, skewness = _shape(values)
    if deviation is None or values.size < _SKEW_FACTOR * skewness**2:
        return None
    return Z95 * deviation * sqrt((1 - fraction) / values.size)


def deviation_bound(values: Numbers, fraction: float = 0.0) -> float | None:
    """Half width for the standard deviation, through the mean of the squared distances; ``None`` likewise.

    None either for values skewed by more than 1: their tail decides, and a sample without it would look harmless.
    """
    if values.size < _FEWEST:
        return None
    with np.errstate(all="ignore"):
        squares = np.square(values - values.mean())
        variance = float(squares.mean())
    bound = mean_bound(squares, fraction)
    if bound is None or bound >= variance or abs(_shape(values)[1]) > _MOST_SKEWED:
        return None
    return sqrt(variance) - sqrt(variance - bound)


def _shape(values: Numbers) -> tuple[float | None, float]:
    """Standard deviation and skewness; ``None`` and 0 of too few, of equal and of enormous values."""
    if values.size < _FEWEST:
        return None, 0.0
    with np.errstate(all="ignore"):
        centred = values - values.mean()
        squares = centred * centred
        variance = float(squares.mean())
        third = float((squares * centred).mean())
    if not (0 < variance < float("inf") and isfinite(third)):
        return None, 0.0
    return sqrt(variance * values.size / (values.size - 1)), third / variance**1.5


def quantile_ranks(share: float, count: int, fraction: float = 0.0) -> tuple[int, int] | None:
    """Places from 0 in ``count`` sorted values between which the quantile lies (Conover, 3rd ed. 1999, 3.2).

    ``None`` where one end would lie outside of what was drawn.

    >>> quantile_ranks(0.5, 100), quantile_ranks(0.01, 100)
    ((39, 60), None)
    """
    spread = Z95 * sqrt(count * share * (1 - share) * (1 - fraction))
    low, high = floor(count * share - spread) - 1, ceil(count * share + spread)
    return (low, high) if low >= 0 and high < count else None
