"""A whole run judged by those before it."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice, permutations

from app.history.anomalies import Subject, anomalies, judge
from app.history.points import ColumnPoint, Reading, RunPoint, TablePoint
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


def _keyed(rows: int, *, distinct_share: float) -> TablePoint:
    numbers = {
        "distinct_count": float(rows),
        "distinct_share": distinct_share,
        "mean": rows / 2,
        "null_share": 0.0,
    }
    column = ColumnPoint(
        kind="integer",
        numbers={metric: Reading(value) for metric, value in numbers.items()},
        values=rows,
        quantiles=tuple((share, rows * share) for share in (0.25, 0.5, 0.75)),
    )
    return replace(a_table_point(rows=rows), columns={"id": column})


def test_what_follows_from_the_number_of_rows_is_told_once():
    keys = [_keyed(1_000 + day, distinct_share=1.0) for day in range(8)]
    found = anomalies(tuple(judge(runs(*keys, _keyed(300, distinct_share=1.0)))))

    assert [each.metric for each in found] == ["rows"]


def test_numbers_that_repeat_are_judged_by_their_mean_and_spread():
    amounts = [_keyed(1_000 + day, distinct_share=0.5) for day in range(8)]
    found = anomalies(tuple(judge(runs(*amounts, _keyed(300, distinct_share=0.5)))))

    assert {each.metric for each in found} == {"rows", "mean", "distribution"}


def test_fewer_rows_repeat_less_but_more_rows_that_repeat_more_are_news():
    usual = [_keyed(1_000 + day, distinct_share=0.5) for day in range(8)]
    fewer = anomalies(tuple(judge(runs(*usual, _keyed(300, distinct_share=0.8)))))
    twice = anomalies(tuple(judge(runs(*usual, _keyed(2_000, distinct_share=0.25)))))

    assert "distinct_share" not in {each.metric for each in fewer}
    assert "distinct_share" in {each.metric for each in twice}
