"""Temporal in this process: remembers what was started and answers what it is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from app.contracts import Progress

RUNNING = WorkflowExecutionStatus.RUNNING


@dataclass(slots=True)
class FakeTemporal:
    """Stands for a Temporal client, as far as ``app.api.workflows`` uses one.

    Attributes:
        executions: status by workflow id; what is started is running.
        cancelled: ids of the workflows that were asked to stop.
        progress: what the progress query answers; ``None``: no worker can.
        pollers: workers that ask for tasks.
        is_away: nothing answers.
        on_start: called before a start counts.
    """

    executions: dict[str, WorkflowExecutionStatus]
    cancelled: list[str]
    progress: Progress | None = None
    pollers: int = 1
    is_away: bool = False
    on_start: Callable[[], Awaitable[None]] | None = None

    @classmethod
    def idle(cls) -> "FakeTemporal":
        """One that nobody has asked for anything yet."""
        return cls({}, [])

    @property
    def client(self) -> Client:
        """Itself, as those take it who use no more than what is here."""
        return cast("Client", self)

    @property
    def workflow_service(self) -> "FakeTemporal":
        """The service below the client."""
        return self

    async def start_workflow(self, workflow: str, _: object, *, id: str, **__: object) -> None:
        """Start it, once per id."""
        self._answers()
        if self.on_start is not None:
            await self.on_start()
        if id in self.executions:
            raise WorkflowAlreadyStartedError(id, workflow)
        self.executions[id] = RUNNING

    def get_workflow_handle(self, workflow_id: str) -> "FakeHandle":
        """A handle, whether there is such a workflow or not."""
        return FakeHandle(self, workflow_id)

    async def describe_task_queue(self, _: object, *, timeout: object) -> SimpleNamespace:  # noqa: ASYNC109 - the client's name
        """Who asks for tasks."""
        del timeout
        self._answers()
        return SimpleNamespace(pollers=[object()] * self.pollers)

    def find(self, workflow_id: str) -> WorkflowExecutionStatus:
        """The status, or the error that Temporal answers."""
        self._answers()
        if workflow_id not in self.executions:
            raise RPCError("workflow not found", RPCStatusCode.NOT_FOUND, b"")
        return self.executions[workflow_id]

    def _answers(self) -> None:
        if self.is_away:
            raise RPCError("tcp connect error to secret.internal", RPCStatusCode.UNAVAILABLE, b"")


@dataclass(frozen=True, slots=True)
class FakeHandle:
    """One workflow."""

    temporal: FakeTemporal
    id: str

    async def query(self, name: str, **_: object) -> Progress:
        """The progress, if a worker can give it."""
        assert name == "progress"
        self.temporal.find(self.id)
        if self.temporal.progress is None:
            raise RPCError("no poller", RPCStatusCode.DEADLINE_EXCEEDED, b"")
        return self.temporal.progress

    async def cancel(self, **_: object) -> None:
        """Note that it was asked to stop."""
        self.temporal.find(self.id)
        self.temporal.cancelled.append(self.id)

    async def describe(self, **_: object) -> SimpleNamespace:
        """Run id and status."""
        return SimpleNamespace(run_id=f"execution of {self.id}", status=self.temporal.find(self.id))
