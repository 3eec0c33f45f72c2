"""What each task does to the record, the credential and the source, one after another as the workflow calls them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from application_sdk.execution.errors import ApplicationError
from temporalio.testing import ActivityEnvironment

from app.connection.config import Connection, Credential, SqliteConnection, parse_connection
from app.connection.limits import Limits
from app.contracts import BatchInput, CloseInput, Ending, RunInput, SchemaExtracted, StageReport
from app.errors import (
    CredentialMissingError,
    HostRefusedError,
    NoAccessError,
    SourceLostError,
    WrongPasswordError,
)
from app.model.results import RunRecord
from app.model.run import RunState, ScanOptions, Stage, TableState
from app.pipeline.runs import new_run, new_run_id
from app.pipeline.source import slots_of, turn_of
from app.settings import Settings
from app.wiring import worker
from app.wiring.services import Services
from app.workflow import closing, tasks
from tests.support.fake_source import FakeReaders, FakeSession, a_database, tables_of
from tests.support.services import sealed_runs, services_over

PASSWORD = "planted password"  # noqa: S105 - planted on purpose
NAMES = ("customer", "invoice", "product")

T = TypeVar("T")
Input = TypeVar("Input")


class VanishingReaders(FakeReaders):
    """Readers of a source that lets so many sessions in and then none."""

    def __init__(self, *, sessions: int) -> None:
        super().__init__()
        self.sessions = sessions

    @asynccontextmanager
    async def open(
        self, connection: Connection, credential: Credential, limits: Limits, *, address: str | None = None
    ) -> AsyncGenerator[FakeSession]:
        """See ``Readers.open``."""
        if self.opened >= self.sessions:
            raise HostRefusedError(host="db.internal", port=5432)
        async with super().open(connection, credential, limits, address=address) as session:
            yield session


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def services(readers: FakeReaders, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Those of the worker: tasks find them where the process keeps them."""
    made = services_over(readers)
    monkeypatch.setattr(worker, "_services", made)
    return made


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", tables_of(NAMES))


@pytest.fixture
async def run(services: Services, shop: SqliteConnection) -> RunRecord:
    """A stored run with its password in the vault."""
    stored = new_run(
        new_run_id(),
        shop,
        ScanOptions(),
        request_digest="digest",
        correlation_id="correlation",
        now=datetime.now(UTC),
    )
    await services.runs.create(stored)
    await services.vault.seal(stored.id, shop.binding, Credential(PASSWORD).sealed_text())
    return stored


async def carried_out(
    body: Callable[[Input], Awaitable[T]], input: Input, *, attempt: int = 1, execution: str = "first"
) -> T:
    """What the task answers inside an activity of that execution of the workflow."""
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, attempt=attempt, workflow_run_id=execution)
    return await environment.run(body, input)


async def failure_of(
    body: Callable[[Any], Awaitable[object]], input: object, **where: Any
) -> ApplicationError:
    """What leaves the task when it fails."""
    with pytest.raises(ApplicationError) as raised:
        await carried_out(body, input, **where)
    return raised.value


async def extracted(run: RunRecord) -> SchemaExtracted:
    """The run up to its schema."""
    await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id))
    await carried_out(tasks.take_turn, RunInput(run_id=run.id))
    return await carried_out(tasks.extract_schema_metadata, RunInput(run_id=run.id))


def batches(run: RunRecord, schema: SchemaExtracted) -> list[BatchInput]:
    """The inputs of all batches."""
    sizes = schema.batch_sizes
    return [
        BatchInput(run_id=run.id, number=number, of=len(sizes), tables=tables)
        for number, tables in enumerate(sizes)
    ]


def finished(run: RunRecord, state: str = "succeeded") -> CloseInput:
    """The end of a run that came to its end."""
    return CloseInput(run_id=run.id, ending=Ending.FINISHED.value, state=state)


# ── the whole run ────────────────────────────────────────────────────────────────────────────────


