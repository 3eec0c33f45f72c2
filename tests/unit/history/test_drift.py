"""How values are spread, compared with earlier runs and with chance."""

from dataclasses import replace
from random import Random

import pytest

from app.history.drift import drift
from app.history.points import ColumnPoint, Slice

SHARES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


def numbers(seed: int, *, mean: float = 100, factor: float = 1, rows: int = 1_000) -> ColumnPoint:
    random = Random(seed)  # noqa: S311 - no secret
    values = sorted(factor * random.gauss(mean, 10) for _ in range(rows))
    return ColumnPoint(
        kind="decimal", values=rows, quantiles=tuple((s, values[int(s * rows)]) for s in SHARES)
    )


def categories(values: int | None = 1_000, **shares: float) -> ColumnPoint:
    return ColumnPoint(
        kind="text", values=values, top=tuple(Slice(label, share) for label, share in shares.items())
    )


def masked(*shares: float) -> ColumnPoint:
    return ColumnPoint(kind="text", values=1_000, top=tuple(Slice(None, share) for share in shares))


BEFORE = [numbers(seed) for seed in range(8)]
USUAL = [categories(new=0.5, paid=0.3, sent=0.2)] * 6


def test_other_draws_of_the_same_values_are_no_drift():
    found = drift([*BEFORE, numbers(99)])

    assert found is not None
    assert (found.method, found.runs, found.is_anomaly) == ("quantiles", 8, False)


@pytest.mark.parametrize("now", [numbers(99, factor=1_000), numbers(99, mean=140)], ids=["unit", "mean"])
def test_another_unit_or_level_is(now: ColumnPoint):
    found = drift([*BEFORE, now])

    assert found is not None
    assert found.is_anomaly


def test_the_same_move_in_a_few_values_may_be_chance():
    few = [replace(each, values=20) for each in BEFORE]
    found = drift([*few, replace(numbers(99, mean=104), values=20)])

    assert found is not None
    assert not found.is_anomaly


def test_values_that_count_up_move_with_every_run_and_are_no_drift():
    moving = [numbers(run, mean=100 + 8 * run) for run in range(12)]
    found = drift(moving)

    assert found is not None
    assert not found.is_anomaly


def test_a_category_that_vanished_is_named_with_the_share_it_had():
    found = drift([*USUAL, categories(new=0.62, paid=0.38)])

    assert found is not None
    assert (found.is_anomaly, found.vanished, found.appeared) == (True, (Slice("sent", 0.2),), ())


def test_a_category_that_appeared_is_named_where_the_lists_were_whole():
    now = categories(new=0.45, paid=0.3, sent=0.15, lost=0.1)
    partial = [replace(each, top=each.top[:2]) for each in USUAL]

    whole, open_ended = drift([*USUAL, now]), drift([*partial, now])
    assert whole is not None
    assert open_ended is not None
    assert (whole.appeared, open_ended.appeared) == ((Slice("lost", 0.1),), ())


def test_a_category_that_few_values_may_miss_has_not_vanished():
    found = drift([*USUAL, categories(15, new=0.7, paid=0.3)])

    assert found is not None
    assert not found.is_anomaly


def test_masked_categories_are_compared_by_rank_and_never_named():
    same, other = (
        drift([masked(0.5, 0.3, 0.2)] * 7),
        drift([*[masked(0.5, 0.3, 0.2)] * 6, masked(0.98, 0.01, 0.01)]),
    )

    assert same is not None
    assert other is not None
    assert (same.method, same.distance, same.is_anomaly) == ("ranks", 0.0, False)
    assert (other.is_anomaly, other.vanished, other.appeared) == (True, (), ())


def test_values_that_were_not_drawn_independently_are_not_judged():
    assert drift([*USUAL, replace(USUAL[0], values=None)]) is None
    assert drift([replace(each, values=None) for each in USUAL] + USUAL[:1]) is None


def test_nothing_is_said_before_five_earlier_runs():
    assert drift(USUAL[:5]) is None
    assert drift([*USUAL[:5], USUAL[0]]) is not None
