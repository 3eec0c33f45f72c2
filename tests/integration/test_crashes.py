"""A run survives the death of each process it needs: nothing of it is lost, nothing is there twice."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support.api_client import (
    end_of,
    findings,
    in_mid_detection,
    sealed_credentials,
    table_states,
    tables_done,
    watch,
)
from tests.support.databases import Server
from tests.support.scans import start_run
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import Stack

RECOVERY_SECONDS = 180
"""A dead worker is noticed after 10 s, and its connection slots are free again after 60 s."""


@pytest.fixture(scope="module")
def source(postgresql_server: Server) -> Iterator[SlowSource]:
    with slow_source(postgresql_server) as made:
        yield made


@pytest.fixture(scope="module")
def client(expendable_stack: Stack) -> Iterator[httpx.Client]:
    with expendable_stack.client() as opened:
        yield opened


@pytest.fixture(scope="module")
def undisturbed(client: httpx.Client, source: SlowSource) -> str:
    """A run of the same source that nobody disturbed."""
    run_id = start_run(client, source.connection, source.server.credential, **OPTIONS)
    assert end_of(client, run_id)["state"] == "succeeded"
    return run_id


@pytest.mark.parametrize("child", ["worker", "daprd", "temporal"])
def test_a_run_completes_without_losing_or_doubling_a_result_when_this_process_is_killed(
    child: str, expendable_stack: Stack, client: httpx.Client, source: SlowSource, undisturbed: str
) -> None:
    run_id = start_run(client, source.connection, source.server.credential, **OPTIONS)
    watch(client, run_id, in_mid_detection, what="in the middle of detection")
    killed = expendable_stack.kill(child)
    run = end_of(client, run_id, timeout_seconds=RECOVERY_SECONDS)
    assert (run["state"], run["failure"]) == ("succeeded", None)
    assert expendable_stack.pids[child] != killed
    assert tables_done(run) == source.views + 1
    assert table_states(client, run_id) == table_states(client, undisturbed)
    assert findings(client, run_id) == findings(client, undisturbed)
    assert run["totals"]["findings"] == len(findings(client, undisturbed))
    assert source.session_pids() == []
    assert sealed_credentials(expendable_stack.home) == set()
    expendable_stack.wait_ready()
