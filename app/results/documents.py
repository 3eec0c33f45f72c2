"""Results as programs read them: what the REST API answers and ``scan --json`` prints (docs/api.md).

Frozen dataclasses of plain values, so that the API's schema and the command line's JSON cannot differ.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.model.findings import Finding, Part
from app.model.measurements import Dimension, DimensionScore, Score
from app.model.run import Reason
from app.model.schema import Skipped, Snapshot
from app.results.manifest import ManifestDocument, manifest_document
from app.results.report import TableView


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingBrief:
    """A finding in a list of tables."""

    type_id: str
    title: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleBrief:
    """How a table's rows were drawn."""

    method: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary:
    """One table in a list. ``state`` is ``pending`` while it waits to be read."""

    id: str
    schema: str
    name: str
    kind: str
    columns: int
    rows: int | None
    row_estimate: int | None
    state: str
    reason: Reason | None
    findings: list[FindingBrief]
    score: float | None
    coverage: float | None
    sample: SampleBrief | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDocument:
    """A finding with all its evidence; ``level`` in words."""

    kind: str
    type_id: str
    family: str
    title: str
    category: str
    level: str
    confidence: float
    matched: int
    tested: int
    prevalence: float | None
    prevalence_low: float | None
    prevalence_high: float | None
    parts: tuple[Part, ...]
    exemplars: tuple[str, ...]
    regulations: tuple[str, ...]
    value_tested: bool
    rule_version: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding(FindingDocument):
    """A finding with the column it is about."""

    table_id: str
    schema: str
    table: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionDocument:
    """One quality dimension as a ratio; ``ratio`` is ``None`` where nothing was measured."""

    dimension: Dimension
    ratio: float | None
    numerator: float
    denominator: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsDocument:
    """All tables of a run, as far as they are written. ``complete``: nothing is still to come."""

    run_id: str
    state: str
    product: str | None
    version: str | None
    complete: bool
    tables: list[TableSummary]
    manifest: ManifestDocument
    dimensions: list[DimensionDocument]


def results_document(
    run_id: str,
    state: str,
    snapshot: Snapshot | None,
    views: Iterable[TableView],
    missing: Iterable[Skipped],
    *,
    complete: bool,
) -> ResultsDocument:
    """All tables in the order of the snapshot; no table before the schema is read."""
    views = tuple(views)
    return ResultsDocument(
        run_id=run_id,
        state=state,
        product=snapshot.product if snapshot else None,
        version=snapshot.version if snapshot else None,
        complete=complete,
        tables=[table_summary(view) for view in views],
        manifest=manifest_document(missing),
        dimensions=_over_all(view.score for view in views if view.score is not None),
    )


def table_summary(view: TableView) -> TableSummary:
    """The table as it stands in a list; findings from the most to the least sensitive."""
    return TableSummary(**summary_fields(view))


def placed_findings(views: Iterable[TableView]) -> list[PlacedFinding]:
    """Every finding of the run, the most sensitive first, then by confidence."""
    found = [(found.finding, view.table, found.column) for view in views for found in view.findings]
    found.sort(key=lambda each: (-each[0].level, -each[0].confidence))
    return [
        PlacedFinding(
            **finding_fields(finding), table_id=table.id, schema=table.schema, table=table.name, column=column
        )
        for finding, table, column in found
    ]


def summary_fields(view: TableView) -> dict[str, Any]:
    """What every document about a table starts with."""
    table, score, sample = view.table, view.score, view.sample
    ranked = sorted((found.finding for found in view.findings), key=lambda f: (-f.level, -f.confidence))
    return {
        "id": table.id,
        "schema": table.schema,
        "name": table.name,
        "kind": table.kind.value,
        "columns": len(table.columns),
        "rows": view.rows,
        "row_estimate": table.row_estimate,
        "state": view.state.value if view.state else "pending",
        "reason": view.reason,
        "findings": [
            FindingBrief(type_id=f.type_id, title=f.title, level=f.level.name.lower()) for f in ranked
        ],
        "score": score.value if score else None,
        "coverage": score.coverage if score else None,
        "sample": SampleBrief(method=sample.method.value, rows=sample.rows) if sample else None,
    }


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding with its words spelt out."""
    fields = {name: getattr(finding, name) for name in FindingDocument.__dataclass_fields__}
    return {**fields, "kind": finding.kind.value, "level": finding.level.name.lower()}


def dimension_document(score: DimensionScore) -> DimensionDocument:
    """A dimension with its ratio."""
    return DimensionDocument(
        dimension=score.dimension,
        ratio=score.ratio,
        numerator=score.numerator,
        denominator=score.denominator,
        exact=score.exact,
    )


def _over_all(scores: Iterable[Score]) -> list[DimensionDocument]:
    """Each dimension over all tables: sums of numerators and denominators, so big tables count as big."""
    by_dimension: defaultdict[Dimension, list[DimensionScore]] = defaultdict(list)
    for score in scores:
        for part in score.dimensions:
            by_dimension[part.dimension].append(part)
    return [
        dimension_document(
            DimensionScore(
                dimension=dimension,
                numerator=sum(part.numerator for part in parts),
                denominator=sum(part.denominator for part in parts),
                exact=all(part.exact for part in parts if part.denominator),
            )
        )
        for dimension, parts in by_dimension.items()
    ]
