"""How the values of a sampled column are spread."""

from collections.abc import Iterator
from math import ceil
from typing import Final

import numpy as np

from app.model.distribution import Bin, Distribution, Frequency, Quantile
from app.model.schema import DataType
from app.quality.bars import Calendar, bars_of
from app.quality.sampling.counted import MOMENTS, Counted
from app.quality.sampling.intervals import quantile_ranks
from app.quality.sampling.line import Line, shown
from app.quality.sampling.moments import weekdays
from app.quality.sampling.shapes import clusters

SHARES: Final = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
"""Of the seven quantiles."""

MOST_VALUES: Final = 10
MOST_SHAPES: Final = 10

_FEWEST_CELLS: Final = 3
"""Of a sample; what two drawn cells share is chance as soon as often as not."""

_NEARLY_UNIQUE: Final = 0.9
_CALENDARS: Final = {DataType.DATE: Calendar.DAYS, DataType.TIMESTAMP: Calendar.SECONDS}


def distribution_of(column: Counted, line: Line | None) -> Distribution:
    """Every part that applies to the column's type; empty where it does not, or nothing was drawn.

    ``line`` is ``None`` for types whose values lie on none; times of day have quantiles and no bars.
    """
    return Distribution(
        quantiles=tuple(_quantiles(column, line)) if line else (),
        histogram=tuple(_bars(column, line)) if line and column.data_type is not DataType.TIME else (),
        top_values=tuple(_top_values(column)),
        shapes=tuple(_shapes(column)) if column.data_type is DataType.TEXT else (),
        weekdays=weekdays(column, line) if line and column.data_type in MOMENTS else (),
    )


def _quantiles(column: Counted, line: Line) -> Iterator[Quantile]:
    """The smallest value with at least that share at or below it (SQL: ``percentile_disc``), with its interval."""
    every = np.repeat(np.arange(len(line.places)), line.counts).tolist()
    drawn = column.drawn
    for share in SHARES if every else ():
        ranks = quantile_ranks(share, len(every), drawn.fraction) if drawn.is_bounded else None
        yield Quantile(
            share=share,
            value=shown(column.data_type, line.places[every[max(ceil(share * len(every)), 1) - 1]]),
            exact=drawn.is_whole,
            low=shown(column.data_type, line.places[every[ranks[0]]]) if ranks else None,
            high=shown(column.data_type, line.places[every[ranks[1]]]) if ranks else None,
        )


def _bars(column: Counted, line: Line) -> Iterator[Bin]:
    """Between the smallest and the largest value that were seen."""
    if not line.places:
        return
    bars = bars_of(line.places[0].place, line.places[-1].place, _CALENDARS.get(column.data_type))
    if bars is None:
        return
    numbers = [bars.bar_of(each) for each in line.values.tolist()]
    counts = np.bincount(numbers, line.counts, minlength=bars.number).astype(np.int64).tolist()
    for (left, right), count in zip(bars.shown(), counts, strict=True):
        found = column.frequency("", count, line.count)
        yield Bin(low=left, high=right, share=found.share, count=count, exact=found.exact, bound=found.bound)


def _top_values(column: Counted) -> Iterator[Frequency]:
    """The most frequent values; none of a column in which nearly every value is another."""
    if len(column.counts) > _NEARLY_UNIQUE * column.filled and len(column.counts) > MOST_VALUES:
        return
    fewest = 2 if column.drawn.is_whole else _FEWEST_CELLS
    ranked = sorted(
        ((n, text) for text, n in column.counts.items() if n >= fewest), key=lambda each: (-each[0], each[1])
    )
    for count, text in ranked[:MOST_VALUES]:
        yield column.frequency(text, count, column.filled)


def _shapes(column: Counted) -> Iterator[Frequency]:
    if column.written:
        ranked = sorted(clusters(column.texts).items(), key=lambda each: (-each[1], each[0]))
        for found, count in ranked[:MOST_SHAPES]:
            yield column.frequency(found, count, column.filled)
