"""Trials: ordinary histories, judged run by run, and histories whose last run has something planted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from app.history.band import band
from app.history.drift import drift
from app.history.freshness import Sighting, freshness
from app.history.points import ColumnPoint
from app.history.series import DAY, LEAST_RUNS, Point, Scale, Series
from bench.quality.history import ordinary, runs, spreads
from bench.quality.history.runs import START, holidays

RUNS: Final = 45
Timers = Mapping[str, Callable[[Random, int], list[float]]]


@dataclass(frozen=True, slots=True)
class Rate:
    """Alarms of judgements."""

    name: str
    alarms: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.alarms / self.of if self.of else 0.0


def false_alarms(seed: str, *, held_out: bool, trials: int) -> Iterator[Rate]:
    """Alarms of ordinary histories, by kind of series."""
    timers = runs.HELD_OUT if held_out else runs.TUNING
    rows = ordinary.ROWS_HELD_OUT if held_out else ordinary.ROWS_TUNING
    shares = ordinary.SHARES_HELD_OUT if held_out else ordinary.SHARES_TUNING
    for name, timer in timers.items():
        for makers, scale in ((rows, Scale.COUNT), (shares, Scale.SHARE)):
            for kind, maker in makers.items():
                yield _rate(
                    f"{name}, {kind}",
                    (_band_alarms(_random(seed, name, kind, n), maker, timer, scale) for n in range(trials)),
                )
        yield _rate(
            f"{name}, age", (_age_alarms(_random(seed, name, "age", n), timer) for n in range(trials))
        )
    for kind, number in (spreads.NUMBERS_HELD_OUT if held_out else spreads.NUMBERS_TUNING).items():
        yield _rate(
            f"spread of {kind}", (_number_drifts(_random(seed, kind, "", n), number) for n in range(trials))
        )
    for kind, category in (spreads.CATEGORIES_HELD_OUT if held_out else spreads.CATEGORIES_TUNING).items():
        for masked in (False, True):
            name = f"categories of {kind}{', masked' if masked else ''}"
            yield _rate(
                name,
                (
                    _category_drifts(_random(seed, name, "", n), category, masked=masked)
                    for n in range(trials)
                ),
            )


def detections(seed: str, *, held_out: bool, trials: int) -> Iterator[Rate]:
    """Alarms of the last run of histories of twelve to forty runs, by what was planted in it."""
    timers = runs.HELD_OUT if held_out else runs.TUNING
    kinds = (
        ("swings", "purged", "grows faster")
        if held_out
        else ("reloaded", "grows", "grows by week", "wanders")
    )
    makers = {**ordinary.ROWS_TUNING, **ordinary.ROWS_HELD_OUT}
    shares = ordinary.SHARES_HELD_OUT if held_out else ordinary.SHARES_TUNING
    each = [
        (timer, _random(seed, "planted", name, n)) for name, timer in timers.items() for n in range(trials)
    ]
    for kind in kinds:
        yield _rate(
            f"volume -50 %: {kind}", (_dropped(random, makers[kind], timer) for timer, random in each)
        )
    for kind, maker in shares.items():
        yield _rate(f"null jump of 0.2: {kind}", (_jumped(random, maker, timer) for timer, random in each))
    yield _rate(
        "three loads missing, at the pace of the runs", (_stale(random, timer) for timer, random in each)
    )
    numbers = spreads.NUMBERS_HELD_OUT if held_out else spreads.NUMBERS_TUNING
    for kind, number in numbers.items():
        if kind not in _NO_UNIT:
            yield _rate(f"unit x 1,000: {kind}", (_rescaled(random, number) for _, random in each))
    categories = spreads.CATEGORIES_HELD_OUT if held_out else spreads.CATEGORIES_TUNING
    for kind, category in categories.items():
        yield _rate(f"category vanished: {kind}", (_vanished(random, category) for _, random in each))


_NO_UNIT: Final = frozenset({"ratings", "keys", "moving window"})


def _random(seed: str, *parts: object) -> Random:
    return Random("-".join(map(str, (seed, *parts))))


def _rate(name: str, trials: Iterator[tuple[int, int]]) -> Rate:
    made = list(trials)
    return Rate(name, sum(alarms for alarms, _ in made), sum(of for _, of in made))


def _band_alarms(
    random: Random, maker: ordinary.Maker, timer: Callable[[Random, int], list[float]], scale: Scale
) -> tuple[int, int]:
    times = timer(random, RUNS)
    series = ordinary.series_of(maker(random, times), times)
    bands = [band(series[:end], scale, rows=10_000) for end in range(LEAST_RUNS + 1, len(series) + 1)]
    return sum(each is not None and each.is_anomaly for each in bands), len(bands)


def sightings(random: Random, times: Sequence[float], *, missing: int = 0) -> tuple[Sighting, ...]:
    """Of a table that is loaded daily or on workdays, at about the same time, not on holidays; the last may be missing."""
    rare, hour, free = random.random() < 0.5, random.uniform(0, 10), holidays(random)
    loads = [
        START + DAY * day + 3600 * (hour + random.uniform(0, 0.8))
        for day in range(-40, int((times[-1] - START) // DAY) + 1)
        if not (rare and day % 7 in ordinary.FREE) and day not in free
    ]
    loads = [load for load in loads if load <= times[-1]]
    loads = loads[: len(loads) - missing]
    seen = [max(load for load in loads if load <= at) for at in times]
    return tuple(Sighting(at, newest) for at, newest in zip(times, seen, strict=True))


def _age_alarms(random: Random, timer: Callable[[Random, int], list[float]]) -> tuple[int, int]:
    seen = sightings(random, timer(random, RUNS))
    found = [freshness(seen[:end]) for end in range(LEAST_RUNS + 1, len(seen) + 1)]
    return sum(each is not None and each.is_late for each in found), len(found)


def _number_drifts(random: Random, kind: Callable[[Random], spreads.Draw]) -> tuple[int, int]:
    draw = kind(random)
    return _drifts([spreads.of_numbers(random, draw, run) for run in range(RUNS // 2)])


def _category_drifts(
    random: Random, kind: Callable[[Random], Mapping[str, float]], *, masked: bool
) -> tuple[int, int]:
    choose = spreads.chooser(kind(random))
    return _drifts([spreads.of_categories(random, choose, run, masked=masked) for run in range(RUNS // 2)])


def _drifts(points: Sequence[ColumnPoint]) -> tuple[int, int]:
    found = [drift(points[:end]) for end in range(LEAST_RUNS + 1, len(points) + 1)]
    return sum(each is not None and each.is_anomaly for each in found), len(found)


def _length(random: Random) -> int:
    return random.randint(12, 40)


def _times(random: Random, timer: Callable[[Random, int], list[float]], days: int) -> list[float]:
    """So many runs, or more until they cover those days."""
    times = timer(random, _length(random))
    while times[-1] - times[0] < days * DAY:
        times = timer(random, 2 * len(times))
    return times


def _judged(series: Series, value: float, scale: Scale) -> tuple[int, int]:
    found = band((*series[:-1], Point(series[-1].at, value)), scale, rows=10_000)
    return int(found is not None and found.is_anomaly), 1


def _dropped(
    random: Random, maker: ordinary.Maker, timer: Callable[[Random, int], list[float]]
) -> tuple[int, int]:
    times = _times(random, timer, 8)  # before that, a drop may be what a weekday is like
    series = ordinary.series_of(maker(random, times), times)
    return _judged(series, float(int(series[-1].value / 2)), Scale.COUNT)


def _jumped(
    random: Random, maker: ordinary.Maker, timer: Callable[[Random, int], list[float]]
) -> tuple[int, int]:
    times = _times(random, timer, 8)  # before that, a drop may be what a weekday is like
    series = ordinary.series_of(maker(random, times), times)
    value = series[-1].value
    return _judged(series, value + 0.2 if value < 0.8 else value - 0.2, Scale.SHARE)


def _stale(random: Random, timer: Callable[[Random, int], list[float]]) -> tuple[int, int]:
    times = _times(random, timer, 21)  # three loads of a table known for three days are all there are
    gap = max(times[-1] - times[-2], DAY)
    found = freshness(sightings(random, times, missing=round(3 * gap / DAY)))
    return int(found is not None and found.is_late), 1


def _rescaled(random: Random, kind: Callable[[Random], spreads.Draw]) -> tuple[int, int]:
    draw = kind(random)
    points = [spreads.of_numbers(random, draw, run) for run in range(_length(random))]
    changed = spreads.of_numbers(random, lambda random, run: 1_000 * draw(random, run), len(points))
    found = drift([*points, changed])
    return int(found is not None and found.is_anomaly), 1


def _vanished(random: Random, kind: Callable[[Random], Mapping[str, float]]) -> tuple[int, int]:
    """One of at least a twentieth goes."""
    shares = dict(kind(random))
    points = [spreads.of_categories(random, spreads.chooser(shares), run) for run in range(_length(random))]
    common = [each.label for each in points[-1].top if each.share >= 0.08 and each.label is not None]
    shares.pop(random.choice(common))
    found = drift([*points, spreads.of_categories(random, spreads.chooser(shares), len(points))])
    return int(found is not None and found.is_anomaly), 1
