"""PostgreSQL is stopped in the middle of a run: the run waits for it, and keeps what it had when it does not come back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.api_client import cancel, end_of, findings, in_mid_detection, table_states, watch
from tests.support.scans import Answer, start_run
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import Stack, start_stack
from tests.support.stoppable import StoppableServer, stoppable_postgresql

OUTAGE_SECONDS = 15
"""Long enough for the breaker to open and for a probe to fail."""

PATIENCE_SECONDS = 5
"""How long the impatient stack waits; a slow machine only makes it wait longer."""

SLOW_SECONDS = 300


@pytest.fixture(scope="module")
def postgresql() -> Iterator[StoppableServer]:
    with stoppable_postgresql() as made:
        yield made


@pytest.fixture
def source(postgresql: StoppableServer) -> Iterator[SlowSource]:
    with slow_source(postgresql.server, views=8) as made:
        try:
            yield made
        finally:
            postgresql.start()


@pytest.fixture(scope="module")
def impatient_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    home: Path = tmp_path_factory.mktemp("impatient")
    with start_stack(
        home, workers=2, env={"SOURCESENSE_BREAKER_WAIT_SECONDS": str(PATIENCE_SECONDS)}
    ) as made:
        yield made


def waits(run: Answer) -> bool:
    """Whether the run waits for its source."""
    return run["source_away_since"] is not None


def test_a_run_waits_for_a_source_that_restarts_and_then_reads_all_of_it(
    shared_stack: Stack, postgresql: StoppableServer, source: SlowSource
) -> None:
    credential = source.server.credential
    with shared_stack.client() as client:
        undisturbed = start_run(client, source.connection, credential, **OPTIONS)
        assert end_of(client, undisturbed)["state"] == "succeeded"
        run_id = start_run(client, source.connection, credential, **OPTIONS)
        watch(client, run_id, in_mid_detection, what="in the middle of detection")

        postgresql.stop()
        waiting = watch(client, run_id, waits, what="waiting for its source", timeout_seconds=SLOW_SECONDS)
        time.sleep(OUTAGE_SECONDS)
        postgresql.start()
        run = end_of(client, run_id, timeout_seconds=SLOW_SECONDS)

        assert waiting["state_text"].startswith("Waiting for the source since ")
        assert (run["state"], run["failure"], run["source_away_since"]) == ("succeeded", None, None)
        assert table_states(client, run_id) == table_states(client, undisturbed)
        assert findings(client, run_id) == findings(client, undisturbed) != []


def test_a_run_whose_source_stays_away_is_partial_and_keeps_everything_it_had(
    impatient_stack: Stack, postgresql: StoppableServer, source: SlowSource
) -> None:
    with impatient_stack.client() as client:
        run_id = start_run(client, source.connection, source.server.credential, **OPTIONS)
        watch(client, run_id, in_mid_detection, what="in the middle of detection")

        postgresql.stop()
        run = end_of(client, run_id, timeout_seconds=SLOW_SECONDS)

        states = table_states(client, run_id)
        results = client.get(f"/api/v1/runs/{run_id}/results").json()
        missing = [table for table in results["tables"] if table["state"] == "unavailable"]
        assert (run["state"], run["failure"]) == ("partial", None)
        assert set(states.values()) == {"unavailable", "scanned"}
        assert len(states) == source.views + 1
        assert {table["reason"]["code"] for table in missing} == {"source_away"}
        assert all(table["reason"]["next_step"] for table in missing)
        assert findings(client, run_id) != []


def test_a_run_that_waits_for_its_source_can_be_cancelled(
    shared_stack: Stack, postgresql: StoppableServer, source: SlowSource
) -> None:
    with shared_stack.client() as client:
        run_id = start_run(client, source.connection, source.server.credential, **OPTIONS)
        watch(client, run_id, in_mid_detection, what="in the middle of detection")
        postgresql.stop()
        watch(client, run_id, waits, what="waiting for its source", timeout_seconds=SLOW_SECONDS)

        cancel(client, run_id)

        assert end_of(client, run_id, timeout_seconds=SLOW_SECONDS)["state"] == "cancelled"
