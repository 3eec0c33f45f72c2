"""Runs whose workflow ended without closing them are closed; others are left alone."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus

from app.api.reconcile import reconciled, sweep_for_ever
from app.api.workflows import Workflows
from app.contracts import workflow_id
from app.model.results import RunRecord
from app.model.run import Reason, RunState
from app.pipeline.source import turn_of
from app.results.store import Record
from app.wiring.services import Services
from tests.support.fake_workflows import RUNNING, FakeTemporal
from tests.support.runs import a_run
from tests.support.services import WatchedStore, sealed_runs, services_over

BINDING = ("postgresql", "db.internal", "5432", "reader")
ENDED = sorted(set(WorkflowExecutionStatus) - {RUNNING})


@pytest.fixture
def workflows(temporal: FakeTemporal, services: Services) -> Workflows:
    return Workflows(temporal.client, services.settings)


async def stored(services: Services, run_id: str = "run_1", *, minutes_old: float = 0) -> RunRecord:
    """A running run with its turn and its password."""
    run = replace(
        a_run(run_id), state=RunState.RUNNING, created_at=datetime.now(UTC) - timedelta(minutes=minutes_old)
    )
    await services.runs.create(run)
    await services.vault.seal(run_id, BINDING, "planted")
    await services.leases.take(turn_of(run.source.source_id), run_id, capacity=1, seconds=600)
    return run


async def swept(services: Services, workflows: Workflows) -> None:
    """One round of the sweep."""
    sweeping = asyncio.create_task(sweep_for_ever(services, workflows))
    await asyncio.sleep(0.05)
    sweeping.cancel()
    with suppress(asyncio.CancelledError):
        await sweeping


@pytest.mark.parametrize("status", ENDED, ids=lambda status: status.name)
async def test_a_run_whose_workflow_ended_outside_is_closed(
    services: Services, temporal: FakeTemporal, workflows: Workflows, status: WorkflowExecutionStatus
) -> None:
    run = await stored(services)
    temporal.executions[workflow_id(run.id)] = status

    closed = await reconciled(run, services, workflows)

    assert closed == await services.runs.load(run.id)
    assert closed.state is RunState.FAILED
    assert closed.failure is not None
    assert closed.failure.code == "ended_outside"
    assert await sealed_runs(services) == set()
    assert await services.leases.holders(turn_of(run.source.source_id)) == ()


async def test_a_run_whose_workflow_goes_on_is_left_alone(
    services: Services, temporal: FakeTemporal, workflows: Workflows
) -> None:
    run = await stored(services, minutes_old=600)
    temporal.executions[workflow_id(run.id)] = RUNNING

    assert await reconciled(run, services, workflows) == run
    assert await sealed_runs(services) == {run.id}
    assert await services.leases.holders(turn_of(run.source.source_id)) == (run.id,)


async def test_while_temporal_is_away_nothing_is_concluded(
    services: Services, temporal: FakeTemporal, workflows: Workflows
) -> None:
    run = await stored(services, minutes_old=600)
    temporal.is_away = True

    assert await reconciled(run, services, workflows) == run
    assert await sealed_runs(services) == {run.id}


@pytest.mark.parametrize(("minutes_old", "state"), [(5, RunState.RUNNING), (61, RunState.FAILED)])
async def test_a_run_nobody_started_has_an_hour(
    services: Services, workflows: Workflows, minutes_old: float, state: RunState
) -> None:
    run = await stored(services, minutes_old=minutes_old)

    looked_at = await reconciled(run, services, workflows)

    assert looked_at.state is state
    assert (looked_at.failure.code if looked_at.failure else None) == (
        "never_started" if state is RunState.FAILED else None
    )


async def test_a_run_that_was_closed_in_the_meantime_stays_as_it_was_closed(
    services: Services, temporal: FakeTemporal, workflows: Workflows
) -> None:
    run = await stored(services)
    temporal.executions[workflow_id(run.id)] = WorkflowExecutionStatus.COMPLETED
    await services.runs.update(run.id, lambda run: replace(run, state=RunState.SUCCEEDED))

    assert (await reconciled(run, services, workflows)).state is RunState.SUCCEEDED


async def test_the_failure_a_task_wrote_down_stays(
    services: Services, temporal: FakeTemporal, workflows: Workflows
) -> None:
    run = await stored(services)
    temporal.executions[workflow_id(run.id)] = WorkflowExecutionStatus.FAILED
    reason = Reason(code="wrong_password", message="refused", next_step="check")
    await services.runs.update(run.id, lambda run: replace(run, failure=reason))

    assert (await reconciled(run, services, workflows)).failure == reason


async def test_the_sweep_destroys_what_ended_runs_left_and_nothing_else(
    services: Services, temporal: FakeTemporal, workflows: Workflows
) -> None:
    for run_id in ("run_running", "run_terminated", "run_over", "run_deleted"):
        await stored(services, run_id)
    temporal.executions |= {
        workflow_id("run_running"): RUNNING,
        workflow_id("run_terminated"): WorkflowExecutionStatus.TERMINATED,
    }
    await services.runs.update("run_over", lambda run: replace(run, state=RunState.SUCCEEDED))
    await services.runs.delete("run_deleted")

    await swept(services, workflows)

    assert await sealed_runs(services) == {"run_running"}
    assert (await services.runs.load("run_terminated")).state is RunState.FAILED
    assert (await services.runs.load("run_running")).state is RunState.RUNNING


class DamagedStore(WatchedStore):
    """A store in which the head of one run cannot be read any more."""

    async def get(self, key: str) -> Record | None:
        record = await super().get(key)
        return Record(b"damaged", record.etag) if record and key == "run.run_a_damaged" else record


async def test_a_damaged_record_does_not_keep_the_sweep_from_the_others(temporal: FakeTemporal) -> None:
    services = services_over(state=DamagedStore())
    workflows = Workflows(temporal.client, services.settings)
    await services.vault.seal("run_a_damaged", BINDING, "planted")
    await services.runs.create(a_run("run_b_over"))
    await services.vault.seal("run_b_over", BINDING, "planted")
    await services.runs.update("run_b_over", lambda run: replace(run, state=RunState.SUCCEEDED))
    with suppress(Exception):  # creating reads the head back, which is damaged from the beginning
        await services.runs.create(a_run("run_a_damaged"))

    await swept(services, workflows)

    assert await sealed_runs(services) == {"run_a_damaged"}
