"""What each task does: resolve collaborators, call the pipeline, store, answer with counts."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from temporalio import activity

from app.contracts import (
    BatchInput,
    BatchOutput,
    CloseInput,
    CloseOutput,
    ConnectionTested,
    Ending,
    FinalizeOutput,
    RunArguments,
    RunInput,
    SchemaExtracted,
    StageReport,
    TurnOutput,
)
from app.errors import (
    RunAlreadyExistsError,
    RunDeadlineError,
    RunFinishedError,
    SourceSenseError,
    UnexpectedError,
)
from app.model.results import RunRecord
from app.model.run import Reason, RunState, Stage, StageProgress, TableOutcome
from app.model.schema import Table
from app.observability.tracing import task_span
from app.pipeline.detection import detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.probing import try_source
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import extract
from app.pipeline.source import slots_of, turn_of
from app.wiring import worker
from app.wiring.services import Services
from app.workflow.boundary import boundary

_TURN_SECONDS = 120.0
_IDLE_POLL_SECONDS = 0.5


@asynccontextmanager
async def _task(name: str, run_id: str, *, once: bool = False, batch: int = -1) -> AsyncGenerator[Services]:
    """The surroundings of every task: span, error boundary, collaborators; a last failure is written down."""

    async def write_down(error: SourceSenseError) -> None:
        await _record_failure(run_id, error)

    with task_span(name, run_id=run_id, batch=batch):
        async with boundary(run_id, on_last_attempt=write_down, once=once):
            yield await worker.services()


async def get_workflow_args(input: RunInput) -> RunArguments:
    """Load the stored configuration, and bind the run to this workflow: another one may not carry it out too."""
    async with _task("get_workflow_args", input.run_id) as services:
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
    async with _task("take_turn", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        position = await services.leases.take(
            turn_of(run.source.source_id), run.id, capacity=1, seconds=_TURN_SECONDS
        )
        if position == 0:
            await services.runs.update(run.id, lambda run: replace(run, state=RunState.RUNNING))
        return TurnOutput(position=position)


async def test_database_connection(input: RunInput) -> ConnectionTested:
    """Reach the source and sign in, once; a wrong password is never tried again."""
    async with _task("test_database_connection", input.run_id, once=True) as services:
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
        return ConnectionTested(milliseconds=round(sum(step.milliseconds for step in report.steps)))


async def extract_schema_metadata(input: RunInput) -> SchemaExtracted:
    """Read the catalog, store the snapshot and the plan."""
    async with _task("extract_schema_metadata", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        async with _turn_kept(services, run):
            extracted = await extract(await services.source(run), run.options)
        await services.runs.write_snapshot(run.id, extracted.snapshot)
        await services.runs.write_left_out(run.id, extracted.left_out)
        await services.runs.write_plan(run.id, extracted.plan)
        plan = await services.runs.read_plan(run.id)  # what was written first counts
        return SchemaExtracted(
            tables=len(extracted.snapshot.tables),
            columns=sum(len(table.columns) for table in extracted.snapshot.tables),
            left_out=len(extracted.left_out),
            batch_sizes=[len(batch.table_ids) for batch in plan.batches],
        )


async def detect_sensitive_data(input: BatchInput) -> BatchOutput:
    """Sample and classify one batch."""
    async with _task("detect_sensitive_data", input.run_id, batch=input.number) as services:
        run = await services.runs.load(input.run_id)
        tables = await _tables_of_batch(services, input)
        async with _turn_kept(services, run):
            batch = await detect_batch(
                await services.source(run),
                tables,
                number=input.number,
                run_id=run.id,
                options=run.options,
                classifier=worker.classifier(),
            )
        await services.runs.write_detection(run.id, batch)
        return BatchOutput(
            tables=len(batch.tables),
            gaps=_gaps(table.outcome for table in batch.tables),
            findings=sum(len(verdict.findings) for table in batch.tables for verdict in table.verdicts),
        )


async def analyze_data_quality(input: BatchInput) -> BatchOutput:
    """Measure one batch; tables the detection stage could not read are not tried again."""
    async with _task("analyze_data_quality", input.run_id, batch=input.number) as services:
        run = await services.runs.load(input.run_id)
        tables = await _tables_of_batch(services, input)
        detections = await services.runs.read_detections(run.id)
        async with _turn_kept(services, run):
            batch = await analyse_batch(
                await services.source(run),
                tables,
                {table.table_id: table for detection in detections for table in detection.tables},
                number=input.number,
            )
        await services.runs.write_quality(run.id, batch)
        return BatchOutput(
            tables=len(batch.tables), gaps=_gaps(table.outcome for table in batch.tables), findings=0
        )


async def finalize_run(input: RunInput) -> FinalizeOutput:
    """Merge the batches into totals; the run's final state follows from the gaps."""
    async with _task("finalize_run", input.run_id) as services:
        runs = services.runs
        run = await runs.load(input.run_id)
        outcome = finalize(
            await worker.snapshot(run.id),
            await runs.read_left_out(run.id),
            await runs.read_detections(run.id),
            await runs.read_qualities(run.id),
        )
        await runs.update(run.id, lambda run: replace(run, totals=outcome.totals))
        return FinalizeOutput(
            state=outcome.state.value,
            tables=outcome.totals.tables,
            gaps=outcome.totals.tables_with_gaps,
            findings=outcome.totals.findings,
        )


