"""Simple forecasts of the next value of a series, each from the points before it.

None needs more than a few dozen points, runs at fixed times, or a library; ``band.py`` chooses the one that was nearest
so far. Medians throughout, so that a single odd run moves none of them.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from statistics import median
from typing import Final

from app.history.series import DAY, Point, Series

Forecast = Callable[[Series, float], float | None]
"""From the points so far and a time to the value expected then; ``None`` where it has nothing to say."""

_RECENT: Final = 14
_SAME_WEEKDAY: Final = 3
"""Points of a weekday that are needed to say what is usual on it, as many as periods a decomposition needs."""
_WEEKS: Final = 6


def level(before: Series, _at: float) -> float:
    """The median of the last two weeks of daily runs."""
    return median(point.value for point in before[-_RECENT:])


def last(before: Series, _at: float) -> float:
    """What it was."""
    return before[-1].value


def line(before: Series, at: float) -> float | None:
    """The line of Theil (1950) and Sen (JASA 63, 1968): the median of the slopes between all pairs of points."""
    points = before[-2 * _RECENT :]
    slopes = [
        (right.value - left.value) / (right.at - left.at)
        for number, right in enumerate(points)
        for left in points[:number]
        if right.at > left.at
    ]
    if len(slopes) < _SAME_WEEKDAY:
        return None
    slope = median(slopes)
    return slope * at + median(point.value - slope * point.at for point in points)


def pace(before: Series, at: float) -> float | None:
    """What it was, and as much more as usually comes in that time."""
    return _onward(before[-_RECENT - 1 :], at)


def weekday(before: Series, at: float) -> float | None:
    """The median of the same weekday in the last weeks, of each day the last run."""
    by_day = {point.day: point.value for point in _same_weekday(before, at)}
    return median([*by_day.values()][-_WEEKS:]) if len(by_day) >= _SAME_WEEKDAY else None


def weekday_pace(before: Series, at: float) -> float | None:
    """What it was, and as much more as usually comes by that weekday."""
    days = {point.day for point in _same_weekday(before, at)}
    rates = [_rate(left, right) for left, right in pairwise(before) if right.day in days]
    if len(days) < _SAME_WEEKDAY or not rates:
        return None
    return before[-1].value + median(rates) * (at - before[-1].at)


def _same_weekday(before: Series, at: float) -> Series:
    """Runs on the same weekday, in weeks before that of ``at``."""
    now = Point(at, 0)
    oldest = at - (7 * _WEEKS + 1) * DAY
    return tuple(
        point
        for point in before
        if point.weekday == now.weekday and oldest < point.at and point.day < now.day
    )


def _onward(points: Series, at: float) -> float | None:
    rates = [_rate(left, right) for left, right in pairwise(points)]
    return points[-1].value + median(rates) * (at - points[-1].at) if len(rates) >= 2 else None  # noqa: PLR2004 - a median


def _rate(left: Point, right: Point) -> float:
    return (right.value - left.value) / max(right.at - left.at, DAY / 1440)


FORECASTS: Final[Mapping[str, Forecast]] = {
    "level": level,
    "last value": last,
    "trend line": line,
    "pace": pace,
    "weekday level": weekday,
    "weekday pace": weekday_pace,
}
"""By the name under which results say which was used; of equally near ones the first is used."""
