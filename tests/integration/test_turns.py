"""One run reads a source at a time, however many workers there are, with no more connections than it may have."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from tests.support.api_client import end_of, findings, tables_done, watch
from tests.support.databases import Server
from tests.support.scans import start_run
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import Stack, start_stack

MAX_CONNECTIONS = 2


@pytest.fixture(scope="module")
def source(postgresql_server: Server) -> Iterator[SlowSource]:
    with slow_source(postgresql_server, views=8) as made:
        yield made


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with start_stack(tmp_path_factory.mktemp("turns"), workers=2) as running:
        yield running


def test_the_second_run_on_a_source_waits_and_the_connection_limit_is_never_exceeded(
    two_workers: Stack, source: SlowSource
) -> None:
    credential = source.server.credential
    options = {**OPTIONS, "max_connections": MAX_CONNECTIONS}
    with two_workers.client() as client, counted_sessions(source) as counts:
        first = start_run(client, source.connection, credential, **options)
        watch(client, first, lambda run: run["state"] == "running", what="running")
        second = start_run(client, source.connection, credential, **options)
        waiting = watch(client, second, lambda run: run["queue_position"] == 1, what="waiting")
        assert waiting["state"] == "queued"
        assert "place 1" in waiting["state_text"]
        earlier, later = end_of(client, first), end_of(client, second)
        assert findings(client, first) == findings(client, second) != []
    assert (earlier["state"], later["state"]) == ("succeeded", "succeeded")
    assert tables_done(earlier) == tables_done(later) == source.views + 1
    assert began(later) >= earlier["ended_at"]
    assert max(counts) == MAX_CONNECTIONS


def began(run: dict[str, list[dict[str, str]]]) -> str:
    """When the run first touched its source."""
    return run["stages"][0]["started_at"]


@contextmanager
def counted_sessions(source: SlowSource) -> Generator[list[int]]:
    """The number of our sessions on the server, again and again during the block."""
    counts: list[int] = []
    over = threading.Event()

    def count() -> None:
        while not over.wait(0.05):
            counts.append(len(source.session_pids()))

    counting = threading.Thread(target=count)
    counting.start()
    try:
        yield counts
    finally:
        over.set()
        counting.join()
