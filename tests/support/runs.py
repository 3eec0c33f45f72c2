"""Runs and results in small, for tests that need some."""

from datetime import UTC, datetime

from app.model.evidence import ColumnEvidence, EvidenceBatch, RuleMarks, TableEvidence, TypeMark
from app.model.findings import ColumnVerdict, Finding, FindingKind, Level, Part
from app.model.measurements import (
    ColumnProfile,
    Dimension,
    DimensionScore,
    Measurement,
    Score,
    TableProfile,
)
from app.model.results import (
    BatchUsage,
    DetectionBatch,
    QualityBatch,
    RunRecord,
    SourceReference,
    TableDetection,
    TableQuality,
)
from app.model.run import Batch, Plan, RunState, ScanOptions, TableOutcome, TableState
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Key, Snapshot, Table, TableKind, table_id

MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


def a_run(run_id: str) -> RunRecord:
    """A run that was just asked for."""
    source = SourceReference(
        dialect="postgresql",
        source_id="0123456789abcdef",
        title="shop on db.internal:5432",
        fields={"host": "db.internal", "port": 5432, "database": "shop", "user": "reader"},
    )
    return RunRecord(
        id=run_id,
        state=RunState.QUEUED,
        source=source,
        options=ScanOptions(),
        created_at=MORNING,
        request_digest="digest",
        correlation_id="correlation",
    )


def a_table(name: str, *, kind: TableKind = TableKind.TABLE) -> Table:
    """A table of two columns, ``id`` and ``email``."""
    return Table(
        schema="public",
        name=name,
        kind=kind,
        columns=(
            Column(name="id", position=1, native_type="integer", data_type=DataType.INTEGER, nullable=False),
            Column(name="email", position=2, native_type="text", data_type=DataType.TEXT),
        ),
        primary_key=Key(columns=("id",)),
        row_estimate=10,
    )


def a_snapshot(*, tables: int = 2, prefix: str = "table") -> Snapshot:
    """A schema of tables ``<prefix>_0000`` and so on."""
    return Snapshot(
        product="PostgreSQL",
        version="15.18",
        database="shop",
        taken_at=MORNING,
        tables=tuple(a_table(f"{prefix}_{number:04d}") for number in range(tables)),
        statements=7,
    )


def a_plan(batches: int) -> Plan:
    """A plan of one table per batch."""
    return Plan(
        batches=tuple(Batch(number=number, table_ids=(f"t{number}",), cost=1.5) for number in range(batches))
    )


def a_finding(type_id: str = "EMAIL_ADDRESS", level: Level = Level.HIGH) -> Finding:
    """A finding that values back."""
    return Finding(
        kind=FindingKind.TYPE,
        type_id=type_id,
        family=type_id,
        title="E-mail address",
        category="contact",
        level=level,
        confidence=0.99,
        matched=9,
        tested=9,
        prevalence=1.0,
        prevalence_low=0.7,
        prevalence_high=1.0,
        parts=(Part(name="prior", log_odds=-2.0, detail="few columns are"),),
        exemplars=("a***@e***.com",),
        regulations=("GDPR",),
        value_tested=True,
        rule_version="1",
    )


def a_verdict(column: str, *findings: Finding) -> ColumnVerdict:
    """A verdict on ten sampled cells."""
    return ColumnVerdict(
        column=column,
        findings=findings,
        runner_up=None,
        sampled=10,
        tested=9,
        none_at_most=None if findings else 0.3,
        statement="found" if findings else "none found in 10 values",
    )


def detected(
    table: str,
    *findings: Finding,
    state: TableState = TableState.SCANNED,
    method: SamplingMethod = SamplingMethod.ALL,
) -> TableDetection:
    """The findings on column ``email`` of a table."""
    identity = table_id("public", table)
    return TableDetection(
        table_id=identity,
        outcome=TableOutcome(table_id=identity, state=state),
        sample=SampleFacts(method=method, rows=10, seed=1),
        verdicts=(a_verdict("id"), a_verdict("email", *findings)),
    )


def measured(table: str, *, score: float | None = 90.0, coverage: float = 0.5) -> TableQuality:
    """The measurements of a table of ten rows."""
    identity = table_id("public", table)
    return TableQuality(
        table_id=identity,
        outcome=TableOutcome(table_id=identity, state=TableState.SCANNED),
        profile=TableProfile(
            rows=10,
            columns=(
                ColumnProfile(
                    column="email", measurements=(Measurement(metric="null_share", value=0.1, exact=True),)
                ),
            ),
            score=Score(
                value=score,
                coverage=coverage,
                dimensions=(
                    DimensionScore(
                        dimension=Dimension.COMPLETENESS, numerator=19, denominator=20, exact=True
                    ),
                ),
            ),
            statements=2,
        ),
    )


def a_detection(number: int, *, tables: int = 1) -> DetectionBatch:
    """One batch of the detection stage."""
    return DetectionBatch(
        number=number,
        tables=tuple(detected(f"table_{index:04d}", a_finding()) for index in range(tables)),
        usage=BatchUsage(connections=1, statements=tables, rows_read=10 * tables, seconds=0.5),
    )


def an_evidence(number: int) -> EvidenceBatch:
    """What the values of one batch showed."""
    columns = (ColumnEvidence(column="id"), ColumnEvidence(column="email", sampled=10, filled=9, distinct=8))
    return EvidenceBatch(
        number=number,
        rules=RuleMarks(version="0" * 12, model="0" * 12, types={"EMAIL_ADDRESS": TypeMark(values="1" * 12)}),
        tables=(TableEvidence(table_id="table_0000", method=SamplingMethod.ALL, columns=columns),),
    )


def a_quality(number: int, *, tables: int = 1) -> QualityBatch:
    """One batch of the quality stage."""
    return QualityBatch(
        number=number,
        tables=tuple(measured(f"table_{index:04d}") for index in range(tables)),
        usage=BatchUsage(connections=1, statements=tables, rows_read=0, seconds=0.5),
    )
