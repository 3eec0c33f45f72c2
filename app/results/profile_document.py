"""The profile of a source as programs read it: what ``sourcesense profile --json`` prints (docs/profile.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.model.defects import SHOWN_FROM
from app.model.distribution import Distribution
from app.model.run import Reason
from app.model.ways import Choice, Mode
from app.quality.scoring.score import score_run
from app.results.defects_document import DefectDocument, defect_document
from app.results.documents import DimensionDocument, FindingBrief, SampleBrief
from app.results.integrity_document import IntegrityDocument
from app.results.manifest import ManifestDocument
from app.results.report import ColumnView, TableView, final_state
from app.results.rules_document import RulesDocument
from app.results.table_document import ColumnDocument, MeasurementDocument, table_document

FORM: Final = "sourcesense.profile/1"
"""Names the form of the document; another number where a field changes its meaning or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """What was profiled.

    Attributes:
        kind: ``database`` or ``file``.
        dialect: of a database, or the form of a file.
        product: of a database, with its version.
        notes: how a file was read, in sentences.
    """

    kind: str
    title: str
    dialect: str
    product: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledColumn:
    """One column: what it is, what it holds, and its numbers.

    Attributes:
        nominal: whether these are labels (keys, years), to be written without separators.
    """

    name: str
    position: int
    native_type: str
    data_type: str
    nullable: bool | None
    primary_key: bool
    findings: list[FindingBrief]
    measurements: list[MeasurementDocument]
    distribution: Distribution | None
    nominal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledTable:
    """One table that was asked for.

    Attributes:
        state: as in a run (``scanned``, ``sampled``, ``empty``, ``no_access`` …).
        reason: why it is missing, where it is.
        rows: exact; ``None`` unless every row was counted.
        row_estimate: as the catalog has it.
        plan: which way was taken and why; ``None`` where the table was not read.
        statements: that read rows of the table.
        coverage: share of the score's dimensions that was measured, 0 to 1.
    """

    schema: str
    name: str
    kind: str
    state: str
    reason: Reason | None
    rows: int | None
    row_estimate: int | None
    plan: Choice | None
    statements: int
    sample: SampleBrief | None
    score: float | None
    coverage: float | None
    dimensions: list[DimensionDocument]
    defects: list[DefectDocument]
    columns: list[ProfiledColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDocument:
    """A whole profile.

    Attributes:
        measured_at: when, with its zone.
        state: ``succeeded``, or ``partial`` where something that was asked for is missing.
        statements: that read rows of tables; 0 for a file.
        rows_read: rows that came from the source.
        score: 0 to 100, tables weighed by their columns; ``None`` without coverage.
        left_out: tables the options left out, partitioned ones read by partition included.
        missing: what else the catalog lists and could not be read.
        rules: what was found of the rules that came along; ``None`` without any.
        integrity: keys that were looked up, columns that settle others, rows that come twice.
    """

    form: str
    source: SourceDocument
    mode: Mode
    state: str
    statements: int
    rows_read: int
    score: float | None
    coverage: float
    tables: list[ProfiledTable]
    left_out: int
    missing: ManifestDocument
    measured_at: datetime | None = None
    rules: RulesDocument | None = None
    integrity: IntegrityDocument | None = None


def profile_document(
    views: Iterable[TableView],
    *,
    source: SourceDocument,
    mode: Mode,
    missing: ManifestDocument,
    statements: int,
    rows_read: int,
    measured_at: datetime | None = None,
    rules: RulesDocument | None = None,
    integrity: IntegrityDocument | None = None,
) -> ProfileDocument:
    """The document; tables in the order of the views, those that options left out are only counted."""
    views = tuple(views)
    asked = [view for view in views if view.state is None or view.state.value != "filtered"]
    score = score_run([(len(view.table.columns), view.score) for view in asked if view.score])
    return ProfileDocument(
        form=FORM,
        source=source,
        mode=mode,
        state=final_state(views, objects_missing=missing.missing).value,
        statements=statements,
        rows_read=rows_read,
        score=score.value,
        coverage=score.coverage,
        tables=[_table(view) for view in asked],
        left_out=len(views) - len(asked),
        missing=missing,
        measured_at=measured_at,
        rules=rules,
        integrity=integrity,
    )


def _table(view: TableView) -> ProfiledTable:
    document = table_document(view)
    profile = view.profile
    return ProfiledTable(
        schema=document.schema,
        name=document.name,
        kind=document.kind,
        state=document.state,
        reason=document.reason,
        rows=document.rows,
        row_estimate=document.row_estimate,
        plan=profile.plan if profile else None,
        statements=profile.statements if profile else 0,
        sample=document.sample,
        score=document.score,
        coverage=document.coverage,
        dimensions=document.dimensions,
        defects=[defect_document(each) for each in profile.defects if each.confidence >= SHOWN_FROM]
        if profile
        else [],
        columns=[
            _column(column, each) for column, each in zip(document.column_details, view.columns, strict=True)
        ],
    )


def _column(document: ColumnDocument, view: ColumnView) -> ProfiledColumn:
    return ProfiledColumn(
        name=document.name,
        position=document.position,
        native_type=document.native_type,
        data_type=document.data_type,
        nullable=document.nullable,
        primary_key=document.primary_key,
        nominal=document.nominal,
        findings=[
            FindingBrief(type_id=found.type_id, title=found.title, level=found.level)
            for found in document.findings
        ],
        measurements=document.measurements,
        distribution=view.profile.distribution if view.profile else None,
    )
