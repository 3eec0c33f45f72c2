"""The detection stage: one sample per table, and everything that is measured on its values."""

import asyncio
from collections.abc import Sequence

from app.connection.session import Session
from app.detection.classifier import Classifier, classify_table
from app.extraction.sampling import draw_sample, seed_of
from app.identifiability.measuring import measure_identifiability
from app.model.results import DetectionBatch, TableDetection
from app.model.run import ScanOptions, TableOutcome, TableState
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Table
from app.pipeline.reading import BatchReader
from app.pipeline.source import Source
from app.quality.sampled import measure_sample


async def detect_batch(
    source: Source,
    tables: Sequence[Table],
    *,
    number: int,
    run_id: str,
    options: ScanOptions,
    classifier: Classifier,
) -> DetectionBatch:
    """Sample and classify the tables of one batch, in their order.

    The sampled values live no longer than the table's turn; what is returned holds verdicts, masked evidence and
    measurements.
    """

    async def detect(session: Session, table: Table) -> TableDetection:
        sample = await draw_sample(
            session, source.connection, table, rows=options.sample_rows, seed=seed_of(run_id, table.id)
        )
        # Off the event loop: classifying takes longer than a heartbeat may be late on wide tables.
        verdicts = await asyncio.to_thread(classify_table, classifier, table, sample)
        sampled = await asyncio.to_thread(measure_sample, table, sample)
        told_apart = await asyncio.to_thread(measure_identifiability, table, sample, verdicts)
        return TableDetection(
            table_id=table.id,
            outcome=TableOutcome(table_id=table.id, state=_state_of(sample.facts)),
            sample=sample.facts,
            verdicts=verdicts,
            sampled=sampled,
            identifiability=told_apart,
        )

    async with BatchReader(source) as reader:
        read = [await reader.read(table, detect, _nothing_read) for table in tables]
        return DetectionBatch(number=number, tables=tuple(read), usage=await reader.usage())


def _state_of(facts: SampleFacts) -> TableState:
    if facts.method is not SamplingMethod.ALL:
        return TableState.SAMPLED
    return TableState.SCANNED if facts.rows else TableState.EMPTY


def _nothing_read(outcome: TableOutcome) -> TableDetection:
    return TableDetection(table_id=outcome.table_id, outcome=outcome, sample=None, verdicts=())
