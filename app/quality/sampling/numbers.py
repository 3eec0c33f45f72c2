"""Metrics of numbers."""

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from app.model.measurements import Measurement
from app.quality.sampling.counted import Counted, spelled_out
from app.quality.sampling.intervals import deviation_bound, mean_bound
from app.quality.sampling.line import Line, shown
from app.quality.sampling.outliers import fences


def of_numbers(column: Counted, line: Line) -> Iterator[Measurement]:
    """Mean and spread, zeros, negatives, NaN, infinities, outliers; the ends of a whole table."""
    zeros = sum(each.count for each in line.places if each.place == 0 and each.key == 0)
    below = sum(each.count for each in line.places if each.key < 0) + line.odd.get("-inf", 0)
    yield from column.count("zero_count", zeros)
    yield from column.share("zero_share", zeros, column.filled)
    yield from column.count("negative_count", below)
    yield from column.share("negative_share", below, column.filled)
    yield from column.count("nan_count", line.odd.get("nan", 0))
    yield from column.count("infinite_count", line.odd.get("inf", 0) + line.odd.get("-inf", 0))
    every = spelled_out([(each.place, each.count) for each in line.places])
    if every and isfinite(every[0]) and isfinite(every[-1]):
        yield from _moments(column, every)
        yield from _outliers(column, every)
    if column.drawn.is_whole and line.places and not line.odd:
        yield from column.said("min", shown(column.data_type, line.places[0]))
        yield from column.said("max", shown(column.data_type, line.places[-1]))


def _moments(column: Counted, values: Sequence[float]) -> Iterator[Measurement]:
    """Around the middle value, so that large numbers close to each other lose no digits."""
    middle = values[len(values) // 2]
    with np.errstate(all="ignore"):
        array = np.asarray(values, np.float64) - middle
        mean = float(array.mean()) + middle
        deviation = float(array.std(ddof=1)) if len(values) > 1 else float("nan")
    fraction = column.drawn.fraction
    centred = array.tolist()
    if isfinite(mean):
        yield from column.said("mean", mean, mean_bound(centred, fraction))
    if isfinite(deviation):
        yield from column.said("standard_deviation", deviation, deviation_bound(centred, fraction))


def _outliers(column: Counted, values: Sequence[float]) -> Iterator[Measurement]:
    """No bound: where the fences stand is itself an estimate."""
    found = fences(values)
    if found is not None:
        beyond = sum(1 for value in values if not found[0] <= value <= found[1])
        yield from column.count("outlier_count", beyond, is_bounded=False)
        yield from column.share("outlier_share", beyond, len(values), is_bounded=False)
