"""A run is made of what was asked for: its id sorts by time, and it knows no password."""

from datetime import UTC, datetime

from app.connection.config import parse_connection
from app.contracts import RunInput
from app.errors import NoAccessError, UnexpectedError
from app.model.run import Reason, RunState, ScanOptions, Totals
from app.pipeline.results import Results, read_results
from app.pipeline.runs import new_run, new_run_id, reason_of
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.results.report import table_views
from app.results.runs import RunRepository
from tests.support.runs import a_detection, a_plan, a_run, a_snapshot
from tests.support.services import KEY

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONNECTION = parse_connection(
    {"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "reader"}
)


def repository() -> RunRepository:
    """Runs in memory."""
    return RunRepository(MemoryStateStore(), MemoryObjectStore(), KEY)


def test_ids_of_runs_differ_and_are_what_the_contracts_take() -> None:
    ids = {new_run_id() for _ in range(200)}

    assert len(ids) == 200
    assert all(RunInput(run_id=run_id).run_id == run_id for run_id in ids)


def test_a_new_run_waits_and_knows_its_source() -> None:
    run = new_run(
        "run_1", CONNECTION, ScanOptions(), request_digest="digest", correlation_id="correlation", now=NOON
    )

    assert run.state is RunState.QUEUED
    assert run.created_at == NOON
    assert (run.source.dialect, run.source.source_id) == ("postgresql", CONNECTION.source_id)
    assert run.source.product is None


def test_the_fields_of_a_run_make_its_connection_again() -> None:
    run = new_run(
        "run_1", CONNECTION, ScanOptions(), request_digest="digest", correlation_id="correlation", now=NOON
    )

    again = parse_connection({"dialect": run.source.dialect, **run.source.fields})

    assert again == CONNECTION
    assert "password" not in run.source.fields


def test_a_reason_is_the_explained_failure() -> None:
    assert reason_of(NoAccessError(object="main.t", user="reader", grant="GRANT SELECT")) == Reason(
        code="no_access",
        message="main.t: the role “reader” lacks SELECT.",
        next_step="Run GRANT SELECT and scan again.",
    )


def test_a_reason_of_what_nobody_foresaw_names_the_class_only() -> None:
    assert reason_of(UnexpectedError(kind="KeyError")).message == "An unforeseen failure (KeyError)."


async def test_before_the_schema_is_read_results_are_empty() -> None:
    runs = repository()
    await runs.create(a_run("run_1"))

    assert await read_results(runs, "run_1") == Results(snapshot=None, views=(), missing=(), totals=Totals())


async def test_results_grow_with_what_is_written() -> None:
    runs = repository()
    await runs.create(a_run("run_1"))
    await runs.write_snapshot("run_1", a_snapshot(tables=2))
    await runs.write_plan("run_1", a_plan(2))
    before = await read_results(runs, "run_1")

    await runs.write_detection("run_1", a_detection(0))
    after = await read_results(runs, "run_1")

    assert [view.state for view in before.views] == [None, None]
    assert after.views == table_views(a_snapshot(tables=2), [], [a_detection(0)], [])
    assert (before.totals.findings, after.totals.findings) == (0, 1)
