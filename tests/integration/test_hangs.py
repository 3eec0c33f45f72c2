"""A source that stops answering costs its own tables only, ends at a deadline and keeps no session of ours."""

import os
import signal
import time
from collections.abc import Iterable, Iterator

import httpx
import pytest

from tests.support.api_client import end_of, in_mid_detection, sealed_credentials, table_states, watch
from tests.support.databases import Server
from tests.support.scans import API, READ, start_run
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import SHARED_BREAKER_WAIT_SECONDS, Stack
from tests.support.sweep import children_of

STATEMENT_SECONDS = 2
TABLE_DEADLINE_SECONDS = STATEMENT_SECONDS + 3 + 5
"""The server's own limit, the grace it gets to say so, and the attempt to end its session."""
SILENT_SERVER_SECONDS = 4 * 11 + 2 + 4 + 8
"""Four attempts to reach it, 11 s each, and the pauses between them."""
CLEAN_UP_SECONDS = 20
"""Attempts to end the sessions of two batches on a server that does not answer."""
SPARE_SECONDS = 30
"""The machine is busy with other things as well."""


@pytest.fixture(scope="module")
def source(postgresql_server: Server) -> Iterator[SlowSource]:
    with slow_source(postgresql_server) as made:
        yield made


@pytest.fixture
def started_run(api: httpx.Client, source: SlowSource) -> str:
    """A run in the middle of its detection."""
    run_id = start_run(
        api,
        source.connection,
        source.server.credential,
        **OPTIONS,
        statement_timeout_seconds=STATEMENT_SECONDS,
    )
    watch(api, run_id, in_mid_detection, what="in the middle of detection")
    return run_id


@pytest.fixture
def frozen() -> Iterator[set[int]]:
    """Processes that are stopped and go on at the end, whatever happens."""
    stopped: set[int] = set()
    yield stopped
    send(signal.SIGCONT, stopped)


def test_a_hanging_statement_costs_its_table_and_the_run_goes_on(
    api: httpx.Client, shared_stack: Stack, source: SlowSource, started_run: str, frozen: set[int]
) -> None:
    freeze_a_session(source, frozen)
    began = time.monotonic()
    run = end_of(api, started_run)
    assert time.monotonic() - began < TABLE_DEADLINE_SECONDS + SPARE_SECONDS
    assert run["state"] == "partial"
    states = table_states(api, started_run)
    hung = [name for name, state in states.items() if state == "timeout"]
    assert 1 <= len(hung) <= run["options"]["max_connections"]
    assert {state for name, state in states.items() if name not in hung} <= READ
    reasons = reasons_of(api, started_run)
    assert {reasons[name]["code"] for name in hung} == {"source_hung"}
    assert all(reasons[name]["next_step"] for name in hung)
    send(signal.SIGCONT, frozen)
    assert_no_session_is_left(source)
    assert sealed_credentials(shared_stack.home) == set()


def test_a_frozen_server_costs_the_tables_that_are_left_and_the_run_ends_at_its_deadline(
    api: httpx.Client, shared_stack: Stack, source: SlowSource, started_run: str, frozen: set[int]
) -> None:
    frozen |= {source.server.pid, *children_of(source.server.pid)}
    send(signal.SIGSTOP, frozen)
    began = time.monotonic()
    run = end_of(api, started_run)
    limit = (
        TABLE_DEADLINE_SECONDS
        + SILENT_SERVER_SECONDS
        + SHARED_BREAKER_WAIT_SECONDS
        + CLEAN_UP_SECONDS
        + SPARE_SECONDS
    )
    assert time.monotonic() - began < limit
    assert run["state"] == "partial"
    states = table_states(api, started_run)
    away = [name for name, state in states.items() if state == "unavailable"]
    assert away, "tables that nobody could reach any more"
    assert {state for name, state in states.items() if name not in away} <= {*READ, "timeout"}
    reasons = reasons_of(api, started_run)
    assert all(reasons[name]["next_step"] for name in away)
    send(signal.SIGCONT, frozen)
    assert_no_session_is_left(source)
    assert sealed_credentials(shared_stack.home) == set()


def freeze_a_session(source: SlowSource, frozen: set[int]) -> None:
    """Stop what is in the middle of a view right now; between two batches nothing is."""
    deadline = time.monotonic() + 20
    while not frozen:
        assert time.monotonic() < deadline, "the run reads no view"
        frozen |= send(signal.SIGSTOP, source.reading_pids())


def send(number: signal.Signals, process_ids: Iterable[int]) -> set[int]:
    """Send the signal; gives the processes that were still there."""
    reached: set[int] = set()
    for process_id in process_ids:
        try:
            os.kill(process_id, number)
        except ProcessLookupError:
            continue
        reached.add(process_id)
    return reached


def reasons_of(api: httpx.Client, run_id: str) -> dict[str, dict[str, str]]:
    tables = api.get(f"{API}/runs/{run_id}/results").json()["tables"]
    return {table["name"]: table["reason"] for table in tables}


def assert_no_session_is_left(source: SlowSource) -> None:
    deadline = time.monotonic() + 10
    while left := source.session_pids():
        assert time.monotonic() < deadline, f"sessions {left} are left"
        time.sleep(0.2)
