"""The detection stage: one sample per table, and everything that is measured on its values."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.connection.session import Session
from app.detection.cells.masking import mask
from app.detection.classifier import Classifier
from app.detection.condensing import condensed
from app.extraction.sampling import draw_sample, seed_of
from app.identifiability.measuring import measure_identifiability
from app.integrity.defects import defects_of
from app.model.evidence import EvidenceBatch, TableEvidence
from app.model.results import DetectionBatch, TableDetection
from app.model.run import ScanOptions, TableOutcome, TableState
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Table
from app.pipeline.reading import BatchReader
from app.pipeline.source import Source
from app.quality.sampling.measuring import measure_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedBatch:
    """What a batch came to, and what its verdicts rest on.

    Attributes:
        found: verdicts, masked examples and measurements.
        evidence: condensed; of the tables that were read.
    """

    found: DetectionBatch
    evidence: EvidenceBatch


async def detect_batch(
    source: Source,
    tables: Sequence[Table],
    *,
    number: int,
    run_id: str,
    options: ScanOptions,
    classifier: Classifier,
) -> DetectedBatch:
    """Sample and classify the tables of one batch, in their order.

    The sampled values live no longer than the table's turn; what is returned holds verdicts, masked evidence and
    measurements.
    """
    kept: list[TableEvidence] = []

    async def detect(session: Session, table: Table) -> TableDetection:
        seed = seed_of(run_id, table.id)
        sample = await draw_sample(session, source.connection, table, rows=options.sample_rows, seed=seed)
        # Off the event loop: on wide tables this takes longer than a heartbeat may be late.
        found, evidence = await asyncio.to_thread(_examined, classifier, table, sample)
        kept.append(evidence)
        return found

    async with BatchReader(source) as reader:
        read = [await reader.read(table, detect, _nothing_read) for table in tables]
        found = DetectionBatch(number=number, tables=tuple(read), usage=await reader.usage())
        rules = await asyncio.to_thread(lambda: classifier.marks)
        return DetectedBatch(
            found=found, evidence=EvidenceBatch(number=number, rules=rules, tables=tuple(kept))
        )


def _examined(classifier: Classifier, table: Table, sample: Sample) -> tuple[TableDetection, TableEvidence]:
    """Everything that the sampled values say, and what the verdicts rest on."""
    now = datetime.now(UTC)
    verdicts, columns = classifier.examine(table, sample)
    kept = condensed(classifier.decider, table, columns)
    wrong = defects_of(table, sample, verdicts, today=now.date(), mask=mask)
    found = TableDetection(
        table_id=table.id,
        outcome=TableOutcome(table_id=table.id, state=_state_of(sample.facts)),
        sample=sample.facts,
        verdicts=verdicts,
        sampled=measure_sample(table, sample, verdicts, mask=mask, now=now),
        defects=wrong.defects,
        dependencies=wrong.dependencies,
        identifiability=measure_identifiability(sample, verdicts),
    )
    return found, TableEvidence(table_id=table.id, method=sample.facts.method, columns=kept)


def _state_of(facts: SampleFacts) -> TableState:
    if facts.method is not SamplingMethod.ALL:
        return TableState.SAMPLED
    return TableState.SCANNED if facts.rows else TableState.EMPTY


def _nothing_read(outcome: TableOutcome) -> TableDetection:
    return TableDetection(table_id=outcome.table_id, outcome=outcome, sample=None, verdicts=())
