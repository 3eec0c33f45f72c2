"""Metrics of days and moments."""

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np

from app.model.distribution import Frequency
from app.model.measurements import Measurement
from app.model.schema import DataType
from app.quality.sampling.counted import Counted
from app.quality.sampling.line import Line, shown

_DAY = 86_400
_SATURDAY = 5
_EPOCH_WEEKDAY = 3
"""1970-01-01 was a Thursday."""


def of_moments(column: Counted, line: Line, now: datetime | None) -> Iterator[Measurement]:
    """Values to come, infinite ones, and of the finite ones those at midnight and on weekends; the ends of a whole table.

    Without ``now`` nothing is said of the future, which for days begins tomorrow (UTC). Shares of no values are left out.
    """
    if now is not None:
        limit = _limit(column.data_type, now)
        future = line.cells_where(line.values > limit)
        yield from column.count("future_count", future)
        yield from column.share("future_share", future, column.filled)
    yield from column.count("infinite_count", line.odd.get("inf", 0) + line.odd.get("-inf", 0))
    midnight = line.cells_where(line.values % _DAY == 0)
    yield from column.share("midnight_share", midnight, line.count)
    days = _weekdays(line)
    yield from column.share("weekend_share", sum(days[_SATURDAY:]), sum(days))
    if column.drawn.is_whole and line.places and not line.odd:
        yield from column.said("min", shown(column.data_type, line.places[0]))
        yield from column.said("max", shown(column.data_type, line.places[-1]))


def weekdays(column: Counted, line: Line) -> tuple[Frequency, ...]:
    """Monday to Sunday as 1 to 7 (ISO 8601); empty without a day."""
    days = _weekdays(line)
    total = sum(days)
    return tuple(column.frequency(str(number), count, total) for number, count in enumerate(days, 1) if total)


def _weekdays(line: Line) -> list[int]:
    days = (np.floor(line.values / _DAY).astype(np.int64) + _EPOCH_WEEKDAY) % 7
    return [int(count) for count in np.bincount(days, line.counts, minlength=7)]


def _limit(data_type: DataType, now: datetime) -> float:
    """Where the future begins: for days after today."""
    moment = now.astimezone(UTC)
    if data_type is DataType.DATE:
        moment = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment.timestamp()
