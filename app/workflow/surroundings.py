"""What every task runs inside: its span, the error boundary, and the collaborators of the worker."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from app.errors import SourceSenseError
from app.observability.tracing import task_span
from app.pipeline.runs import reason_of
from app.wiring import worker
from app.wiring.services import Services
from app.workflow.boundary import boundary


@asynccontextmanager
async def task(name: str, run_id: str, *, once: bool = False, batch: int = -1) -> AsyncGenerator[Services]:
    """Give the body its collaborators; a failure that is not tried again is written down in the run.

    ``once``: no second attempt, whatever the failure.
    """

    async def write_down(error: SourceSenseError) -> None:
        services = await worker.services()
        await services.runs.update(run_id, lambda run: replace(run, failure=run.failure or reason_of(error)))

    with task_span(name, run_id=run_id, batch=batch):
        async with boundary(run_id, on_last_attempt=write_down, once=once):
            yield await worker.services()
