"""What is ordinary is learned from the series itself."""

from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.band import Band, band
from app.history.series import DAY, Point, Scale, Series

MONDAY = 1_767_571_200.0


def daily(*values: float, bound: float | None = 0.0, step: int = 1) -> Series:
    return tuple(
        Point(MONDAY + DAY * step * day, value, bound) for day, value in zip(count(), values, strict=False)
    )


def judged(series: Series, scale: Scale = Scale.COUNT) -> Band:
    found = band(series, scale)
    assert found is not None
    return found


def noisy(level: float, runs: int, spread: float = 0.02) -> list[float]:
    random = Random(7)  # noqa: S311 - no secret
    return [round(level * (1 + random.uniform(-spread, spread))) for _ in range(runs)]


def test_four_earlier_runs_say_nothing_and_five_speak():
    assert band(daily(100, 100, 100, 100, 3), Scale.COUNT) is None
    assert judged(daily(*[1000] * 5, 300, step=7)).is_anomaly


@pytest.mark.parametrize("last", [9_500, 10_000, 10_400])
def test_a_level_with_noise_stays_ordinary(last: float):
    assert not judged(daily(*noisy(10_000, 20), last)).is_anomaly


@pytest.mark.parametrize("last", [5_000, 0, 20_000])
def test_a_halved_emptied_or_doubled_table_is_none(last: float):
    found = judged(daily(*noisy(10_000, 20), last))

    assert found.is_anomaly
    assert not found.low <= last <= found.high


def test_growth_is_expected_to_go_on_and_its_end_is_seen():
    values = [10_000 * 1.02**day for day in range(20)]

    assert not judged(daily(*values, values[-1] * 1.02)).is_anomaly
    assert judged(daily(*values, values[-1] * 0.6)).is_anomaly


def test_weekends_are_known_after_three_weeks():
    week = [1000, 1010, 990, 1005, 1000, 200, 190]
    values = [*week * 4, *week[:5]]

    saturday = judged(daily(*values, 205))
    assert (saturday.method, saturday.is_anomaly) == ("weekday level", False)
    assert judged(daily(*values, 1000)).is_anomaly


def test_a_first_weekend_is_no_anomaly():
    found = judged(daily(1000, 1010, 990, 1005, 1000, 200))

    assert (found.surprise > 1, found.explained) == (True, "no earlier run on this weekday")


def test_a_new_level_is_ordinary_after_three_runs():
    values = noisy(10_000, 20)
    verdicts = [judged(daily(*values, *[3_000] * runs)).is_anomaly for runs in range(1, 6)]

    assert verdicts[0]
    assert not any(verdicts[3:])


def test_one_odd_run_of_the_past_does_not_make_the_next_one_ordinary():
    values = noisy(10_000, 20)
    values[12] = 0

    assert judged(daily(*values, 0)).is_anomaly


def test_a_table_that_is_often_empty_has_no_level():
    values = [0, 800, 0, 0, 950, 0, 0, 700, 0, 0]

    assert not judged(daily(*values, 0)).is_anomaly
    assert not judged(daily(*values, 900)).is_anomaly


def test_a_few_rows_more_in_a_small_table_are_nothing():
    assert not judged(daily(*[7] * 10, 9)).is_anomaly


@pytest.mark.parametrize(("value", "is_anomaly"), [(0.03, False), (0.3, True)])
def test_shares_move_by_points(value: float, is_anomaly: bool):
    assert judged(daily(*[0.02] * 8, value), Scale.SHARE).is_anomaly is is_anomaly


def test_a_change_within_the_error_of_the_sample_is_none():
    exact = judged(daily(*[0.02] * 8, 0.1), Scale.SHARE)
    sampled = judged(daily(*[0.02] * 8, 0.1, bound=0.05), Scale.SHARE)

    assert exact.is_anomaly
    assert (sampled.is_anomaly, sampled.explained) == (False, "within the error of the sample")


def test_a_sample_without_a_bound_is_shown_and_not_judged():
    found = judged(daily(*[0.02] * 8, 0.9, bound=None), Scale.SHARE)

    assert (found.is_anomaly, found.explained) == (False, "the sample allows no bound")


def test_the_band_is_told_for_every_run_it_could_be_given_for():
    found = judged(daily(*noisy(10_000, 9), 10_000))

    assert [each is None for each in found.past] == [True] * 5 + [False] * 5


@given(st.floats(0, 1e12), st.integers(5, 40), st.sampled_from(Scale))
def test_identical_runs_never_raise_an_anomaly(value: float, runs: int, scale: Scale):
    assert not judged(
        daily(*[min(value, 1.0) if scale is Scale.SHARE else value] * (runs + 1)), scale
    ).is_anomaly


@given(st.lists(st.floats(0, 1e9), min_size=6, max_size=30), st.sampled_from([Scale.COUNT, Scale.NUMBER]))
def test_any_series_has_a_band_around_what_was_expected(values: list[float], scale: Scale):
    found = judged(daily(*values), scale)

    assert found.low <= found.expected * (1 + 1e-9) + 1e-6 or found.expected < 0
    assert found.low <= found.high
    assert found.is_anomaly <= (found.surprise > 1)
