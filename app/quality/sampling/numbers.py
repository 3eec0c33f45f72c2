"""Metrics of numbers."""

from collections.abc import Iterator
from math import isfinite

import numpy as np
import numpy.typing as npt

from app.model.measurements import Measurement
from app.quality.sampling.counted import Counted
from app.quality.sampling.intervals import deviation_bound, mean_bound
from app.quality.sampling.line import Line, shown
from app.quality.sampling.outliers import fences


def of_numbers(column: Counted, line: Line) -> Iterator[Measurement]:
    """Mean and standard deviation (n - 1), zeros, negatives, NaN, infinities, outliers; the ends of a whole table.

    NaN and infinities are counted by themselves (minus infinity as a negative number too) and left out of mean, deviation
    and outliers; where there are any, no ends are told. NULL is left out everywhere.
    """
    zeros = line.cells_where(line.values == 0)
    below = line.cells_where(line.values < 0) + line.odd.get("-inf", 0)
    yield from column.count("zero_count", zeros)
    yield from column.share("zero_share", zeros, column.filled)
    yield from column.count("negative_count", below)
    yield from column.share("negative_share", below, column.filled)
    yield from column.count("nan_count", line.odd.get("nan", 0))
    yield from column.count("infinite_count", line.odd.get("inf", 0) + line.odd.get("-inf", 0))
    every = np.repeat(line.values, line.counts)
    if every.size and isfinite(every[0]) and isfinite(every[-1]):
        yield from _moments(column, every)
        yield from _outliers(column, every)
    if column.drawn.is_whole and line.places and not line.odd:
        yield from column.said("min", shown(column.data_type, line.places[0]))
        yield from column.said("max", shown(column.data_type, line.places[-1]))


def _moments(column: Counted, values: npt.NDArray[np.float64]) -> Iterator[Measurement]:
    """Around the middle value, so that large numbers close to each other lose no digits."""
    middle = float(values[values.size // 2])
    with np.errstate(all="ignore"):
        centred = values - middle
        mean = float(centred.mean()) + middle
        deviation = float(centred.std(ddof=1)) if values.size > 1 else float("nan")
    fraction = column.drawn.fraction
    if isfinite(mean):
        yield from column.said("mean", mean, mean_bound(centred, fraction))
    if isfinite(deviation):
        yield from column.said("standard_deviation", deviation, deviation_bound(centred, fraction))


def _outliers(column: Counted, values: npt.NDArray[np.float64]) -> Iterator[Measurement]:
    """No bound: where the fences stand is itself an estimate."""
    found = fences(values)
    if found is not None:
        beyond = int(((values < found[0]) | (values > found[1])).sum())
        yield from column.count("outlier_count", beyond, is_bounded=False)
        yield from column.share("outlier_share", beyond, values.size, is_bounded=False)
