"""What a run came to: per table, in total, and whether all of it is there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.findings import Level
from app.model.results import BatchUsage, DetectionBatch, QualityBatch, TableDetection, TableQuality
from app.model.run import Reason, RunState, TableOutcome, TableState
from app.model.sample import SamplingMethod
from app.model.schema import table_id
from app.results.report import TableView, completeness, final_state, table_views, totals
from tests.support.runs import a_finding, a_snapshot, detected, measured

REASON = Reason(code="no_access", message="no SELECT", next_step="GRANT")
USAGE = BatchUsage(connections=1, statements=3, rows_read=20, seconds=0.1)
SNAPSHOT = a_snapshot(tables=3)
FIRST, SECOND, THIRD = (table.name for table in SNAPSHOT.tables)


def detections(*tables: TableDetection) -> tuple[DetectionBatch, ...]:
    return (DetectionBatch(number=0, tables=tables, usage=USAGE),)


def qualities(*tables: TableQuality) -> tuple[QualityBatch, ...]:
    return (QualityBatch(number=0, tables=tables, usage=USAGE),)


def outcome(name: str, state: TableState) -> TableOutcome:
    return TableOutcome(table_id=table_id("public", name), state=state, reason=REASON)


def gap(name: str, state: TableState = TableState.NO_ACCESS) -> TableDetection:
    return TableDetection(
        table_id=table_id("public", name), outcome=outcome(name, state), sample=None, verdicts=()
    )


def views_of(
    *tables: TableDetection, quality: tuple[TableQuality, ...] = (), left_out: tuple[TableOutcome, ...] = ()
) -> tuple[TableView, ...]:
    return table_views(SNAPSHOT, left_out, detections(*tables), qualities(*quality))


def test_every_listed_table_has_a_view_in_the_order_of_the_snapshot() -> None:
    views = views_of(detected(THIRD), detected(FIRST))

    assert [view.table.name for view in views] == [FIRST, SECOND, THIRD]
    assert [view.state for view in views] == [TableState.SCANNED, None, TableState.SCANNED]


def test_a_gap_in_any_stage_is_a_gap_of_the_table() -> None:
    slow = TableQuality(
        table_id=table_id("public", FIRST), outcome=outcome(FIRST, TableState.TIMEOUT), profile=None
    )

    views = views_of(detected(FIRST, a_finding()), gap(SECOND), quality=(slow,))

    assert [(view.state, view.reason) for view in views[:2]] == [
        (TableState.TIMEOUT, REASON),
        (TableState.NO_ACCESS, REASON),
    ]
    assert len(views[0].findings) == 1  # what detection found is kept


def test_how_a_table_was_read_is_what_detection_says() -> None:
    sampled = detected(FIRST, state=TableState.SAMPLED, method=SamplingMethod.BERNOULLI)

    view = views_of(sampled, quality=(measured(FIRST),))[0]

    assert view.state is TableState.SAMPLED


@pytest.mark.parametrize(
    ("method", "quality", "rows"),
    [
        (SamplingMethod.ALL, (), 10),
        (SamplingMethod.BERNOULLI, (), None),
        (SamplingMethod.HEAD, (measured(FIRST),), 10),
    ],
)
def test_rows_are_shown_only_where_they_were_counted(
    method: SamplingMethod, quality: tuple[TableQuality, ...], rows: int | None
) -> None:
    assert views_of(detected(FIRST, method=method), quality=quality)[0].rows == rows


def test_a_column_brings_together_catalog_verdict_and_measurements() -> None:
    view = views_of(detected(FIRST, a_finding()), quality=(measured(FIRST),))[0]

    identity, email = view.columns

    assert identity.in_primary_key
    assert identity.profile is None
    assert not email.in_primary_key
    assert email.verdict is not None
    assert email.verdict.findings == (a_finding(),)
    assert email.profile is not None
    assert email.profile.value("null_share") == 0.1


def test_a_run_with_any_gap_is_partial() -> None:
    read = detected(FIRST), detected(SECOND)

    assert final_state(views_of(*read, detected(THIRD))) is RunState.SUCCEEDED
    assert final_state(views_of(*read, gap(THIRD))) is RunState.PARTIAL
    assert final_state(views_of(*read)) is RunState.PARTIAL  # one table was never reached


def test_tables_left_out_on_purpose_are_no_gap() -> None:
    views = views_of(
        detected(FIRST),
        detected(SECOND, state=TableState.EMPTY),
        left_out=(outcome(THIRD, TableState.FILTERED),),
    )

    assert final_state(views) is RunState.SUCCEEDED
    assert completeness(views).skipped == {TableState.FILTERED: 1}
    assert views[2].reason == REASON


def test_a_database_without_tables_is_a_success() -> None:
    assert final_state(()) is RunState.SUCCEEDED


@settings(deadline=None)
@given(st.lists(st.sampled_from([None, *TableState]), max_size=30))
def test_listed_is_read_plus_skipped_plus_waiting(states: list[TableState | None]) -> None:
    view = views_of(detected(FIRST))[0]
    views = [replace(view, state=state) for state in states]

    whole = completeness(views)

    assert whole.listed == len(states) == whole.read + sum(whole.skipped.values()) + whole.waiting
    assert whole.gaps == sum(state is None or state.is_gap for state in states)
    assert whole.is_complete == (whole.gaps == 0)


def test_totals_add_up() -> None:
    found = (
        detected(FIRST, a_finding(), a_finding("IBAN", Level.CRITICAL)),
        detected(SECOND, a_finding()),
        gap(THIRD),
    )
    quality = (measured(FIRST, score=90.0), measured(SECOND, score=70.0))
    views = views_of(*found, quality=quality)

    sums = totals(SNAPSHOT, views, detections(*found), qualities(*quality))

    assert (sums.tables, sums.columns, sums.tables_with_gaps) == (3, 6, 1)
    assert sums.findings == 3
    assert sums.findings_by_level == {"critical": 1, "high": 2, "medium": 0, "low": 0}
    assert sums.score == pytest.approx(80.0)
    assert (sums.connections_opened, sums.statements, sums.rows_read) == (1 + 2, 7 + 6, 40)


def test_without_quality_there_is_no_score() -> None:
    views = views_of(detected(FIRST))

    sums = totals(SNAPSHOT, views, detections(detected(FIRST)), ())

    assert (sums.score, sums.score_coverage) == (None, 0.0)
