"""Documents say what the views say, in plain values, and write unknown as unknown."""

import json
from dataclasses import replace

import msgspec
import pytest

from app.model.findings import Level
from app.model.measurements import Dimension, DimensionScore, Score
from app.model.results import QualityBatch, TableQuality
from app.model.run import Reason, TableOutcome, TableState
from app.model.schema import Snapshot, table_id
from app.quality.metrics import METRIC
from app.results.documents import (
    FindingDocument,
    ResultsDocument,
    placed_findings,
    results_document,
    table_summary,
)
from app.results.report import TableView, table_views
from app.results.table_document import table_document
from tests.support.runs import a_detection, a_finding, a_quality, a_snapshot, detected, measured

SNAPSHOT = a_snapshot(tables=2)
REASON = Reason(code="no_access", message="no rights", next_step="grant them")


def views(
    *, detection: bool = True, quality: bool = True, left_out: tuple[TableOutcome, ...] = ()
) -> tuple[TableView, ...]:
    """Two tables, as far as they were read."""
    detections = [a_detection(0, tables=2)] if detection else []
    return table_views(SNAPSHOT, left_out, detections, [a_quality(0, tables=2)] if quality else [])


def document(views: tuple[TableView, ...], snapshot: Snapshot | None = SNAPSHOT) -> ResultsDocument:
    """The results of a run that goes on."""
    return results_document("run_1", "running", snapshot, views, (), complete=False)


def scored(table: str, *parts: DimensionScore) -> TableQuality:
    """A table with these dimensions."""
    quality = measured(table)
    assert quality.profile is not None
    score = Score(value=90.0, coverage=0.5, dimensions=parts)
    return replace(quality, profile=replace(quality.profile, score=score))


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def test_before_the_schema_is_read_everything_is_unknown() -> None:
    empty = document((), snapshot=None)

    assert (empty.product, empty.version, empty.tables, empty.dimensions) == (None, None, [], [])


def test_tables_keep_the_order_of_the_snapshot() -> None:
    assert [table.name for table in document(views()).tables] == ["table_0000", "table_0001"]


def test_a_table_that_waits_is_pending_and_nothing_of_it_is_zero() -> None:
    waiting = table_summary(views(detection=False, quality=False)[0])

    assert waiting.state == "pending"
    assert (waiting.rows, waiting.score, waiting.coverage, waiting.sample) == (None, None, None, None)
    assert waiting.row_estimate == 10


def test_a_table_without_quality_has_no_score() -> None:
    summary = table_summary(views(quality=False)[0])

    assert (summary.score, summary.coverage) == (None, None)
    assert summary.sample is not None
    assert summary.sample.rows == 10


def test_a_table_that_could_not_be_read_gives_its_reason() -> None:
    gap = TableOutcome(table_id=table_id("public", "table_0001"), state=TableState.NO_ACCESS, reason=REASON)

    summary = table_summary(views(detection=False, quality=False, left_out=(gap,))[1])

    assert (summary.state, summary.reason) == ("no_access", REASON)


def test_findings_of_a_table_begin_with_the_most_sensitive() -> None:
    findings = (
        replace(a_finding("LOW", Level.LOW), confidence=0.99),
        replace(a_finding("HIGH_UNSURE", Level.HIGH), confidence=0.6),
        replace(a_finding("CRITICAL", Level.CRITICAL), confidence=0.5),
        replace(a_finding("HIGH_SURE", Level.HIGH), confidence=0.9),
    )
    batch = replace(a_detection(0), tables=(detected("table_0000", *findings),))
    seen = table_views(SNAPSHOT, (), [batch], [])

    order = ["CRITICAL", "HIGH_SURE", "HIGH_UNSURE", "LOW"]
    assert [finding.type_id for finding in table_summary(seen[0]).findings] == order
    assert [finding.type_id for finding in placed_findings(seen)] == order
    assert [finding.level for finding in placed_findings(seen)] == ["critical", "high", "high", "low"]


def test_a_table_in_full_has_everything_its_summary_has() -> None:
    view = views()[0]
    summary, full = msgspec.to_builtins(table_summary(view)), msgspec.to_builtins(table_document(view))

    assert summary.items() <= full.items()


def test_a_table_in_full_shows_keys_columns_and_dimensions() -> None:
    full = table_document(views()[0])

    assert full.primary_key == ("id",)
    assert [(column.name, column.primary_key) for column in full.column_details] == [
        ("id", True),
        ("email", False),
    ]
    assert [part.ratio for part in full.dimensions] == [19 / 20]


def test_columns_nothing_was_concluded_about_say_so() -> None:
    column = table_document(views(detection=False, quality=False)[0]).column_details[0]

    assert (column.statement, column.none_at_most, column.findings, column.measurements) == (
        None,
        None,
        [],
        [],
    )


def test_measurements_carry_the_title_and_unit_of_their_metric() -> None:
    (measurement,) = table_document(views()[0]).column_details[1].measurements

    assert measurement.title == METRIC["null_share"].title
    assert measurement.unit == METRIC["null_share"].unit
    assert (measurement.value, measurement.exact) == (0.1, True)


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def test_a_finding_tells_everything_the_core_knows() -> None:
    (finding,) = table_document(views()[0]).column_details[1].findings

    known = a_finding()
    told = {name: getattr(finding, name) for name in FindingDocument.__dataclass_fields__}
    assert told == {
        **{name: getattr(known, name) for name in told},
        "kind": "type",
        "level": "high",
    }


def test_every_finding_names_its_place() -> None:
    placed = placed_findings(views())

    assert [(finding.schema, finding.table, finding.column) for finding in placed] == [
        ("public", "table_0000", "email"),
        ("public", "table_0001", "email"),
    ]
    assert placed[0].table_id == table_id("public", "table_0000")


# ── dimensions ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second", "ratio", "exact"),
    [
        ((90, 100, True), (0, 900, True), 0.09, True),
        ((1, 2, True), (1, 2, False), 0.5, False),
        ((1, 2, True), (0, 0, False), 0.5, True),
        ((0, 0, True), (0, 0, True), None, True),
    ],
    ids=[
        "big tables count as big",
        "an estimate makes an estimate",
        "nothing adds nothing",
        "nothing at all",
    ],
)
def test_a_dimension_over_all_tables_is_the_ratio_of_sums(
    first: tuple[float, float, bool], second: tuple[float, float, bool], ratio: float | None, *, exact: bool
) -> None:
    tables = tuple(
        scored(
            f"table_000{number}",
            DimensionScore(
                dimension=Dimension.COMPLETENESS, numerator=numerator, denominator=denominator, exact=known
            ),
        )
        for number, (numerator, denominator, known) in enumerate((first, second))
    )
    batch = QualityBatch(number=0, tables=tables, usage=a_quality(0).usage)

    (dimension,) = document(table_views(SNAPSHOT, (), [], [batch])).dimensions

    assert (dimension.dimension, dimension.ratio, dimension.exact) == (Dimension.COMPLETENESS, ratio, exact)


# ── as JSON ──────────────────────────────────────────────────────────────────────────────────────


def test_documents_are_json_with_unknown_as_null() -> None:
    text = msgspec.json.encode(document(views(detection=False, quality=False)))

    table = json.loads(text)["tables"][0]
    assert table["rows"] is None
    assert table["score"] is None
    assert table["findings"] == []
