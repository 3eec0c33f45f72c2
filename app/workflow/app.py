"""The App: one entry point, ``scan``, and its tasks.

The workflow only orders the tasks and counts; what a task does is in ``app/pipeline``. Its state is what the
``progress`` query answers. A task resolves its collaborators, calls the pipeline and returns a small contract.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from application_sdk.app import App, entrypoint, query, sleep, task
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception

from app.contracts import (
    BatchInput,
    BatchOutput,
    CloseInput,
    CloseOutput,
    ConnectionTested,
    Ending,
    FinalizeOutput,
    Progress,
    RunArguments,
    RunInput,
    ScanInput,
    ScanOutput,
    SchemaExtracted,
    TurnOutput,
)
from app.model.run import Stage
from app.workflow import closing, tasks
from app.workflow.attempts import MOST_ATTEMPTS
from app.workflow.stages import StageBoard

_TURN_POLL_SECONDS = 3
_HEARTBEAT_SECONDS = 2
_HEARTBEAT_TIMEOUT_SECONDS = (
    10  # a dead worker is noticed within this; a cancel reaches a task within 80 % of it
)


Task = TypeVar("Task", bound=Callable[..., Any])


def _task_within(seconds: int) -> Callable[[Task], Task]:
    return task(
        timeout_seconds=seconds,
        retry_max_attempts=MOST_ATTEMPTS,
        heartbeat_timeout_seconds=_HEARTBEAT_TIMEOUT_SECONDS,
        auto_heartbeat_seconds=_HEARTBEAT_SECONDS,
    )


_short_task = _task_within(120)
_long_task = _task_within(3600)


class SourceSense(App):
    """Schema, sensitive data and quality of a SQL database."""

    name: ClassVar[str] = "sourcesense"

    def __init__(self) -> None:
        super().__init__()
        self._board = StageBoard()
        self._queue_position = 0

    @query
    def progress(self) -> Progress:
        """Where the run stands, in counts."""
        return Progress(queue_position=self._queue_position, stages=self._board.reports())

    @entrypoint(default=True)  # pyright: ignore[reportUntypedFunctionDecorator] - the SDK gives it no types
    async def scan(self, input: ScanInput) -> ScanOutput:
        """Scan one source: test, extract, detect, analyse, finalize; close whatever happens."""
        run = RunInput(run_id=input.run_id)
        ending, code, state = Ending.FAILED, "", ""
        try:
            outcome = await self._carry_out(run)
            ending, state = Ending.FINISHED, outcome.state
        except BaseException as error:
            if is_cancelled_exception(error):
                ending = Ending.CANCELLED
            code = _code_of(error)
            raise
        finally:
            self._board.end(cancelled=ending is Ending.CANCELLED)
            await self.close_run(
                CloseInput(
                    run_id=input.run_id,
                    ending=ending.value,
                    code=code,
                    state=state,
                    stages=self._board.reports(),
                )
            )
        return ScanOutput(
            run_id=input.run_id,
            state=outcome.state,
            tables=outcome.tables,
            gaps=outcome.gaps,
            findings=outcome.findings,
        )

    async def _carry_out(self, run: RunInput) -> FinalizeOutput:
        arguments = await self.get_workflow_args(run)
        await self._wait_for_turn(run, arguments.turn_timeout_seconds)
        with self._board.running(Stage.TEST_CONNECTION, total=1) as stage:
            await self.test_database_connection(run)
            stage.advance(1)
        with self._board.running(Stage.EXTRACT_SCHEMA, total=1) as stage:
            schema = await self.extract_schema_metadata(run)
            stage.replace(done=schema.tables, total=schema.tables)
        await self._in_batches(Stage.DETECT, self.detect_sensitive_data, run, schema, arguments)
        if arguments.quality:
            await self._in_batches(Stage.ANALYSE_QUALITY, self.analyze_data_quality, run, schema, arguments)
        else:
            self._board.skip(Stage.ANALYSE_QUALITY)
        with self._board.running(Stage.FINALIZE, total=1) as stage:
            outcome = await self.finalize_run(run)
            stage.advance(1)
        return outcome

    async def _wait_for_turn(self, run: RunInput, timeout_seconds: int) -> None:
        """One run per source: ask, show the place in the queue, ask again."""
        for _ in range(0, timeout_seconds, _TURN_POLL_SECONDS):
            self._queue_position = (await self.take_turn(run)).position
            if self._queue_position == 0:
                return
            await sleep(timedelta(seconds=_TURN_POLL_SECONDS))
        raise ApplicationError(
            "The run waited too long for its turn.", type="run_deadline", non_retryable=True
        )

    async def _in_batches(
        self,
        stage: Stage,
        read: Callable[[BatchInput], Awaitable[BatchOutput]],
        run: RunInput,
        schema: SchemaExtracted,
        arguments: RunArguments,
    ) -> None:
        """Read all batches, in parallel as far as the source's owner allows; one that fails stops the others.

        Otherwise each of them would try a source again that is known to fail, a wrong password too.
        """
        gate = asyncio.Semaphore(arguments.parallelism)
        sizes = schema.batch_sizes
        with self._board.running(stage, total=sum(sizes)) as progress:

            async def one(number: int, tables: int) -> None:
                async with gate:
                    await read(BatchInput(run_id=run.run_id, number=number, of=len(sizes), tables=tables))
                progress.advance(tables)

            batches = [asyncio.ensure_future(one(number, tables)) for number, tables in enumerate(sizes)]
            try:
                await asyncio.gather(*batches)
            finally:
                for batch in batches:
                    batch.cancel()

    async def on_complete(self) -> None:
        """Nothing to clean up: no task hands files on, so the SDK's two clean-up tasks would do nothing."""

    @_short_task
    async def get_workflow_args(self, input: RunInput) -> RunArguments:
        """Load the stored configuration of the run."""
        return await tasks.get_workflow_args(input)

    @_short_task
    async def take_turn(self, input: RunInput) -> TurnOutput:
        """Ask for the source; one run reads it at a time."""
        return await tasks.take_turn(input)

    @_short_task
    async def test_database_connection(self, input: RunInput) -> ConnectionTested:
        """Reach the source and sign in, once."""
        return await tasks.test_database_connection(input)

    @_long_task
    async def extract_schema_metadata(self, input: RunInput) -> SchemaExtracted:
        """Read the catalog and plan the batches."""
        return await tasks.extract_schema_metadata(input)

    @_long_task
    async def detect_sensitive_data(self, input: BatchInput) -> BatchOutput:
        """Sample the tables of one batch and decide what their columns hold."""
        return await tasks.detect_sensitive_data(input)

    @_long_task
    async def analyze_data_quality(self, input: BatchInput) -> BatchOutput:
        """Measure the tables of one batch, one aggregate statement each."""
        return await tasks.analyze_data_quality(input)

    @_long_task
    async def finalize_run(self, input: RunInput) -> FinalizeOutput:
        """Merge the batches, check that everything listed is accounted for, write the totals."""
        return await tasks.finalize_run(input)

    @_long_task
    async def close_run(self, input: CloseInput) -> CloseOutput:
        """Wait until no session of the run is left on the source, destroy the credential, pass the turn on."""
        return await closing.close_run(input)


def _code_of(error: BaseException) -> str:
    """The code of a failed task, as its boundary gave it; the class of anything else."""
    if isinstance(error, ActivityError) and isinstance(error.cause, ApplicationError):
        return error.cause.type or "unexpected"
    if isinstance(error, ApplicationError):
        return error.type or "unexpected"
    return "cancelled" if is_cancelled_exception(error) else "unexpected"
