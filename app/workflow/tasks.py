"""What each task does: resolve collaborators, call the pipeline, store, answer with counts."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from temporalio import activity

from app.contracts import (
    BatchInput,
    BatchOutput,
    ConnectionTested,
    FinalizeOutput,
    RunArguments,
    RunInput,
    SchemaExtracted,
    TurnOutput,
)
from app.errors import RunAlreadyExistsError, RunFinishedError
from app.model.results import CatalogOrigin, DetectionBatch, RunRecord
from app.model.run import RunState, Stage, TableOutcome
from app.model.schema import Table
from app.observability.metrics import metrics
from app.pipeline.analysis import Analysis
from app.pipeline.detection import detect_batch
from app.pipeline.earlier import earlier_runs
from app.pipeline.finalize import finalize
from app.pipeline.history import run_point
from app.pipeline.probing import CONNECTION_TESTS, try_source
from app.pipeline.quality import analyse_batch
from app.pipeline.rule_binding import rules_of_run
from app.pipeline.schema import planned, read_or_cached
from app.pipeline.source import turn_of
from app.wiring import worker
from app.wiring.services import Services
from app.workflow.surroundings import task

_TURN_SECONDS = 120.0


async def get_workflow_args(input: RunInput) -> RunArguments:
    """Load the stored configuration, and bind the run to this workflow: another one may not carry it out too."""
    async with task("get_workflow_args", input.run_id) as services:
        info = activity.info()

        def begun(run: RunRecord) -> RunRecord:
            return replace(
                run,
                workflow_id=run.workflow_id or info.workflow_id,
                workflow_run_id=run.workflow_run_id or info.workflow_run_id,
            )

        run = await services.runs.update(input.run_id, begun)
        if run.workflow_run_id != info.workflow_run_id:
            raise RunAlreadyExistsError(run_id=run.id)
        if run.state.is_final:
            raise RunFinishedError(run_id=run.id, state=run.state.value)
        return RunArguments(
            parallelism=run.options.max_connections,
            quality=run.options.quality,
            turn_timeout_seconds=services.settings.turn_timeout_seconds,
        )


async def take_turn(input: RunInput) -> TurnOutput:
    """Ask for the source; the run counts as running once it has it."""
    async with task("take_turn", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        position = await services.leases.take(
            turn_of(run.source.source_id), run.id, capacity=1, seconds=_TURN_SECONDS
        )
        if position == 0:
            await services.runs.update(run.id, lambda run: replace(run, state=RunState.RUNNING))
        return TurnOutput(position=position)


async def test_database_connection(input: RunInput) -> ConnectionTested:
    """Reach the source and sign in, once; a wrong password is never tried again."""
    async with task("test_database_connection", input.run_id, once=True) as services:
        run = await services.runs.load(input.run_id)
        source = await services.source(run)
        report = await try_source(
            services.readers,
            services.leases,
            source.connection,
            source.credential,
            holder=run.id,
            capacity=run.options.max_connections,
            limits=source.limits,
        )
        product = " ".join(filter(None, (report.product, report.version)))
        await services.runs.update(
            run.id, lambda run: replace(run, source=replace(run.source, product=product or None))
        )
        if report.failure is not None:
            raise report.failure
        await services.breaker.succeeded(source.connection.source_id)
        return ConnectionTested(milliseconds=round(sum(step.milliseconds for step in report.steps)))


async def extract_schema_metadata(input: RunInput) -> SchemaExtracted:
    """Read the catalog, store the snapshot and the plan."""
    async with task("extract_schema_metadata", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        source = await services.guarded_source(run)
        async with _turn(services, run):
            snapshot, origin = await read_or_cached(
                source, services.catalogs, run_id=run.id, refresh=run.options.refresh_schema
            )
        if not await services.runs.write_snapshot(run.id, snapshot):
            snapshot = await services.runs.read_snapshot(run.id)  # what was written first counts
            if snapshot.taken_at != origin.read_at:
                origin = CatalogOrigin(run_id=run.id, read_at=snapshot.taken_at)
        await services.runs.update(run.id, lambda run: replace(run, catalog=run.catalog or origin))
        await services.catalogs.keep(source.connection, origin.run_id, snapshot)
        extracted = planned(snapshot, source.connection, run.options)
        await services.runs.write_left_out(run.id, extracted.left_out)
        await services.runs.write_suggestions(run.id, extracted.suggestions)
        await services.runs.write_plan(run.id, extracted.plan)
        plan = await services.runs.read_plan(run.id)
        return SchemaExtracted(
            tables=len(extracted.snapshot.tables),
            columns=sum(len(table.columns) for table in extracted.snapshot.tables),
            left_out=len(extracted.left_out),
            batch_sizes=[len(batch.table_ids) for batch in plan.batches],
        )


async def detect_sensitive_data(input: BatchInput) -> BatchOutput:
    """Sample and classify one batch."""
    async with task("detect_sensitive_data", input.run_id, batch=input.number) as services:
        run = await services.runs.load(input.run_id)
        tables = await _tables_of_batch(services, input)
        async with _turn(services, run):
            detected = await detect_batch(
                await services.guarded_source(run),
                tables,
                number=input.number,
                run_id=run.id,
                options=run.options,
                classifier=worker.classifier(),
            )
        batch = detected.found
        # Evidence stands beside the verdicts that rest on it: what another attempt wrote first stays without ours.
        if await services.runs.write_detection(run.id, batch):
            await services.runs.write_evidence(run.id, detected.evidence)
        metrics().batch_read(Stage.DETECT, statements=batch.usage.statements, rows=batch.usage.rows_read)
        return BatchOutput(
            tables=len(batch.tables),
            gaps=_gaps(table.outcome for table in batch.tables),
            findings=sum(len(verdict.findings) for table in batch.tables for verdict in table.verdicts),
        )


async def analyze_data_quality(input: BatchInput) -> BatchOutput:
    """Measure one batch; tables the detection stage could not read are not tried again."""
    async with task("analyze_data_quality", input.run_id, batch=input.number) as services:
        run = await services.runs.load(input.run_id)
        tables = await _tables_of_batch(services, input)
        detected = await services.runs.read_detection(run.id, input.number)
        analysis = await _analysis_of(services, run, tables)
        async with _turn(services, run):
            batch = await analyse_batch(
                await services.guarded_source(run),
                tables,
                detected or DetectionBatch.nothing(input.number),
                analysis,
            )
        await services.runs.write_quality(run.id, batch)
        metrics().batch_read(
            Stage.ANALYSE_QUALITY, statements=batch.usage.statements, rows=batch.usage.rows_read
        )
        return BatchOutput(
            tables=len(batch.tables), gaps=_gaps(table.outcome for table in batch.tables), findings=0
        )


async def _analysis_of(services: Services, run: RunRecord, tables: Sequence[Table]) -> Analysis:
    """What is due with these tables of the run: keys, the rules of its source, and whether they came in time."""
    snapshot = await worker.snapshot(run.id)
    plan = await services.runs.read_plan(run.id)
    suggestions = await services.runs.read_suggestions(run.id)
    read = {table_id for batch in plan.batches for table_id in batch.table_ids}
    return replace(
        Analysis.of(run.id, snapshot, suggestions, run.options),
        rules=await rules_of_run(services.rules, services.runs, run, snapshot, read),
        earlier=await earlier_runs(services.runs, run, {table.id for table in tables}),
    )


async def finalize_run(input: RunInput) -> FinalizeOutput:
    """Merge the batches into totals; the run's final state follows from the gaps."""
    async with task("finalize_run", input.run_id) as services:
        runs = services.runs
        run = await runs.load(input.run_id)
        outcome = finalize(
            await worker.snapshot(run.id),
            await runs.read_left_out(run.id),
            await runs.read_detections(run.id),
            await runs.read_qualities(run.id),
            options=run.options,
            connections=CONNECTION_TESTS,
        )
        if outcome.catalog_is_outdated:
            await services.catalogs.forget(services.connection(run))
        await runs.write_point(run.id, run_point(run, outcome.views))
        await runs.update(run.id, lambda run: replace(run, totals=outcome.totals))
        return FinalizeOutput(
            state=outcome.state.value,
            tables=outcome.totals.tables,
            gaps=outcome.totals.tables_with_gaps,
            findings=outcome.totals.findings,
        )


def _turn(services: Services, run: RunRecord) -> AbstractAsyncContextManager[None]:
    """The run's turn on its source, held while the body reads."""
    return services.leases.kept(turn_of(run.source.source_id), run.id, capacity=1, seconds=_TURN_SECONDS)


async def _tables_of_batch(services: Services, input: BatchInput) -> tuple[Table, ...]:
    plan = await services.runs.read_plan(input.run_id)
    by_id = {table.id: table for table in (await worker.snapshot(input.run_id)).tables}
    return tuple(by_id[table_id] for table_id in plan.batches[input.number].table_ids)


def _gaps(outcomes: Iterable[TableOutcome]) -> int:
    return sum(outcome.state.is_gap for outcome in outcomes)
