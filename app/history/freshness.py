"""When new rows usually come, and whether they are late.

The age of a table is the time from its newest moment to the run. What is late is learned from the ages and arrivals that
were seen: the oldest age that was ordinary, and once the usual time between arrivals more, so that a
single load that does not come (a holiday, say) is no news and the second is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Final

from app.history.series import DAY, LEAST_RUNS

_PATIENCE: Final = 1.0
"""Usual times between arrivals that are waited for beyond the oldest ordinary age."""
_LEAST_PATIENCE: Final = 3_600.0
_SAME_WEEKDAY: Final = 3
_LEAST_ARRIVALS: Final = 3
_IRREGULAR: Final = 6.0
"""Times the usual gap: where one was longer than that, arrivals have no cadence. Holidays around a weekend are 5."""
_RECENT: Final = 60


@dataclass(frozen=True, slots=True)
class Sighting:
    """The newest moment of a column as a run saw it, both in seconds since 1970."""

    at: float
    newest: float

    @property
    def age(self) -> float:
        """Seconds; below 0 where the newest moment is still to come."""
        return self.at - self.newest

    @property
    def weekday(self) -> int:
        """Of the run, 0 for Monday, in UTC."""
        return datetime.fromtimestamp(self.at, UTC).weekday()


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """Whether a table is as fresh as it usually is.

    Attributes:
        cadence: usual seconds between arrivals; never finer than the runs.
        age: seconds from the newest moment to the run.
        latest: the age up to which it is fresh.
        arrivals: times something new had come, among the runs seen.
        missed: arrivals that were due since the newest moment and did not come; 0 where it is fresh.
    """

    cadence: float
    age: float
    latest: float
    runs: int
    arrivals: int
    missed: int

    @property
    def is_late(self) -> bool:
        """Whether more than one arrival is overdue."""
        return self.missed > 0


def freshness(sightings: tuple[Sighting, ...]) -> Freshness | None:
    """Of the last sighting by those before it.

    ``None`` before ``LEAST_RUNS`` earlier runs, and for a column that is no arrival: one whose newest moment
    moves without cadence, or lies in the future (a date of delivery, say).
    """
    before, now = sightings[:-1][-_RECENT:], sightings[-1]
    if len(before) < LEAST_RUNS or any(each.age < -DAY for each in sightings):
        return None
    gaps = list(_gaps(before))
    if len(gaps) < _LEAST_ARRIVALS or max(gaps) > _IRREGULAR * median(gaps):
        return None
    cadence = median(gaps)
    latest = _ordinary(before, now, gaps) + max(_PATIENCE * cadence, _LEAST_PATIENCE)
    age = max(now.age - DAY * _unknown_days(before, now, cadence), 0.0)
    return Freshness(
        cadence=cadence,
        age=now.age,
        latest=latest,
        runs=len(before),
        arrivals=len(gaps),
        missed=max(round((age - latest) / cadence), 1) if age > latest else 0,
    )


def _gaps(before: tuple[Sighting, ...]) -> Iterator[float]:
    """Seconds between one arrival and the next, as far as runs tell them apart."""
    for left, right in pairwise(before):
        if right.newest > left.newest:
            yield right.newest - left.newest


def _ordinary(before: tuple[Sighting, ...], now: Sighting, gaps: list[float]) -> float:
    """The oldest age of that weekday if it is known, else of any; what is waited for now says nothing of it."""
    known = [each for each in before if each.newest < now.newest] or [*before]
    same = [each.age for each in known if each.weekday == now.weekday]
    ages = sorted(same if len(same) >= _SAME_WEEKDAY else [each.age for each in known])
    # One stale spell of the past must not make the next one ordinary.
    limit = 3 * (median(ages) + max(gaps, default=0.0)) if len(ages) > LEAST_RUNS else ages[-1]
    return max(age for age in ages if age <= max(limit, ages[0]))


def _unknown_days(before: tuple[Sighting, ...], now: Sighting, cadence: float) -> int:
    """Days since the newest moment whose weekday no run has seen: nobody knows whether anything comes on them."""
    if cadence > 3 * DAY:
        return 0
    known = {each.weekday for each in before if each.newest < now.newest}
    days = min(int(now.age // DAY) + 1, 7)
    return sum(Sighting(now.at - number * DAY, 0).weekday not in known for number in range(days))
