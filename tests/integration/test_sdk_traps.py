"""What the SDK would do by itself and must not do here: each known trap, on the real servers.

The first call to a state store after a start (trap F6) is tested where a stack is restarted: test_restart.py.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.api.failure.v1 import Failure
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client

from app import errors
from app.connection.config import Connection, Credential, parse_connection
from app.contracts import workflow_id
from app.errors import NotADatabaseError, SourceSenseError
from tests.support import history
from tests.support.api_client import end_of, findings, problem_of
from tests.support.scans import API, Answer, scan, start_run
from tests.support.stack import Stack
from tests.support.sweep import Sweep, children_of

BROKEN_VIEW = "view_that_fails_4c1d"
SQL_WORDS = ("SELECT ", "FROM ", "no such table")
TITLES = {
    each.title
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, SourceSenseError) and hasattr(each, "code")
}
OUTER_TEXTS = {"Activity task failed", "Workflow execution failed"}
"""What Temporal itself puts around the failure of a task."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a table and a view whose query fails."""
    path = tmp_path_factory.mktemp("broken") / "broken.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customer (id integer, email text)")
        connection.execute("INSERT INTO customer VALUES (1, 'lena.meyer@example.org')")
        connection.execute(f"CREATE VIEW {BROKEN_VIEW} AS SELECT absent FROM customer")  # noqa: S608 - ours
        connection.commit()
    return path


@pytest.fixture(scope="module")
def no_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("text") / "planted_text_4c1d.db"
    path.write_text("This is no database. " * 100)
    return path


# ── F3, F4: what stands in history ───────────────────────────────────────────────────────────────


async def test_a_failure_in_history_is_a_constant_sentence_and_hides_what_caused_it(
    api: httpx.Client, shared_stack: Stack, no_database: Path
) -> None:
    run_id = start_run(api, sqlite(no_database), Credential())
    assert end_of(api, run_id)["failure"]["code"] == NotADatabaseError.code
    client = await Client.connect(shared_stack.temporal)
    kept = await client.get_workflow_handle(workflow_id(run_id)).fetch_history()
    failures = [failure for event in kept.events for failure in chain_of(failure_in(event))]
    assert NotADatabaseError.title in {failure.message for failure in failures}
    assert {failure.message for failure in failures} <= TITLES | OUTER_TEXTS
    assert not any(no_database.name in str(failure) for failure in failures)  # stack traces included


async def test_the_text_of_a_failing_statement_is_not_in_history(
    api: httpx.Client, shared_stack: Stack, broken: Path
) -> None:
    run = scan(api, sqlite(broken), Credential(), views=True).run
    assert (run["state"], run["totals"]["tables_with_gaps"]) == ("partial", 1)
    name = workflow_id(run["id"])
    exported = await history.export(shared_stack.temporal, [name])
    assert Sweep([BROKEN_VIEW, *SQL_WORDS]).hits("history", exported[name]) == set()


# ── F7: keys of the state store ──────────────────────────────────────────────────────────────────


def test_every_key_in_the_state_store_is_one_that_daprd_reads_back(
    api: httpx.Client, shared_stack: Stack, broken: Path
) -> None:
    scan(api, sqlite(broken), Credential())
    with closing(sqlite3.connect(f"file:{shared_stack.home / 'state.db'}?mode=ro", uri=True)) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM state")]
    assert keys
    assert [key for key in keys if not re.fullmatch(r"(statestore\|\|)?[A-Za-z0-9_.:-]+", key)] == []


# ── F10: which handler answers ───────────────────────────────────────────────────────────────────


def test_our_handler_answers_and_not_the_default_one_that_is_always_content(
    api: httpx.Client, broken: Path, no_database: Path
) -> None:
    assert checked(api, broken) is True
    assert checked(api, no_database) is False


# ── F11, F13: routes of the SDK ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/workflows/v1/stop/ss-run_0000000000/0198"),
        ("POST", "/workflows/v1/dev/local-vault"),
        ("GET", "/workflows/v1/config/0198?type=credentials"),
        ("POST", "/workflows/v1/config/0198"),
        ("POST", "/workflows/v1/file"),
        ("POST", "/events/v1/event/any"),
        ("POST", "/events/v1/drop"),
        ("GET", "/dapr/subscribe"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        ("GET", "/workflows/v1/../v1/dev/local-vault"),
        ("POST", "//workflows/v1/dev/local-vault"),
        ("POST", "/workflows/v1/dev%2Flocal-vault"),
    ],
)
def test_every_other_route_of_the_sdk_is_closed(method: str, path: str, api: httpx.Client) -> None:
    body = {"username": "u", "password": "p"} if method == "POST" else None
    assert problem_of(api.request(method, path, json=body), 404)["code"] == "no_such_route"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", [f"{API}/runs", "/workflows/v1/start", f"{API}/connection-tests"])
def test_another_site_can_start_nothing(
    path: str, headers: Mapping[str, str], api: httpx.Client, broken: Path
) -> None:
    before = api.get(f"{API}/runs").json()["items"]
    body = {"connection": {"dialect": "sqlite", "path": str(broken)}}
    assert problem_of(api.post(path, json=body, headers=headers), 403)["code"] == "cross_site"
    assert [run["id"] for run in api.get(f"{API}/runs").json()["items"]] == [run["id"] for run in before]


def test_another_site_can_read_nothing(api: httpx.Client, broken: Path) -> None:
    run_id = scan(api, sqlite(broken), Credential()).run["id"]
    for path in ("", f"/{run_id}", f"/{run_id}/results", f"/{run_id}/findings"):
        answer = api.get(f"{API}/runs{path}", headers={"Sec-Fetch-Site": "cross-site"})
        assert problem_of(answer, 403)["code"] == "cross_site"


def test_a_form_of_another_site_cannot_pose_as_json(api: httpx.Client) -> None:
    answer = api.post(f"{API}/runs", content=b'{"connection": {}}', headers={"Content-Type": "text/plain"})
    assert problem_of(answer, 415)["code"] == "media_type"


def test_a_rebound_name_is_refused(api: httpx.Client) -> None:
    answer = api.get(f"{API}/runs", headers={"Host": "evil.example"})
    assert problem_of(answer, 403)["code"] == "foreign_host"


# ── F17: a new App for every task ────────────────────────────────────────────────────────────────


def test_what_is_expensive_is_made_once_for_all_tasks(
    api: httpx.Client, shared_stack: Stack, broken: Path
) -> None:
    first = scan(api, sqlite(broken), Credential()).run["id"]
    worker = shared_stack.pids["worker"]
    fork_server = children_of(worker)
    second = scan(api, sqlite(broken), Credential()).run["id"]
    assert children_of(worker) == fork_server != set()
    assert findings(api, first) == findings(api, second) != []


def failure_in(event: HistoryEvent) -> Failure | None:
    if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED:
        return event.activity_task_failed_event_attributes.failure
    if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED:
        return event.workflow_execution_failed_event_attributes.failure
    return None


def chain_of(failure: Failure | None) -> Iterator[Failure]:
    """The failure and those it was caused by."""
    while failure is not None:
        yield failure
        failure = failure.cause if failure.HasField("cause") else None


def checked(api: httpx.Client, path: Path) -> bool:
    """Whether the SDK's connection check lets this source through."""
    pairs = {"dialect": "sqlite", "path": str(path)}
    body = {"credentials": [{"key": key, "value": value} for key, value in pairs.items()]}
    answer: Answer = api.post("/workflows/v1/auth", json=body).json()
    return bool(answer["success"])


def sqlite(path: Path) -> Connection:
    return parse_connection({"dialect": "sqlite", "path": str(path)})
