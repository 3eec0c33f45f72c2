"""What a run found is there after everything was stopped and started again."""

from pathlib import Path

import httpx
import pytest
from temporalio.client import Client, WorkflowExecutionStatus

from app.connection.config import Credential, parse_connection
from app.contracts import workflow_id
from tests.support.api_client import findings
from tests.support.scans import API, Answer, Scan, scan
from tests.support.stack import Stack


@pytest.fixture(scope="module")
def before(expendable_stack: Stack, sqlite_samples: Path) -> tuple[Stack, Scan]:
    """A stack that was restarted after this scan."""
    connection = parse_connection({"dialect": "sqlite", "path": str(sqlite_samples / "chinook.db")})
    with expendable_stack.client() as client:
        found = scan(client, connection, Credential())
    assert found.run["state"] == "succeeded"
    expendable_stack.restart()
    return expendable_stack, found


def test_the_first_questions_to_a_server_that_just_started_are_answered(before: tuple[Stack, Scan]) -> None:
    # The SDK's own state store client fails the first call: it was made on another event loop (trap F6).
    # Nothing asked this server for a stored record yet: this test stands first.
    stack, found = before
    with stack.client() as client:
        answers = [client.get(f"{API}/runs/{found.run['id']}") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_run_and_results_are_the_same_after_a_restart(before: tuple[Stack, Scan]) -> None:
    stack, found = before
    run_id = found.run["id"]
    with stack.client() as client:
        assert answered(client, f"/runs/{run_id}") == found.run
        assert answered(client, f"/runs/{run_id}/results") == found.results
        for table in found.tables:
            assert answered(client, f"/runs/{run_id}/tables/{table['id']}") == table
        listed: list[Answer] = answered(client, "/runs")["items"]
        kept = sorted((table, column, finding["type_id"]) for table, column, finding in found.findings())
        assert findings(client, run_id) == kept != []
    assert listed[0] == found.run


async def test_the_workflow_history_is_there_after_a_restart(before: tuple[Stack, Scan]) -> None:
    stack, found = before
    client = await Client.connect(stack.temporal)
    described = await client.get_workflow_handle(workflow_id(found.run["id"])).describe()
    assert described.status is WorkflowExecutionStatus.COMPLETED


def answered(client: httpx.Client, path: str) -> Answer:
    answer = client.get(f"{API}{path}")
    assert answer.status_code == 200, answer.text
    content: Answer = answer.json()
    return content
