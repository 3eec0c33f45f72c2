"""Late is what comes later than this table ever did."""

import pytest

from app.history.freshness import Sighting, freshness
from app.history.series import DAY

MONDAY = 1_767_571_200.0
HOUR = 3_600.0


def runs(newest_days: list[float], *, at_hour: float = 6) -> tuple[Sighting, ...]:
    """One run a day from a Monday on; each saw the load of that day, counted from the first."""
    return tuple(
        Sighting(MONDAY + DAY * day + HOUR * at_hour, MONDAY + DAY * newest + HOUR)
        for day, newest in enumerate(newest_days)
    )


def test_a_daily_load_is_fresh_on_its_day_and_late_when_two_are_missing():
    daily = [float(day) for day in range(20)]
    fresh, one, two = (
        freshness(runs(daily)),
        freshness(runs([*daily, 19.0])),
        freshness(runs([*daily, 19.0, 19.0])),
    )

    assert fresh is not None
    assert one is not None
    assert two is not None
    assert (fresh.is_late, one.is_late, two.is_late) == (False, False, True)
    assert (fresh.cadence, two.missed) == (DAY, 1)


def test_weekends_without_loads_are_ordinary_from_the_first_on():
    days = [float(day if day % 7 < 5 else day // 7 * 7 + 4) for day in range(28)]

    found = [freshness(runs(days[:end])) for end in range(6, 29)]
    assert not any(each is not None and each.is_late for each in found)


def test_what_is_waited_for_stays_late_while_it_does_not_come():
    days = [*map(float, range(20)), *[19.0] * 6]
    found = [freshness(runs(days[:end])) for end in range(22, 27)]

    assert all(each is not None and each.is_late for each in found)


@pytest.mark.parametrize(
    "newest",
    [
        [3.0] * 20,
        [day + 30.0 for day in range(20)],
        [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 6.0, 6.1, 6.2],
    ],
    ids=["never moves", "lies in the future", "has no cadence"],
)
def test_dates_that_tell_no_arrival_are_not_judged(newest: list[float]):
    assert freshness(runs(newest)) is None


def test_before_five_earlier_runs_nothing_is_said():
    assert freshness(runs([0.0, 1.0, 2.0, 3.0, 3.0])) is None
