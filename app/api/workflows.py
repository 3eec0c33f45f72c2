"""Runs as Temporal sees them: start, ask, cancel. The only module of the server that talks to Temporal."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from application_sdk.observability.correlation import CorrelationContext
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
    WorkflowQueryRejectedError,
)
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from app.contracts import WORKFLOW_TYPE, Progress, ScanInput, workflow_id
from app.errors import WorkflowUnavailableError
from app.model.results import RunRecord
from app.settings import Settings

_RPC_TIMEOUT = timedelta(seconds=5)
_QUERY_TIMEOUT = timedelta(seconds=1)
_LATEST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution of a workflow: Temporal's run id and whether it has ended, and how."""

    run_id: str
    status: WorkflowExecutionStatus | None

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.status is WorkflowExecutionStatus.RUNNING


class Workflows:
    """The scan workflows; every method raises ``WorkflowUnavailableError`` when Temporal does not answer."""

    def __init__(
        self, client: Client, settings: Settings, latest_progress: dict[str, Progress] | None = None
    ) -> None:
        self._client = client
        self._settings = settings
        self._latest: dict[str, Progress] = {} if latest_progress is None else latest_progress

    async def start(self, run: RunRecord) -> None:
        """Start the run's workflow; one that was started already is left alone (same id, never reused)."""
        with self._available():
            try:
                await self._client.start_workflow(
                    WORKFLOW_TYPE,
                    ScanInput(run_id=run.id),
                    id=workflow_id(run.id),
                    task_queue=self._settings.task_queue,
                    id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                    memo=CorrelationContext(correlation_id=run.correlation_id).to_temporal_memo(),
                    static_summary=f"scan {run.id}",
                    execution_timeout=timedelta(seconds=self._settings.run_timeout_seconds),
                    rpc_timeout=_RPC_TIMEOUT,
                )
            except WorkflowAlreadyStartedError:
                return

    async def progress(self, run: RunRecord) -> Progress | None:
        """The run's own answer; ``None`` while no worker can give one."""
        try:
            progress = await self._client.get_workflow_handle(_id(run)).query(
                "progress", result_type=Progress, rpc_timeout=_QUERY_TIMEOUT
            )
        except (RPCError, WorkflowQueryFailedError, WorkflowQueryRejectedError):
            return None
        self._latest.pop(run.id, None)
        self._latest[run.id] = progress
        while len(self._latest) > _LATEST_KEPT:
            del self._latest[next(iter(self._latest))]
        return progress

    def latest_progress(self, run: RunRecord) -> Progress | None:
        """What the run answered last; ``None`` if it never did."""
        return self._latest.get(run.id)

    async def cancel(self, run: RunRecord) -> None:
        """Ask the workflow to stop; it closes itself when its source is idle."""
        with self._available():
            await self._client.get_workflow_handle(_id(run)).cancel(rpc_timeout=_RPC_TIMEOUT)

    async def execution(self, run: RunRecord) -> Execution | None:
        """The run's latest execution; ``None`` if it was never started or is past Temporal's retention."""
        with self._available():
            try:
                found = await self._client.get_workflow_handle(_id(run)).describe(rpc_timeout=_RPC_TIMEOUT)
            except RPCError as error:
                if error.status is RPCStatusCode.NOT_FOUND:
                    return None
                raise
        return Execution(found.run_id, found.status)

    async def workers(self) -> int:
        """How many workers ask for tasks; 0 while the first one still loads."""
        request = DescribeTaskQueueRequest(
            namespace=self._settings.temporal_namespace,
            task_queue=TaskQueue(name=self._settings.task_queue),
            task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        )
        with self._available():
            answer = await self._client.workflow_service.describe_task_queue(request, timeout=_RPC_TIMEOUT)
        return len(answer.pollers)

    async def has_workers(self) -> bool:
        """Whether any worker asks for tasks; ``False`` also while Temporal does not answer."""
        try:
            return await self.workers() > 0
        except WorkflowUnavailableError:
            return False

    def link(self, run: RunRecord) -> str | None:
        """Address of the run in the Temporal UI; ``None`` where no UI is configured."""
        if not self._settings.temporal_ui:
            return None
        place = f"{self._settings.temporal_ui}/namespaces/{self._settings.temporal_namespace}/workflows/{_id(run)}"
        return f"{place}/{run.workflow_run_id}/history" if run.workflow_run_id else place

    @contextmanager
    def _available(self) -> Generator[None]:
        try:
            yield
        except RPCError:
            raise WorkflowUnavailableError(address=self._settings.temporal_host) from None
        except RuntimeError:  # the lazy client could not connect
            raise WorkflowUnavailableError(address=self._settings.temporal_host) from None


def _id(run: RunRecord) -> str:
    return run.workflow_id or workflow_id(run.id)
