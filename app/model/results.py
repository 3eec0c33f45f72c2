"""What a run leaves behind, as it is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from app.model.defects import Defect
from app.model.findings import ColumnVerdict
from app.model.identifiability import TableIdentifiability
from app.model.integrity import Dependency, KeyCheck
from app.model.measurements import ColumnProfile, TableProfile
from app.model.relations import RelationCheck
from app.model.rules import RuleResult
from app.model.run import Reason, RunState, ScanOptions, StageProgress, TableOutcome, Totals
from app.model.sample import SampleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReference:
    """Which source a run reads.

    Attributes:
        source_id: 16 hexadecimal digits derived from dialect, host, port and database; same source, same id.
        title: for a person, e.g. ``shop on db.internal:5432``.
        fields: the connection's fields as the dialect defines them; never a password.
        product: as found, e.g. ``PostgreSQL 15.18``; ``None`` before the connection test.
    """

    dialect: str
    source_id: str
    title: str
    fields: dict[str, str | int | bool | None]
    product: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogOrigin:
    """When a snapshot's catalog was read, and by which run; another one's where the run found it still fresh."""

    run_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """The head of a run: everything but its results.

    Attributes:
        request_digest: keyed digest of the request, compared when an Idempotency-Key comes again.
        correlation_id: one id from the click to the task, in every log line.
        catalog: where the schema comes from; ``None`` before it is read.
        totals: what was found, set at the end and refreshed while the run goes on.
        failure: why the run failed; ``None`` otherwise.
        cancel_requested: somebody asked for it; the run ends when its source is idle.
        workflow_id: Temporal's id of the workflow that carries the run out; ``None`` until it has begun.
        workflow_run_id: Temporal's id of this execution, for the link to its UI.
    """

    id: str
    state: RunState
    source: SourceReference
    options: ScanOptions
    created_at: datetime
    request_digest: str
    correlation_id: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stages: tuple[StageProgress, ...] = ()
    catalog: CatalogOrigin | None = None
    totals: Totals = Totals()  # noqa: RUF009 - frozen, so sharing the empty one is safe
    failure: Reason | None = None
    cancel_requested: bool = False
    workflow_id: str | None = None
    workflow_run_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDetection:
    """What the detection stage says about one table; ``sample`` is ``None`` where nothing could be read.

    ``sampled`` holds the measurements made on the sampled values, in the task that held them; ``identifiability`` what
    tells rows apart, ``None`` where nothing says that the table is about persons; ``defects`` what seems wrong in the
    sample; ``dependencies`` which of its columns settle others.
    """

    table_id: str
    outcome: TableOutcome
    sample: SampleFacts | None
    verdicts: tuple[ColumnVerdict, ...]
    sampled: tuple[ColumnProfile, ...] = ()
    defects: tuple[Defect, ...] = ()
    identifiability: TableIdentifiability | None = None
    dependencies: tuple[Dependency, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuality:
    """What the quality stage says about one table.

    Attributes:
        profile: ``None`` where it could not be measured.
        dependencies: those of the sample, in exact mode counted on every row; ``None`` in results of earlier versions.
    """

    table_id: str
    outcome: TableOutcome
    profile: TableProfile | None
    dependencies: tuple[Dependency, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchUsage:
    """What one batch cost the source."""

    connections: int
    statements: int
    rows_read: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionBatch:
    """The stored result of one batch of the detection stage."""

    number: int
    tables: tuple[TableDetection, ...]
    usage: BatchUsage

    @classmethod
    def nothing(cls, number: int) -> Self:
        """Of a batch that nothing was sampled of."""
        usage = BatchUsage(connections=0, statements=0, rows_read=0, seconds=0.0)
        return cls(number=number, tables=(), usage=usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityBatch:
    """The stored result of one batch of the quality stage.

    ``relations`` are undeclared keys that were looked into; ``keys`` all keys, those of ``relations`` among them that
    values do not refute; ``rules`` what the rules of its tables showed, and with batch 0 those of no table that is read.
    """

    number: int
    tables: tuple[TableQuality, ...]
    usage: BatchUsage
    relations: tuple[RelationCheck, ...] = ()
    keys: tuple[KeyCheck, ...] = ()
    rules: tuple[RuleResult, ...] = ()
