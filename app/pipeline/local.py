"""A whole scan in one process, without any server: the same stages, nothing stored."""

import asyncio
from dataclasses import dataclass

from app.detection.classifier import Classifier
from app.model.evidence import EvidenceBatch
from app.model.relations import Suggestion
from app.model.results import DetectionBatch, QualityBatch
from app.model.run import RunState, ScanOptions, TableOutcome, Totals
from app.model.schema import Snapshot
from app.pipeline.detection import DetectedBatch, detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.integrity import DueKeys
from app.pipeline.measuring import Measuring
from app.pipeline.quality import analyse_batch
from app.pipeline.relations import DueRelations
from app.pipeline.schema import extract
from app.pipeline.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalScan:
    """Everything one scan came to."""

    snapshot: Snapshot
    left_out: tuple[TableOutcome, ...]
    suggestions: tuple[Suggestion, ...]
    detections: tuple[DetectionBatch, ...]
    qualities: tuple[QualityBatch, ...]
    state: RunState
    totals: Totals
    evidence: tuple[EvidenceBatch, ...] = ()


async def scan_locally(
    source: Source,
    options: ScanOptions,
    classifier: Classifier,
    *,
    run_id: str,
    patient: Source | None = None,
) -> LocalScan:
    """Extract, detect and analyse, batches in parallel up to the options' connections.

    ``patient`` is the same source for one who waits: the tables are read through it. The schema is not, because
    a source that was never there is more likely a typing error than an outage. Raises what no single table is to blame for, as the stages do.
    """
    extracted = await extract(source, options)
    tables_from = patient or source
    by_id = {table.id: table for table in extracted.snapshot.tables}
    gate = asyncio.Semaphore(options.max_connections)
    due = DueRelations.of(run_id, extracted.snapshot, extracted.suggestions)
    keys = DueKeys.of(run_id, extracted.snapshot, options)

    async def detect(number: int, table_ids: tuple[str, ...]) -> DetectedBatch:
        async with gate:
            tables = [by_id[table_id] for table_id in table_ids]
            return await detect_batch(
                tables_from, tables, number=number, run_id=run_id, options=options, classifier=classifier
            )

    async def analyse(detection: DetectionBatch) -> QualityBatch:
        async with gate:
            found = {table.table_id: table for table in detection.tables}
            return await analyse_batch(
                tables_from,
                [by_id[table_id] for table_id in found],
                found,
                number=detection.number,
                due=due,
                keys=keys,
                measuring=Measuring(mode=options.measure),
            )

    detected = await asyncio.gather(*(detect(b.number, b.table_ids) for b in extracted.plan.batches))
    detections = [each.found for each in detected]
    qualities = await asyncio.gather(*(analyse(d) for d in detections)) if options.quality else []
    outcome = finalize(
        extracted.snapshot,
        extracted.left_out,
        tuple(detections),
        tuple(qualities),
        options=options,
    )
    return LocalScan(
        snapshot=extracted.snapshot,
        left_out=extracted.left_out,
        suggestions=extracted.suggestions,
        detections=tuple(detections),
        evidence=tuple(each.evidence for each in detected),
        qualities=tuple(qualities),
        state=outcome.state,
        totals=outcome.totals,
    )