async def test_the_tasks_in_their_order_make_a_finished_run(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    tested = await carried_out(tasks.test_database_connection, RunInput(run_id=run.id))
    schema = await extracted(run)
    found = [await carried_out(tasks.detect_sensitive_data, batch) for batch in batches(run, schema)]
    measured = [await carried_out(tasks.analyze_data_quality, batch) for batch in batches(run, schema)]
    outcome = await carried_out(tasks.finalize_run, RunInput(run_id=run.id))
    closed = await carried_out(closing.close_run, finished(run, outcome.state))

    stored = await services.runs.load(run.id)
    assert tested.milliseconds >= 0
    assert (schema.tables, schema.columns, schema.left_out) == (3, 6, 0)
    assert sum(batch.tables for batch in found) == sum(batch.tables for batch in measured) == 3
    assert sum(batch.findings for batch in found) == outcome.findings == stored.totals.findings >= 3
    assert closed.state == stored.state == outcome.state == "succeeded"
    assert (stored.source.product or "").startswith("SQLite")
    assert set(readers.passwords) == {PASSWORD}
    assert readers.now_open == 0


async def test_results_of_a_task_that_is_carried_out_twice_count_once(
    services: Services, run: RunRecord
) -> None:
    schema = await extracted(run)
    again = await extracted(run)
    for batch in batches(run, schema) * 2:
        await carried_out(tasks.detect_sensitive_data, batch)
    outcome = await carried_out(tasks.finalize_run, RunInput(run_id=run.id))

    assert again == schema
    assert len(await services.runs.read_detections(run.id)) == len(schema.batch_sizes)
    assert len(await services.runs.read_evidences(run.id)) == len(schema.batch_sizes)
    assert outcome.tables == 3


async def test_a_table_without_rights_makes_the_run_partial(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    readers.fail("main.invoice", NoAccessError(object="main.invoice"))
    schema = await extracted(run)
    found = [await carried_out(tasks.detect_sensitive_data, batch) for batch in batches(run, schema)]
    measured = [await carried_out(tasks.analyze_data_quality, batch) for batch in batches(run, schema)]

    outcome = await carried_out(tasks.finalize_run, RunInput(run_id=run.id))

    assert sum(batch.gaps for batch in found) == sum(batch.gaps for batch in measured) == outcome.gaps == 1
    assert outcome.state == "partial"
    assert (await services.runs.load(run.id)).totals.tables_with_gaps == 1


async def test_tables_of_a_source_that_stays_away_are_gaps_and_what_was_read_before_is_kept(
    run: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = VanishingReaders(sessions=2)
    patient = services_over(readers, settings=Settings(local=True, breaker_wait_seconds=0))
    monkeypatch.setattr(worker, "_services", patient)
    await patient.runs.create(run)
    await patient.vault.seal(
        run.id, parse_connection(run.source.fields).binding, Credential(PASSWORD).sealed_text()
    )
    schema = await extracted(run)
    readers.fail("main.invoice", SourceLostError())

    found = [await carried_out(tasks.detect_sensitive_data, batch) for batch in batches(run, schema)]
    for batch in batches(run, schema):
        await carried_out(tasks.analyze_data_quality, batch)
    outcome = await carried_out(tasks.finalize_run, RunInput(run_id=run.id))

    detected = [table for batch in await patient.runs.read_detections(run.id) for table in batch.tables]
    assert [table.outcome.state for table in detected] == ["scanned", "unavailable", "unavailable"]
    assert {table.outcome.reason.code for table in detected if table.outcome.reason} == {"source_away"}
    assert detected[0].verdicts
    assert sum(batch.gaps for batch in found) == 2
    assert (outcome.state, outcome.tables, outcome.gaps) == ("partial", 3, 3)


async def test_a_connection_test_that_passes_ends_the_waiting_of_everybody(
    services: Services, run: RunRecord
) -> None:
    for _ in range(3):
        await services.breaker.failed(run.source.source_id)
    assert await services.breaker.away_since(run.source.source_id) is not None

    await carried_out(tasks.test_database_connection, RunInput(run_id=run.id))

    assert await services.breaker.away_since(run.source.source_id) is None


# ── the cached catalog ───────────────────────────────────────────────────────────────────────────


async def another_run(services: Services, shop: SqliteConnection, options: ScanOptions) -> RunRecord:
    """A further run of the same connection, up to its schema."""
    stored = new_run(
        new_run_id(),
        shop,
        options,
        request_digest="digest",
        correlation_id="correlation",
        now=datetime.now(UTC),
    )
    await services.runs.create(stored)
    await services.vault.seal(stored.id, shop.binding, Credential(PASSWORD).sealed_text())
    await extracted(stored)
    return await services.runs.load(stored.id)


async def test_a_run_soon_after_another_takes_its_schema_and_says_so(
    services: Services, readers: FakeReaders, run: RunRecord, shop: SqliteConnection
) -> None:
    await extracted(run)
    await carried_out(closing.close_run, finished(run))
    opened = readers.opened

    second = await another_run(services, shop, ScanOptions(exclude=("invoice",)))

    first = await services.runs.load(run.id)
    snapshot = await services.runs.read_snapshot(second.id)
    assert readers.opened == opened
    assert first.catalog is not None
    assert second.catalog == first.catalog
    assert first.catalog.run_id == run.id
    assert snapshot == replace(await services.runs.read_snapshot(run.id), statements=0)
    (left_out,) = await services.runs.read_left_out(second.id)
    assert left_out.state is TableState.FILTERED


async def test_a_run_that_is_asked_to_reads_the_schema_anew(
    services: Services, readers: FakeReaders, run: RunRecord, shop: SqliteConnection
) -> None:
    await extracted(run)
    await carried_out(closing.close_run, finished(run))
    opened = readers.opened

    second = await another_run(services, shop, ScanOptions(refresh_schema=True))

    assert readers.opened == opened + 1
    assert second.catalog is not None
    assert second.catalog.run_id == second.id


async def test_after_a_run_that_met_a_closed_table_the_schema_is_read_anew(
    services: Services, readers: FakeReaders, run: RunRecord, shop: SqliteConnection
) -> None:
    readers.fail("main.invoice", NoAccessError(object="main.invoice"))
    schema = await extracted(run)
    for batch in batches(run, schema):
        await carried_out(tasks.detect_sensitive_data, batch)
    await carried_out(tasks.finalize_run, RunInput(run_id=run.id))
    await carried_out(closing.close_run, finished(run))

    second = await another_run(services, shop, ScanOptions())

    assert second.catalog is not None
    assert second.catalog.run_id == second.id


async def test_the_connections_of_a_run_are_the_tests_the_catalogs_and_the_batches(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    await carried_out(tasks.test_database_connection, RunInput(run_id=run.id))
    schema = await extracted(run)
    for batch in batches(run, schema):
        await carried_out(tasks.detect_sensitive_data, batch)
        await carried_out(tasks.analyze_data_quality, batch)
    await carried_out(tasks.finalize_run, RunInput(run_id=run.id))

    totals = (await services.runs.load(run.id)).totals
    assert totals.connections_opened == readers.opened == 2 + 2 * len(schema.batch_sizes)


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


async def test_the_arguments_are_those_the_run_was_stored_with(services: Services, run: RunRecord) -> None:
    arguments = await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id))

    assert arguments.parallelism == run.options.max_connections
    assert arguments.quality is run.options.quality
    assert arguments.turn_timeout_seconds == services.settings.turn_timeout_seconds


async def test_a_run_belongs_to_the_execution_that_began_it(services: Services, run: RunRecord) -> None:
    await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id))

    again = await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id), attempt=2)
    other = await failure_of(tasks.get_workflow_args, RunInput(run_id=run.id), execution="second")

    assert again.parallelism == run.options.max_connections
    assert (other.type, other.non_retryable) == ("idempotency_conflict", True)
    assert (await services.runs.load(run.id)).workflow_run_id == "first"


