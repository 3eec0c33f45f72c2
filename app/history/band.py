"""Between which numbers the next value of a series is ordinary, learned from the series itself.

Every forecast (``forecasting.py``) is tried on the past; the one whose errors were smallest is used, and those errors say
how wide the band is. So no distribution is assumed: what was never regular gets a wide band. Times between runs may be
of any length. Multiples and floors were set on simulated series that ``bench/quality/history`` does not report on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import expm1, log1p, sqrt
from statistics import fmean, median
from typing import Final

from app.history.forecasting import FORECASTS, Forecast
from app.history.series import DAY, LEAST_RUNS, Point, Scale, Series, on_scale

_TRIED: Final = 24
"""Past points every forecast is tried on."""
_LOOKED_BACK: Final = 60
"""Past points the chosen one is tried on, to see how odd values can be."""
_FIRST_TRIED: Final = 2
_FARTHER: Final = 1.25
"""Times as far as values have been before is not remarkable yet."""
_NORMAL: Final = 1.4826
"""From the median of absolute errors to the standard deviation of a normal distribution."""
_UPPER_QUARTILE: Final = 1.1503
"""Standard deviations below which three quarters of the absolute errors of a normal distribution lie."""
_FEW: Final = 8
_ACCEPTED: Final = 3
"""Runs after which a new level is ordinary."""
_LEAST_RATIO: Final = 0.1
_LEAST_SHARE: Final = 0.02
_LEAST_RELATIVE: Final = 0.05
"""Smaller changes are of no interest, however regular the series was: of counts, of shares, of other numbers."""
_CHANCE: Final = 4.0
"""Standard deviations of a count or share that chance alone may move it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What was to be expected of the last point of a series.

    Attributes:
        method: name of the forecast.
        runs: earlier runs it rests on.
        surprise: distance from ``expected`` in half widths of the band; above 1 is outside.
        explained: why a value outside is ordinary all the same; empty where it is not, or is inside.
        past: the band that the same method gave for each point of the series, ``None`` where too few came before.
    """

    method: str
    runs: int
    expected: float
    low: float
    high: float
    surprise: float
    explained: str
    past: tuple[tuple[float, float] | None, ...]

    @property
    def is_anomaly(self) -> bool:
        """Whether the value is neither ordinary nor explained."""
        return self.surprise > 1 and not self.explained


@dataclass(frozen=True, slots=True)
class _Trial:
    """A forecast tried on the past: its values by position, its usual error, and the spread its errors ask for."""

    name: str
    values: Mapping[int, float]
    error: float
    spread: float


def band(
    series: Series, scale: Scale, *, rows: int | None = None, forecasts: Mapping[str, Forecast] = FORECASTS
) -> Band | None:
    """The band for the last point; ``None`` before ``LEAST_RUNS`` earlier points.

    ``rows`` are those a share rests on: chance moves shares of few rows.
    """
    before, now = series[:-1], series[-1]
    if len(before) < LEAST_RUNS:
        return None
    if len({point.value for point in series}) == 1:
        return _constant(series, scale, rows)
    trials = [_tried(name, forecast, series, scale, _TRIED) for name, forecast in forecasts.items()]
    best = min((trial for trial in trials if trial is not None), key=lambda trial: trial.error)
    near = max(best.spread, _least(best.values[len(before)], scale, rows))
    is_near = abs(_error(series, len(before), best.values[len(before)], scale)) <= near
    # Only what is remarkable so far is looked up in the whole past: there are thousands of series.
    whole = best if is_near else _tried(best.name, forecasts[best.name], series, scale, _LOOKED_BACK) or best
    expected = whole.values[len(before)]
    least = max(best.spread, _least(expected, scale, rows))
    below, above = (max(least, known) for known in _known(whole, series, scale))
    off = on_scale(now.value, scale) - on_scale(expected, scale)
    width = above if off > 0 else below
    return Band(
        method=best.name,
        runs=len(before),
        expected=expected,
        low=_moved(expected, -below, scale),
        high=_moved(expected, above, scale),
        surprise=abs(off) / width,
        explained=_explained(series, whole, least, scale),
        past=tuple(
            (_moved(value, -below, scale), _moved(value, above, scale)) if value is not None else None
            for value in (
                whole.values.get(place) if place >= LEAST_RUNS else None for place in range(len(series))
            )
        ),
    )


def _constant(series: Series, scale: Scale, rows: int | None) -> Band:
    """Most series never move, and need no forecast."""
    value, width = series[-1].value, _least(series[-1].value, scale, rows)
    inside = (_moved(value, -width, scale), _moved(value, width, scale))
    return Band(
        method="constant",
        runs=len(series) - 1,
        expected=value,
        low=inside[0],
        high=inside[1],
        surprise=0.0,
        explained="",
        past=tuple(inside if place >= LEAST_RUNS else None for place in range(len(series))),
    )


def _tried(name: str, forecast: Forecast, series: Series, scale: Scale, most: int) -> _Trial | None:
    """``None`` where the forecast has nothing to say of the last point, or had nothing to say before."""
    last = len(series) - 1
    values = {
        place: value
        for place in range(max(_FIRST_TRIED, last - most), last + 1)
        if (value := forecast(series[:place], series[place].at)) is not None
    }
    errors = sorted(
        abs(_error(series, place, value, scale)) for place, value in values.items() if place < last
    )
    if last not in values or len(errors) < _ACCEPTED:
        return None
    upper = errors[-(-3 * len(errors) // 4) - 1]
    spread = max(
        _NORMAL * median(errors), upper / _UPPER_QUARTILE, errors[-1] / 2 if len(errors) < _FEW else 0.0
    )
    usual = errors[: max(len(errors) - len(errors) // 8, 1)]
    # Few errors say little of their spread: a multiple that falls with their number, as Student's t does.
    return _Trial(name, values, fmean(usual) * (1 + 2 / len(errors)), (4 + 12 / len(errors)) * spread)


def _error(series: Series, place: int, forecast: float, scale: Scale) -> float:
    return on_scale(series[place].value, scale) - on_scale(forecast, scale)


def _known(trial: _Trial, series: Series, scale: Scale) -> tuple[float, float]:
    """How far below and above the forecast values have been before, of many without the oddest: not every series is smooth."""
    errors = [
        _error(series, place, value, scale)
        for place, value in trial.values.items()
        if place < len(series) - 1
    ]
    odd = 0 if len(errors) < _TRIED // 2 else 1 + len(errors) // 30
    sides = (sorted((-error for error in errors), reverse=True), sorted(errors, reverse=True))
    below, above = (_FARTHER * max(side[min(odd, len(side) - 1)], 0.0) for side in sides)
    return below, above


def _least(expected: float, scale: Scale, rows: int | None) -> float:
    """Half the width of the narrowest band."""
    if scale is Scale.COUNT:
        return max(log1p(_LEAST_RATIO), log1p(_CHANCE / sqrt(max(expected, 1.0))))
    if scale is Scale.NUMBER:
        return max(_LEAST_RELATIVE * abs(expected), 1e-12)
    share = min(max(expected, 0.0), 1.0)
    chance = _CHANCE * sqrt(max(share * (1 - share), 0.01) / rows) if rows else 0.0
    return max(_LEAST_SHARE, chance)


def _moved(value: float, by: float, scale: Scale) -> float:
    if scale is Scale.COUNT:
        return max(expm1(log1p(max(value, 0.0)) + by), 0.0)
    moved = value + by
    return min(max(moved, 0.0), 1.0) if scale is Scale.SHARE else moved


def _explained(series: Series, trial: _Trial, width: float, scale: Scale) -> str:
    """Why the value need not be remarkable; empty if nothing speaks for it."""
    before, now = series[:-1], series[-1]
    likely = (
        ("often empty", scale is Scale.COUNT and _is_often_empty(series)),
        ("the sample allows no bound", _error_of_sample(series) is None),
        ("within the error of the sample", _is_within_error(series, trial)),
        ("as a week before", any(_is_like(point, now, width, scale) for point in _a_week_before(series))),
        ("as in the last three runs", _is_new_level(series, trial, width, scale)),
        ("no earlier run on this weekday", _is_new_weekday(before, now)),
    )
    return next((words for words, holds in likely if holds), "")


def _is_like(point: Point, now: Point, width: float, scale: Scale) -> bool:
    return abs(on_scale(now.value, scale) - on_scale(point.value, scale)) <= width


def _error_of_sample(series: Series) -> float | None:
    """Half widths of both sides, as intervals that do not touch differ; ``None`` where one is unknown."""
    known = [point.bound for point in series[:-1][-LEAST_RUNS:] if point.bound is not None]
    return None if series[-1].bound is None or not known else series[-1].bound + median(known)


def _is_within_error(series: Series, trial: _Trial) -> bool:
    error = _error_of_sample(series)
    return error is not None and abs(series[-1].value - trial.values[len(series) - 1]) <= error


def _a_week_before(series: Series) -> Series:
    return tuple(point for point in series[:-1] if abs(series[-1].at - point.at - 7 * DAY) < DAY / 2)


def _is_new_level(series: Series, trial: _Trial, width: float, scale: Scale) -> bool:
    """The last runs were out of the ordinary too, and like this one."""
    last = range(len(series) - 1 - _ACCEPTED, len(series) - 1)
    return all(
        (forecast := trial.values.get(place)) is not None
        and _is_like(series[place], series[-1], width, scale)
        and not _is_like(series[place], Point(0, trial.values[len(series) - 1]), width, scale)
        and not _is_like(series[place], Point(0, forecast), width, scale)
        for place in last
    )


def _is_often_empty(series: Series) -> bool:
    """Staging tables: between empty and full there is no level."""
    before, now = series[:-1], series[-1]
    most = max(point.value for point in before)
    return sum(point.value == 0 for point in before) >= len(before) / 5 and now.value <= 2 * most


def _is_new_weekday(before: Series, now: Point) -> bool:
    """Runs come at least every other day, and the week is not known yet."""
    gaps = [right.at - left.at for left, right in pairwise((*before, now))]
    known = {point.weekday for point in before if point.day < now.day}
    # Within a single day no run tells a weekday from any other.
    is_unknown = median(gaps) < 3 * DAY and len(known) > 1 and now.weekday not in known
    only_grew = (
        all(left.value <= right.value for left, right in pairwise(before))
        and before[0].value < before[-1].value
    )
    return is_unknown and not (only_grew and now.value < before[-1].value)  # no weekday takes rows away again
