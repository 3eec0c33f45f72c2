"""Runs as Temporal sees them; where it does not answer, one error says so and its text stays behind."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from temporalio.client import WorkflowExecutionStatus

from app.api.workflows import Workflows
from app.contracts import Progress, workflow_id
from app.errors import WorkflowUnavailableError
from app.model.results import RunRecord
from app.settings import Settings
from tests.support.fake_workflows import RUNNING, FakeTemporal
from tests.support.runs import a_run

RUN = a_run("run_0000000001")
ID = workflow_id(RUN.id)
UI = "http://127.0.0.1:8233"

Question = Callable[[Workflows, RunRecord], Awaitable[object]]
QUESTIONS: dict[str, Question] = {
    "start": lambda workflows, run: workflows.start(run),
    "cancel": lambda workflows, run: workflows.cancel(run),
    "execution": lambda workflows, run: workflows.execution(run),
    "workers": lambda workflows, _: workflows.workers(),
}


@pytest.fixture
def workflows(temporal: FakeTemporal) -> Workflows:
    return Workflows(temporal.client, Settings(temporal_ui=UI))


async def test_a_run_that_was_started_already_is_left_alone(
    temporal: FakeTemporal, workflows: Workflows
) -> None:
    temporal.executions[ID] = WorkflowExecutionStatus.COMPLETED

    await workflows.start(RUN)

    assert temporal.executions == {ID: WorkflowExecutionStatus.COMPLETED}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
async def test_where_temporal_is_away_one_error_says_so(
    temporal: FakeTemporal, workflows: Workflows, ask: Question
) -> None:
    temporal.is_away = True

    with pytest.raises(WorkflowUnavailableError) as raised:
        await ask(workflows, RUN)
    assert "secret.internal" not in f"{raised.value} {raised.value.explain()}"
    assert raised.value.__cause__ is None


async def test_what_nobody_can_answer_is_not_known(temporal: FakeTemporal, workflows: Workflows) -> None:
    temporal.is_away = True

    assert await workflows.progress(RUN) is None
    assert not await workflows.has_workers()


async def test_the_last_answer_of_a_run_is_kept(temporal: FakeTemporal, workflows: Workflows) -> None:
    temporal.executions[ID] = RUNNING
    temporal.progress = Progress(queue_position=3)
    told = await workflows.progress(RUN)
    temporal.progress = None

    assert told == Progress(queue_position=3)
    assert await workflows.progress(RUN) is None
    assert workflows.latest_progress(RUN) == told
    assert workflows.latest_progress(a_run("run_0000000002")) is None


async def test_a_run_nobody_started_has_no_execution(workflows: Workflows) -> None:
    assert await workflows.execution(RUN) is None


@pytest.mark.parametrize("status", WorkflowExecutionStatus, ids=lambda status: status.name)
async def test_only_a_running_execution_goes_on(
    temporal: FakeTemporal, workflows: Workflows, status: WorkflowExecutionStatus
) -> None:
    temporal.executions[ID] = status

    execution = await workflows.execution(RUN)

    assert execution is not None
    assert execution.is_running is (status is RUNNING)


async def test_a_run_is_asked_under_the_id_it_was_begun_with(
    temporal: FakeTemporal, workflows: Workflows
) -> None:
    temporal.executions["started-by-the-platform"] = RUNNING

    await workflows.cancel(replace(RUN, workflow_id="started-by-the-platform"))

    assert temporal.cancelled == ["started-by-the-platform"]


def test_a_link_leads_to_the_run_and_to_its_history_once_it_has_begun(workflows: Workflows) -> None:
    place = f"{UI}/namespaces/default/workflows/{ID}"

    assert workflows.link(RUN) == place
    assert workflows.link(replace(RUN, workflow_run_id="0c1d")) == f"{place}/0c1d/history"


def test_without_a_ui_there_is_no_link(temporal: FakeTemporal) -> None:
    assert Workflows(temporal.client, Settings(temporal_ui="")).link(RUN) is None