async def close_run(input: CloseInput) -> CloseOutput:
    """Wait until the source is idle, destroy the credential, pass the turn on, write the final state."""
    async with _task("close_run", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        if run.workflow_run_id not in {None, activity.info().workflow_run_id}:
            return CloseOutput(state=run.state.value)  # another workflow carries this run out
        await _source_idle(services, run)
        await services.vault.destroy(run.id)
        await services.leases.release(turn_of(run.source.source_id), run.id)
        state = await _final_state(services, input)
        closed = await services.runs.update(
            run.id,
            lambda run: replace(
                run,
                state=state,
                ended_at=_now(),
                stages=tuple(_stage(report) for report in input.stages),
                failure=run.failure or _failure_of(input),
            ),
        )
        return CloseOutput(state=closed.state.value)


async def _final_state(services: Services, input: CloseInput) -> RunState:
    if input.ending == Ending.CANCELLED.value:
        return RunState.CANCELLED
    if input.ending == Ending.FAILED.value:
        return RunState.FAILED
    run = await services.runs.load(input.run_id)
    return RunState.PARTIAL if run.totals.tables_with_gaps else RunState.SUCCEEDED


async def _source_idle(services: Services, run: RunRecord) -> None:
    """Until no reader of this run holds a connection; slots expire, so this ends."""
    slots = slots_of(run.source.source_id)
    while True:
        holders = await services.leases.holders(slots)
        if not any(holder.startswith(run.id) for holder in holders):
            return
        await asyncio.sleep(_IDLE_POLL_SECONDS)


@asynccontextmanager
async def _turn_kept(services: Services, run: RunRecord) -> AsyncGenerator[None]:
    """Renew the run's turn as long as the body reads the source."""

    async def renew() -> None:
        while True:
            await services.leases.renew(turn_of(run.source.source_id), run.id, seconds=_TURN_SECONDS)
            await asyncio.sleep(_TURN_SECONDS / 4)

    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()


async def _tables_of_batch(services: Services, input: BatchInput) -> tuple[Table, ...]:
    plan = await services.runs.read_plan(input.run_id)
    by_id = {table.id: table for table in (await worker.snapshot(input.run_id)).tables}
    return tuple(by_id[table_id] for table_id in plan.batches[input.number].table_ids)


async def _record_failure(run_id: str, error: SourceSenseError) -> None:
    """Put the explanation where a person who may see the source finds it."""
    services = await worker.services()
    await services.runs.update(run_id, lambda run: replace(run, failure=run.failure or _reason(error)))


def _failure_of(input: CloseInput) -> Reason | None:
    """Why a run failed that no task could write down: it never got its turn, or its workers were lost."""
    if input.ending != Ending.FAILED.value:
        return None
    late = input.code == RunDeadlineError.code
    return _reason(RunDeadlineError(run_id=input.run_id) if late else UnexpectedError(kind=input.code))


def _reason(error: SourceSenseError) -> Reason:
    explained = error.explain()
    return Reason(code=explained.code, message=explained.message, next_step=explained.next_step)


def _gaps(outcomes: Iterable[TableOutcome]) -> int:
    return sum(outcome.state.is_gap for outcome in outcomes)


def _stage(report: StageReport) -> StageProgress:
    return StageProgress(
        stage=Stage(report.stage),
        state=report.state,
        done=report.done,
        total=report.total or None,
        started_at=_moment(report.started_at),
        ended_at=_moment(report.ended_at),
    )


def _moment(timestamp: float) -> datetime | None:
    return datetime.fromtimestamp(timestamp, UTC) if timestamp else None


def _now() -> datetime:
    return datetime.now(UTC)
