"""Bars have ends that can be told apart, and every value between the smallest and the largest is in one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.quality.bars import BARS, Calendar, bars_of

DAY = 86_400.0
PLACES = st.floats(-6e10, 2.5e11)


@given(PLACES, PLACES, st.sampled_from([None, Calendar.DAYS, Calendar.SECONDS]))
def test_ends_are_told_apart_and_meet(one: float, other: float, calendar: Calendar | None):
    bars = bars_of(min(one, other), max(one, other), calendar)
    if bars is None:
        return
    ends = bars.shown()
    assert 1 <= len(ends) == bars.number <= BARS
    assert len({low for low, _ in ends}) == len(ends)
    assert all(high == low for (_, high), (low, _) in pairwise(ends))
    assert (bars.bar_of(bars.low), bars.bar_of(bars.high)) == (0, bars.number - 1)


def test_days_close_together_have_a_bar_each():
    bars = bars_of(0.0, 3 * DAY, Calendar.DAYS)
    assert bars is not None
    assert bars.shown() == [
        ("1970-01-01", "1970-01-02"),
        ("1970-01-02", "1970-01-03"),
        ("1970-01-03", "1970-01-04"),
    ]
    assert [bars.bar_of(day * DAY) for day in range(4)] == [0, 1, 2, 2]


def test_years_before_1000_are_written_with_four_digits():
    bars = bars_of(-62_135_596_800.0, 0.0, Calendar.DAYS)
    assert bars is not None
    assert bars.shown()[0][0] == "0001-01-01"
