"""Loads that came of loads that were due."""

from dataclasses import replace

from app.history.points import ColumnPoint, TablePoint
from app.history.series import DAY
from app.history.timeliness import timeliness
from tests.support.histories import a_table_point

MONDAY = 1_767_571_200.0


def loaded(newest: float, **others: float) -> TablePoint:
    columns = {
        name: ColumnPoint(kind="timestamp", newest=MONDAY + DAY * day)
        for name, day in {"loaded_at": newest, **others}.items()
    }
    return replace(a_table_point(), columns=columns)


def runs(*tables: TablePoint) -> list[tuple[float, TablePoint]]:
    return [(MONDAY + DAY * day + 3_600, table) for day, table in enumerate(tables)]


def test_a_table_that_is_fresh_has_no_loss_and_one_that_waits_has():
    days = [loaded(day) for day in range(12)]
    fresh, late = timeliness(runs(*days)), timeliness(runs(*days, *[days[-1]] * 4))

    assert fresh is not None
    assert late is not None
    assert (fresh.good, fresh.total, fresh.losses) == (10, 10, ())
    assert (late.columns, late.total, late.good) == (("loaded_at",), 14, 11)


def test_a_date_that_never_moves_says_nothing_of_loads():
    assert timeliness(runs(*[loaded(day, born=-9_000) for day in range(12)])) == timeliness(
        runs(*[loaded(day) for day in range(12)])
    )


def test_without_a_cadence_or_enough_runs_it_is_not_measured():
    assert timeliness(runs(*[loaded(3)] * 12)) is None
    assert timeliness(runs(*[loaded(day) for day in range(5)])) is None
