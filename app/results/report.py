"""What a run came to, made of what it stored: one view per listed table, the totals, and whether it is complete.

Pure functions over whatever is written so far, so they answer while the run goes on as well as after it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from app.model.defects import Defect
from app.model.findings import ColumnVerdict, Finding, Level
from app.model.identifiability import TableIdentifiability
from app.model.integrity import Dependency
from app.model.measurements import ColumnProfile, Score, TableProfile
from app.model.results import DetectionBatch, QualityBatch, TableDetection, TableQuality
from app.model.run import Reason, RunState, TableOutcome, TableState, Totals
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, Snapshot, Table
from app.quality.nominal import is_nominal
from app.quality.scoring.score import score_run


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFinding:
    """A finding with the column it is about."""

    column: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One column: from the catalog, what was concluded, what was measured; ``None`` where nothing was.

    Attributes:
        nominal: whether its numbers are labels, as those of keys and years are (``app.quality.nominal``).
    """

    column: Column
    in_primary_key: bool
    nominal: bool
    verdict: ColumnVerdict | None
    profile: ColumnProfile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """One table as it stands.

    Attributes:
        state: ``None`` while it waits to be read, or was never reached.
        reason: why something is missing; set for gaps and for tables left out.
        rows: exact; ``None`` unless every row was counted or read.
        defects: what seems wrong, the surest first; those of the sample where quality was not measured.
    """

    table: Table
    state: TableState | None
    reason: Reason | None
    rows: int | None
    sample: SampleFacts | None
    verdicts: tuple[ColumnVerdict, ...]
    profile: TableProfile | None
    identifiability: TableIdentifiability | None = None
    dependencies: tuple[Dependency, ...] = ()
    defects: tuple[Defect, ...] = ()

    @property
    def findings(self) -> tuple[ColumnFinding, ...]:
        """All findings, in the order of the columns, per column by confidence."""
        return tuple(
            ColumnFinding(column=verdict.column, finding=finding)
            for verdict in self.verdicts
            for finding in verdict.findings
        )

    @property
    def score(self) -> Score | None:
        """The quality score; ``None`` where quality was not measured."""
        return self.profile.score if self.profile else None

    @property
    def columns(self) -> tuple[ColumnView, ...]:
        """The columns in the order of the table."""
        verdicts = {verdict.column: verdict for verdict in self.verdicts}
        profiles = {profile.column: profile for profile in self.profile.columns} if self.profile else {}
        key = self.table.primary_key.columns if self.table.primary_key else ()
        return tuple(
            ColumnView(
                column=column,
                in_primary_key=column.name in key,
                nominal=is_nominal(self.table, column, profiles.get(column.name)),
                verdict=verdicts.get(column.name),
                profile=profiles.get(column.name),
            )
            for column in self.table.columns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Where the listed tables are.

    Attributes:
        listed: tables in the catalog.
        read: those that were read, empty ones included.
        skipped: those left out by the run's options or missing for a reason, by state.
        waiting: those not reached yet; 0 in a run that came to its end.
    """

    listed: int
    read: int
    skipped: dict[TableState, int]
    waiting: int

    @property
    def gaps(self) -> int:
        """Tables that were asked for and are missing, or are not reached."""
        return self.waiting + sum(count for state, count in self.skipped.items() if state.is_gap)

    @property
    def is_complete(self) -> bool:
        """Whether listed = read + skipped with a reason, and nothing that was asked for is missing."""
        return self.gaps == 0 and self.listed == self.read + sum(self.skipped.values())


def table_views(
    snapshot: Snapshot,
    left_out: Iterable[TableOutcome],
    detections: Iterable[DetectionBatch],
    qualities: Iterable[QualityBatch],
) -> tuple[TableView, ...]:
    """One view per listed table, in the order of the snapshot."""
    outcomes = {outcome.table_id: outcome for outcome in left_out}
    detected = {table.table_id: table for table in chain.from_iterable(batch.tables for batch in detections)}
    measured = {table.table_id: table for table in chain.from_iterable(batch.tables for batch in qualities)}
    return tuple(
        _view(table, outcomes.get(table.id), detected.get(table.id), measured.get(table.id))
        for table in snapshot.tables
    )


def completeness(views: Iterable[TableView]) -> Completeness:
    """Where the tables are."""
    states = Counter(view.state for view in views)
    waiting = states.pop(None, 0)
    known = {state: count for state, count in states.items() if state is not None}
    skipped = {state: count for state, count in known.items() if not _is_read(state)}
    return Completeness(
        listed=waiting + sum(known.values()),
        read=sum(known.values()) - sum(skipped.values()),
        skipped=skipped,
        waiting=waiting,
    )


def final_state(views: Iterable[TableView], *, objects_missing: int = 0) -> RunState:
    """How a run ends that came to its end: a run with any gap is partial, never a success."""
    is_complete = completeness(views).is_complete and not objects_missing
    return RunState.SUCCEEDED if is_complete else RunState.PARTIAL


def gap_words(totals: Totals) -> str:
    """What is missing, in words.

    >>> gap_words(Totals(tables=29, tables_with_gaps=2, objects_missing=1))
    '2 of 29 tables are missing, 1 other object of the schema is'
    >>> gap_words(Totals(tables=29, objects_missing=3))
    '3 objects of the schema are missing, wholly or in part'
    """
    count = totals.objects_missing
    objects, are = ("object", "is") if count == 1 else ("objects", "are")
    if not totals.tables_with_gaps and count:
        return f"{count} {objects} of the schema {are} missing, wholly or in part"
    tables = f"{totals.tables_with_gaps} of {totals.tables} tables are missing"
    return tables + (f", {count} other {objects} of the schema {are}" if count else "")


def totals(
    snapshot: Snapshot,
    views: Sequence[TableView],
    detections: Iterable[DetectionBatch],
    qualities: Iterable[QualityBatch],
    *,
    connections: int = 0,
    objects_missing: int = 0,
) -> Totals:
    """The numbers of a run.

    ``connections`` are those opened besides the catalog's and the batches', as the connection test's is;
    ``objects_missing`` those of the manifest.

    ``tables_with_gaps`` counts known gaps only, so it does not fall while a run goes on; the tables still
    waiting are in ``completeness``. Statements include those of the catalog.
    """
    findings = [found.finding for view in views for found in view.findings]
    levels = Counter(finding.level for finding in findings)
    score = score_run([(len(view.table.columns), view.score) for view in views if view.score])
    usage = [batch.usage for batch in (*detections, *qualities)]
    return Totals(
        tables=len(views),
        columns=sum(len(view.table.columns) for view in views),
        tables_with_gaps=sum(view.state is not None and view.state.is_gap for view in views),
        objects_missing=objects_missing,
        findings=len(findings),
        findings_by_level={level.name.lower(): levels[level] for level in sorted(Level, reverse=True)},
        score=score.value,
        score_coverage=score.coverage,
        connections_opened=connections
        + (snapshot.statements > 0)  # the catalog is read over one, unless another run has read it
        + sum(batch.connections for batch in usage),
        statements=snapshot.statements + sum(batch.statements for batch in usage),
        rows_read=sum(batch.rows_read for batch in usage),
    )


def _view(
    table: Table,
    left_out: TableOutcome | None,
    detection: TableDetection | None,
    quality: TableQuality | None,
) -> TableView:
    outcome = _outcome(left_out, detection, quality)
    profile = quality.profile if quality else None
    sample = detection.sample if detection else None
    return TableView(
        table=table,
        state=outcome.state if outcome else None,
        reason=outcome.reason if outcome else None,
        rows=_exact_rows(profile, sample),
        sample=sample,
        verdicts=detection.verdicts if detection else (),
        profile=profile,
        identifiability=detection.identifiability if detection else None,
        dependencies=_dependencies(detection, quality),
        defects=profile.defects if profile else detection.defects if detection else (),
    )


def _outcome(
    left_out: TableOutcome | None, detection: TableDetection | None, quality: TableQuality | None
) -> TableOutcome | None:
    """The one outcome of a table: a gap in any stage is a gap of the table, else detection says how it was read."""
    outcomes = [
        part for part in (left_out, detection and detection.outcome, quality and quality.outcome) if part
    ]
    gap = next((outcome for outcome in outcomes if outcome.state.is_gap), None)
    return gap or next(iter(outcomes), None)


def _dependencies(detection: TableDetection | None, quality: TableQuality | None) -> tuple[Dependency, ...]:
    """As they were counted last."""
    if quality is not None and quality.dependencies is not None:
        return quality.dependencies
    return detection.dependencies if detection else ()


def _exact_rows(profile: TableProfile | None, sample: SampleFacts | None) -> int | None:
    if profile is not None and profile.rows is not None:
        return profile.rows
    return sample.rows if sample is not None and sample.method is SamplingMethod.ALL else None


def _is_read(state: TableState) -> bool:
    return not state.is_gap and state is not TableState.FILTERED
