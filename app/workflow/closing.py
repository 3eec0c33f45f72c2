"""The last task of every run, however it ends."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from temporalio import activity

from app.contracts import CloseInput, CloseOutput, Ending, StageReport
from app.errors import RunDeadlineError, UnexpectedError
from app.model.results import RunRecord
from app.model.run import Reason, RunState, Stage, StageProgress
from app.observability.metrics import metrics
from app.pipeline.runs import reason_of
from app.pipeline.source import slots_of, turn_of
from app.results.runs import utc_now
from app.wiring.services import Services
from app.workflow.surroundings import task

_IDLE_POLL_SECONDS = 0.5


async def close_run(input: CloseInput) -> CloseOutput:
    """Wait until the source is idle, destroy the credential, pass the turn on, write the final state."""
    async with task("close_run", input.run_id) as services:
        run = await services.runs.load(input.run_id)
        if run.workflow_run_id not in {None, activity.info().workflow_run_id}:
            return CloseOutput(state=run.state.value)  # another workflow carries this run out
        await _source_idle(services, run)
        await services.vault.destroy(run.id)
        await services.leases.release(turn_of(run.source.source_id), run.id)
        state = _final_state(input)
        closed = await services.runs.update(
            run.id,
            lambda run: replace(
                run,
                state=state,
                ended_at=utc_now(),
                stages=tuple(_stage(report) for report in input.stages),
                failure=run.failure or _failure_of(input),
            ),
        )
        metrics().run_ended(closed.state.value)
        return CloseOutput(state=closed.state.value)


def _final_state(input: CloseInput) -> RunState:
    if input.ending == Ending.FINISHED.value:
        return RunState(input.state)
    return RunState.CANCELLED if input.ending == Ending.CANCELLED.value else RunState.FAILED


async def _source_idle(services: Services, run: RunRecord) -> None:
    """Until no reader of this run holds a connection; slots expire, so this ends."""
    slots = slots_of(run.source.source_id)
    while True:
        holders = await services.leases.holders(slots)
        if not any(holder.startswith(run.id) for holder in holders):
            return
        await asyncio.sleep(_IDLE_POLL_SECONDS)


def _failure_of(input: CloseInput) -> Reason | None:
    """Why a run failed that no task could write down: it never got its turn, or its workers were lost."""
    if input.ending != Ending.FAILED.value:
        return None
    late = input.code == RunDeadlineError.code
    return reason_of(RunDeadlineError(run_id=input.run_id) if late else UnexpectedError(kind=input.code))


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
