"""Half widths and ends of 95 % intervals, for rows drawn with equal chances.

Where the share ``fraction`` of all rows was drawn, what was seen is certain and only the rest is guessed: variances shrink
by ``1 - fraction`` (finite population correction; Cochran, "Sampling Techniques", 3rd ed. 1977, 2.6).
"""

from collections.abc import Sequence
from math import ceil, floor, sqrt
from typing import Final

import numpy as np

Z95: Final = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""

_SKEW_FACTOR: Final = 25
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


def mean_bound(values: Sequence[float], fraction: float = 0.0) -> float | None:
    """Half width for the mean, by the normal distribution; ``None`` where that may not be trusted.

    It may where n is at least 25 times the squared skewness (Cochran 1977, 2.15), so not for a few enormous values
    among small ones, and not where all drawn values are the same, which tells nothing of those that differ.
    """
    found = _moments(values)
    return None if found is None else Z95 * found[1] * sqrt((1 - fraction) / len(values))


def deviation_bound(values: Sequence[float], fraction: float = 0.0) -> float | None:
    """Half width for the standard deviation, through the mean of the squared distances; ``None`` likewise."""
    if len(values) < _FEWEST:
        return None
    array = np.asarray(values, np.float64)
    with np.errstate(all="ignore"):
        squares = np.square(array - array.mean())
        variance = float(squares.mean())
    bound = mean_bound(squares.tolist(), fraction)
    if bound is None or bound >= variance:
        return None
    return sqrt(variance) - sqrt(variance - bound)


def _moments(values: Sequence[float]) -> tuple[float, float] | None:
    """Mean and standard deviation where the normal distribution holds for the mean."""
    count = len(values)
    if count < _FEWEST:
        return None
    array = np.asarray(values, np.float64)
    with np.errstate(all="ignore"):
        mean, deviation = float(array.mean()), float(array.std(ddof=1))
        skewness = float(np.mean(((array - mean) / deviation) ** 3)) if deviation else float("nan")
    return (mean, deviation) if count >= _SKEW_FACTOR * skewness**2 else None


def quantile_ranks(share: float, count: int, fraction: float = 0.0) -> tuple[int, int] | None:
    """Places from 0 in ``count`` sorted values between which the quantile lies (Conover, 3rd ed. 1999, 3.2).

    ``None`` where one end would lie outside of what was drawn.

    >>> quantile_ranks(0.5, 100), quantile_ranks(0.01, 100)
    ((39, 60), None)
    """
    spread = Z95 * sqrt(count * share * (1 - share) * (1 - fraction))
    low, high = floor(count * share - spread) - 1, ceil(count * share + spread)
    return (low, high) if low >= 0 and high < count else None