async def test_a_run_that_is_over_does_not_begin_again(services: Services, run: RunRecord) -> None:
    await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id))
    await services.runs.update(run.id, lambda run: replace(run, state=RunState.CANCELLED))

    assert (await failure_of(tasks.get_workflow_args, RunInput(run_id=run.id))).type == "run_finished"


@pytest.mark.usefixtures("services")
async def test_a_run_nobody_stored_does_not_begin() -> None:
    told = await failure_of(tasks.get_workflow_args, RunInput(run_id=new_run_id()))

    assert (told.type, told.non_retryable) == ("run_not_found", True)


async def test_a_second_run_of_the_source_waits_in_line(services: Services, run: RunRecord) -> None:
    source = turn_of(run.source.source_id)
    await services.leases.take(source, "run_before", capacity=1, seconds=60)

    waiting = await carried_out(tasks.take_turn, RunInput(run_id=run.id))
    queued = await services.runs.load(run.id)
    await services.leases.release(source, "run_before")
    held = await carried_out(tasks.take_turn, RunInput(run_id=run.id))

    assert (waiting.position, queued.state) == (1, RunState.QUEUED)
    assert held.position == 0
    assert (await services.runs.load(run.id)).state is RunState.RUNNING


# ── failing ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_wrong_password_is_tried_once_and_explained_in_the_record(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    readers.refuse(WrongPasswordError(product="PostgreSQL", user="reader", sqlstate="28P01"))

    told = await failure_of(tasks.test_database_connection, RunInput(run_id=run.id))

    failure = (await services.runs.load(run.id)).failure
    assert (told.type, told.non_retryable) == ("wrong_password", True)
    assert "reader" not in str(told)
    assert failure is not None
    assert "reader" in failure.message
    assert len(readers.passwords) == 1


async def test_a_connection_test_is_not_tried_again_whatever_failed(
    readers: FakeReaders, run: RunRecord
) -> None:
    readers.refuse(SourceLostError())

    assert (await failure_of(tasks.test_database_connection, RunInput(run_id=run.id))).non_retryable


