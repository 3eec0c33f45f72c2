"""A whole run in one process, without any server: the same stages, nothing stored."""

import asyncio
from dataclasses import dataclass, replace

from app.detection.classifier import Classifier
from app.model.evidence import EvidenceBatch
from app.model.relations import Suggestion
from app.model.results import DetectionBatch, QualityBatch
from app.model.rules import RuleResult
from app.model.run import Batch, RunState, ScanOptions, TableOutcome, Totals
from app.model.schema import Snapshot
from app.pipeline.analysis import Analysis
from app.pipeline.detection import DetectedBatch, detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.given_rules import NO_RULES_GIVEN, GivenRules
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import ExtractedSchema, extract
from app.pipeline.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRun:
    """Everything one run came to.

    Attributes:
        options: those asked for, narrowed to the tables that were named.
        qualities: none where the options wanted none.
    """

    snapshot: Snapshot
    options: ScanOptions
    left_out: tuple[TableOutcome, ...]
    suggestions: tuple[Suggestion, ...]
    detections: tuple[DetectionBatch, ...]
    qualities: tuple[QualityBatch, ...]
    state: RunState
    totals: Totals
    evidence: tuple[EvidenceBatch, ...] = ()

    @property
    def ruled(self) -> tuple[RuleResult, ...]:
        """Results of the rules that came with the run."""
        return tuple(result for batch in self.qualities for result in batch.rules)


async def scan_locally(
    source: Source,
    options: ScanOptions,
    classifier: Classifier,
    *,
    run_id: str,
    patient: Source | None = None,
    rules: GivenRules = NO_RULES_GIVEN,
) -> LocalRun:
    """Extract, detect and analyse, batches in parallel up to the options' connections; rules with the analysis.

    ``patient`` is the same source for one who waits: the tables are read through it. The schema is not, because
    a source that was never there is more likely a typing error than an outage. Raises what no single table is to blame for, as the stages do.
    """
    schema = await extract(source, options)
    analysis = Analysis.of(run_id, schema.snapshot, schema.suggestions, options)
    return await read_tables(
        patient or source,
        schema,
        options,
        classifier,
        run_id=run_id,
        analysis=replace(analysis, rules=rules.bound(schema)),
    )


async def read_tables(
    source: Source,
    schema: ExtractedSchema,
    options: ScanOptions,
    classifier: Classifier,
    *,
    run_id: str,
    analysis: Analysis,
) -> LocalRun:
    """The planned batches through both stages, and what they add up to; quality only if the options want it."""
    tables = {table.id: table for table in schema.snapshot.tables}
    gate = asyncio.Semaphore(options.max_connections)

    async def read(planned: Batch) -> tuple[DetectedBatch, QualityBatch | None]:
        async with gate:
            batch = [tables[table_id] for table_id in planned.table_ids]
            detected = await detect_batch(
                source, batch, number=planned.number, run_id=run_id, options=options, classifier=classifier
            )
            if not options.quality:
                return detected, None
            return detected, await analyse_batch(source, batch, detected.found, analysis)

    done = await asyncio.gather(*(read(batch) for batch in schema.plan.batches))
    detections = tuple(detected.found for detected, _ in done)
    qualities = tuple(quality for _, quality in done if quality is not None)
    outcome = finalize(schema.snapshot, schema.left_out, detections, qualities, options=options)
    return LocalRun(
        snapshot=schema.snapshot,
        options=options,
        left_out=schema.left_out,
        suggestions=schema.suggestions,
        detections=detections,
        evidence=tuple(detected.evidence for detected, _ in done),
        qualities=qualities,
        state=outcome.state,
        totals=outcome.totals,
    )
