"""A whole run judged by those before it."""

from datetime import timedelta
from itertools import islice, permutations

from app.history.anomalies import Subject, anomalies, judge
from app.history.points import ColumnPoint, RunPoint, TablePoint
from tests.support.histories import a_table_point
from tests.support.runs import MORNING


def runs(*tables: TablePoint) -> list[RunPoint]:
    return [
        RunPoint(run_id=f"run_{day}", at=MORNING + timedelta(days=day), tables=(table,))
        for day, table in enumerate(tables)
    ]


USUAL = [a_table_point(rows=1_000 + day) for day in range(8)]
ODD = runs(*USUAL, a_table_point(rows=400, nulls=0.5))


def test_the_order_in_which_runs_are_given_changes_nothing():
    found = [tuple(judge(order)) for order in islice(permutations(ODD), 0, 40_000, 4_000)]

    assert all(each == found[0] for each in found)
    assert len(anomalies(found[0])) == 2


def test_the_same_run_given_twice_counts_once():
    assert tuple(judge([*ODD, *ODD])) == tuple(judge(ODD))


def test_identical_runs_raise_nothing_however_many():
    for count in (1, 6, 40):
        assert anomalies(tuple(judge(runs(*[USUAL[0]] * count)))) == ()


def test_tables_come_before_columns():
    assert [each.subject for each in anomalies(tuple(judge(ODD)))] == [Subject.VOLUME, Subject.METRIC]


def test_runs_that_lack_a_table_or_column_are_left_out_of_its_series():
    bare = TablePoint(
        table_id=USUAL[0].table_id, schema="public", name="orders", rows=None, weight=2, score=None
    )
    judged = {each.metric: each for each in judge(runs(USUAL[0], bare, *USUAL[1:]))}

    assert (judged["rows"].runs, judged["null_share"].runs) == (7, 7)


def test_a_column_of_another_type_is_another_series():
    other = TablePoint(
        table_id=USUAL[0].table_id, schema="public", name="orders", rows=1_000, weight=2, score=None,
        columns={"email": ColumnPoint(kind="integer", numbers=USUAL[0].columns["email"].numbers)},
    )  # fmt: skip
    judged = {each.metric: each for each in judge(runs(*USUAL, other))}

    assert (judged["null_share"].runs, judged["null_share"].verdict) == (0, None)


def test_no_run_has_no_series():
    assert tuple(judge([])) == ()