async def test_a_failure_that_is_tried_again_is_not_yet_the_runs_failure(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    readers.fail("the list of tables", SourceLostError())

    told = await failure_of(tasks.extract_schema_metadata, RunInput(run_id=run.id))

    assert not told.non_retryable
    assert (await services.runs.load(run.id)).failure is None


async def test_without_its_credential_a_run_fails_and_does_not_reach_the_source(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    await services.vault.destroy(run.id)

    told = await failure_of(tasks.extract_schema_metadata, RunInput(run_id=run.id))

    assert told.type == CredentialMissingError.code
    assert readers.passwords == []


async def test_the_first_failure_stays_the_runs_failure(
    services: Services, readers: FakeReaders, run: RunRecord
) -> None:
    readers.refuse(WrongPasswordError(user="reader"), SourceLostError())

    await failure_of(tasks.test_database_connection, RunInput(run_id=run.id))
    await failure_of(tasks.test_database_connection, RunInput(run_id=run.id))

    failure = (await services.runs.load(run.id)).failure
    assert failure is not None
    assert failure.code == "wrong_password"


# ── closing ──────────────────────────────────────────────────────────────────────────────────────

ENDINGS = [
    (Ending.FINISHED, "succeeded", RunState.SUCCEEDED),
    (Ending.FINISHED, "partial", RunState.PARTIAL),
    (Ending.FAILED, "", RunState.FAILED),
    (Ending.CANCELLED, "", RunState.CANCELLED),
]


@pytest.mark.parametrize(("ending", "state", "final"), ENDINGS)
async def test_every_ending_destroys_the_credential_and_passes_the_turn_on(
    services: Services, run: RunRecord, ending: Ending, state: str, final: RunState
) -> None:
    await carried_out(tasks.take_turn, RunInput(run_id=run.id))

    closed = await carried_out(
        closing.close_run, CloseInput(run_id=run.id, ending=ending.value, state=state, code="unexpected")
    )

    stored = await services.runs.load(run.id)
    assert closed.state == stored.state == final
    assert stored.ended_at is not None
    assert (stored.failure is not None) is (final is RunState.FAILED)
    assert await sealed_runs(services) == set()
    assert await services.leases.holders(turn_of(run.source.source_id)) == ()


async def test_a_run_closes_only_when_none_of_its_sessions_is_left(
    services: Services, run: RunRecord
) -> None:
    slots = slots_of(run.source.source_id)
    await services.leases.take(slots, f"{run.id}.0", capacity=2, seconds=60)
    await services.leases.take(slots, "run_other.0", capacity=2, seconds=60)

    closing_run = asyncio.create_task(carried_out(closing.close_run, finished(run)))
    await asyncio.sleep(0.05)
    before = await services.runs.load(run.id)
    await services.leases.release(slots, f"{run.id}.0")
    await closing_run

    assert not before.state.is_final
    assert (await services.runs.load(run.id)).state is RunState.SUCCEEDED


async def test_another_execution_closes_nothing(services: Services, run: RunRecord) -> None:
    await carried_out(tasks.get_workflow_args, RunInput(run_id=run.id))

    closed = await carried_out(closing.close_run, finished(run), execution="second")

    assert closed.state == RunState.QUEUED
    assert not (await services.runs.load(run.id)).state.is_final
    assert await sealed_runs(services) == {run.id}


@pytest.mark.parametrize(("code", "kept"), [("run_deadline", "run_deadline"), ("no_worker", "unexpected")])
async def test_a_failure_no_task_could_write_down_is_written_at_the_end(
    services: Services, run: RunRecord, code: str, kept: str
) -> None:
    await carried_out(closing.close_run, CloseInput(run_id=run.id, ending=Ending.FAILED.value, code=code))

    failure = (await services.runs.load(run.id)).failure
    assert failure is not None
    assert failure.code == kept


async def test_the_stages_are_kept_as_they_stood(services: Services, run: RunRecord) -> None:
    reports = [
        StageReport(stage=Stage.DETECT.value, state="cancelled", done=2, total=3, started_at=10, ended_at=20),
        StageReport(stage=Stage.FINALIZE.value),
    ]

    await carried_out(
        closing.close_run,
        CloseInput(run_id=run.id, ending=Ending.CANCELLED.value, stages=reports),
    )

    detect, finalize = (await services.runs.load(run.id)).stages
    assert (detect.state, detect.done, detect.total) == ("cancelled", 2, 3)
    assert detect.ended_at == datetime.fromtimestamp(20, UTC)
    assert (finalize.state, finalize.total, finalize.started_at) == ("waiting", None, None)
