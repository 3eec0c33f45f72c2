"""A run: what was asked for, where it stands, how each table ended."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.ways import Mode


class RunState(StrEnum):
    """Where a run stands. ``partial`` means finished with gaps: never shown as success."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing will change any more."""
        return self not in {RunState.QUEUED, RunState.RUNNING}


class Stage(StrEnum):
    """The stages in their order, named as the tasks of the workflow."""

    TEST_CONNECTION = "test_database_connection"
    EXTRACT_SCHEMA = "extract_schema_metadata"
    DETECT = "detect_sensitive_data"
    ANALYSE_QUALITY = "analyze_data_quality"
    FINALIZE = "finalize_run"


class TableState(StrEnum):
    """How one table ended. Listed tables = those read + those skipped with a reason."""

    SCANNED = "scanned"
    """Every row was read."""
    SAMPLED = "sampled"
    """A sample was read."""
    EMPTY = "empty"
    NO_ACCESS = "no_access"
    VIEW_ERROR = "view_error"
    TIMEOUT = "timeout"
    GONE = "gone"
    UNAVAILABLE = "unavailable"
    """The source stayed out of reach for as long as a run waits."""
    FILTERED = "filtered"
    """Left out by the run's options (views, by default)."""
    FAILED = "failed"

    @property
    def is_gap(self) -> bool:
        """Whether something that was asked for is missing."""
        return self not in {TableState.SCANNED, TableState.SAMPLED, TableState.EMPTY, TableState.FILTERED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is missing: the explained failure (``errors.Explanation``) as it is stored."""

    code: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutcome:
    """How one table ended in one stage; ``reason`` is set exactly when the state is a gap or filtered."""

    table_id: str
    state: TableState
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """What a run reads.

    Attributes:
        sample_rows: rows sampled per table, 1 to 100,000.
        quality: whether the quality stage runs.
        measure: how much of each table it reads.
        views: whether views are read too; they run somebody's query, so not by default.
        statement_timeout_seconds: limit of one statement, 1 to 3,600.
        max_connections: connections to this source over all workers, 1 to 16.
        include: globs over ``schema.table`` or table names (``app.schema.selection``); empty for everything.
        exclude: globs of what is left out of that.
        refresh_schema: read the catalog anew even if a snapshot of the last ten minutes is at hand.
    """

    sample_rows: int = 1000
    quality: bool = True
    measure: Mode = Mode.DEFAULT
    views: bool = False
    statement_timeout_seconds: int = 30
    max_connections: int = 2
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    refresh_schema: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tables read by one task over one connection; ``cost`` in estimated seconds."""

    number: int
    table_ids: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All batches of a run; number = position, from 0."""

    batches: tuple[Batch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """Counts of one stage; ``total`` is ``None`` until it is known."""

    stage: Stage
    state: str = "waiting"
    done: int = 0
    total: int | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a run found, for lists."""

    tables: int = 0
    columns: int = 0
    tables_with_gaps: int = 0
    objects_missing: int = 0
    """Objects of the schema other than those tables that are missing, wholly or in part."""
    findings: int = 0
    findings_by_level: dict[str, int] = field(default_factory=dict[str, int])
    score: float | None = None
    score_coverage: float = 0.0
    connections_opened: int = 0
    statements: int = 0
    rows_read: int = 0
