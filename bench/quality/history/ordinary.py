"""Ordinary series of row counts and shares: what tables do when nothing is wrong. Two families, one to tune on, one not."""

from collections.abc import Callable, Mapping, Sequence
from math import exp
from random import Random
from typing import Final

from app.history.series import DAY, Point, Scale, Series
from bench.quality.history.runs import START, holidays

Maker = Callable[[Random, Sequence[float]], list[float]]
FREE: Final = (5, 6)


def _day(at: float) -> int:
    return int((at - START) // DAY)


def _load_of(
    random: Random, base: float, weekend: float, noise: float, off: frozenset[int], day: int
) -> float:
    usual = base * (weekend if day % 7 in FREE or day in off else 1.0)
    return usual * exp(random.gauss(0, noise))


def _growing(
    random: Random, times: Sequence[float], *, weekend: float, noise: float, trend: float = 0.0
) -> list[float]:
    """Rows that only come: so many a day, fewer on free days, whether looked at or not."""
    rows, base, off = float(random.randint(0, 200_000)), float(random.randint(50, 5_000)), holidays(random)
    made, day = list[float](), 0
    for at in times:
        while day < _day(at):
            rows += _load_of(random, base * (1 + trend * day), weekend, noise, off, day)
            day += 1
        made.append(float(int(rows)))
    return made


def _reloaded(random: Random, times: Sequence[float], *, weekend: float, noise: float) -> list[float]:
    """A table that is filled anew for each day."""
    base, off = float(random.randint(200, 50_000)), holidays(random)
    loads: dict[int, float] = {}
    return [
        float(int(loads.setdefault(_day(at), _load_of(random, base, weekend, noise, off, _day(at)))))
        for at in times
    ]


def grows(random: Random, times: Sequence[float]) -> list[float]:
    """Events, evenly."""
    return _growing(random, times, weekend=1.0, noise=random.uniform(0.02, 0.2))


def grows_by_week(random: Random, times: Sequence[float]) -> list[float]:
    """Orders: few at weekends and on holidays."""
    return _growing(random, times, weekend=random.uniform(0.1, 0.6), noise=random.uniform(0.02, 0.15))


def grows_faster(random: Random, times: Sequence[float]) -> list[float]:
    """A business that does well."""
    return _growing(
        random, times, weekend=random.uniform(0.3, 1), noise=0.1, trend=random.uniform(0.002, 0.02)
    )


def stays(random: Random, times: Sequence[float]) -> list[float]:
    """A list of codes: the same for weeks, then one more."""
    rows, made = float(random.randint(3, 300)), list[float]()
    for _ in times:
        rows += random.random() < 0.05
        made.append(rows)
    return made


def is_reloaded(random: Random, times: Sequence[float]) -> list[float]:
    """A snapshot of about the same size."""
    return _reloaded(random, times, weekend=1.0, noise=random.uniform(0.01, 0.12))


def is_reloaded_by_week(random: Random, times: Sequence[float]) -> list[float]:
    """Yesterday's orders, few at weekends."""
    return _reloaded(random, times, weekend=random.uniform(0.2, 0.7), noise=random.uniform(0.02, 0.1))


def wanders(random: Random, times: Sequence[float]) -> list[float]:
    """Open tickets: some come, some go."""
    rows, made = random.uniform(200, 5_000), list[float]()
    step = random.uniform(0.01, 0.05)
    for _ in times:
        rows = max(rows * exp(random.gauss(0, step)), 1)
        made.append(float(int(rows)))
    return made


def often_empty(random: Random, times: Sequence[float]) -> list[float]:
    """A staging table: empty unless a load is under way."""
    empty = random.uniform(0.3, 0.9)
    return [0.0 if random.random() < empty else float(random.randint(100, 10_000)) for _ in times]


def heavy_tailed(random: Random, times: Sequence[float]) -> list[float]:
    """A queue: log-normal, now and then very long."""
    level, spread = random.uniform(50, 2_000), random.uniform(0.3, 0.8)
    return [float(int(level * exp(random.gauss(0, spread)))) for _ in times]


def swings(random: Random, times: Sequence[float]) -> list[float]:
    """Stock: returns to its level slowly, an autoregression of the first order."""
    level, off, made = random.uniform(500, 20_000), 0.0, list[float]()
    for _ in times:
        off = 0.8 * off + random.gauss(0, 0.04)
        made.append(float(int(level * exp(off))))
    return made


def month_ends(random: Random, times: Sequence[float]) -> list[float]:
    """Bookings: grow by the day, by twice as much on the last days of a month."""
    rows, base, day, made = 10_000.0, random.uniform(100, 2_000), 0, list[float]()
    for at in times:
        while day < _day(at):
            rows += base * (2 if day % 30 >= 28 else 1) * exp(random.gauss(0, 0.1))
            day += 1
        made.append(float(int(rows)))
    return made


def purged(random: Random, times: Sequence[float]) -> list[float]:
    """A log of the last ninety days: grows, then stays."""
    base = random.uniform(100, 3_000)
    loads = [base * exp(random.gauss(0, 0.1)) * (0.5 if day % 7 in FREE else 1) for day in range(1_500)]
    age = random.randint(10, 200)
    return [float(int(sum(loads[max(age + _day(at) - 90, 0) : age + _day(at)]))) for at in times]


def counts(random: Random, times: Sequence[float]) -> list[float]:
    """A small table whose rows come and go by chance."""
    level = random.uniform(5, 60)
    return [float(sum(random.random() < level / 200 for _ in range(200))) for _ in times]


def steady_share(random: Random, times: Sequence[float]) -> list[float]:
    """A share of many rows that chance moves a little."""
    share, spread = random.betavariate(0.5, 2), random.uniform(0.001, 0.02)
    return [min(max(share + random.gauss(0, spread), 0.0), 1.0) for _ in times]


def drifting_share(random: Random, times: Sequence[float]) -> list[float]:
    """A share of all rows so far, which new rows move."""
    share, to = random.random(), random.random()
    return [
        share + (to - share) * number / (number + 60) + random.gauss(0, 0.003)
        for number, _ in enumerate(times)
    ]


ROWS_TUNING: Final[Mapping[str, Maker]] = {
    "grows": grows,
    "grows by week": grows_by_week,
    "stays": stays,
    "reloaded": is_reloaded,
    "reloaded by week": is_reloaded_by_week,
    "wanders": wanders,
    "often empty": often_empty,
}
ROWS_HELD_OUT: Final[Mapping[str, Maker]] = {
    "grows faster": grows_faster,
    "heavy-tailed": heavy_tailed,
    "swings": swings,
    "month ends": month_ends,
    "purged": purged,
    "counts": counts,
}
SHARES_TUNING: Final[Mapping[str, Maker]] = {"steady share": steady_share}
SHARES_HELD_OUT: Final[Mapping[str, Maker]] = {"drifting share": drifting_share}


def series_of(values: Sequence[float], times: Sequence[float]) -> Series:
    """The values as points of runs."""
    return tuple(Point(at, value) for at, value in zip(times, values, strict=True))


SCALES: Final = {"rows": Scale.COUNT, "shares": Scale.SHARE}
