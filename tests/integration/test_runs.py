"""A run from its start to its deletion: every way to start one, to watch it, to stop it and to take it away."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from app.connection.config import Credential, parse_connection
from app.contracts import Progress, workflow_id
from app.demo import build_demo
from tests.support.api_client import (
    cancel,
    end_of,
    findings,
    in_mid_detection,
    problem_of,
    sealed_credentials,
    table_states,
    tables_done,
    watch,
)
from tests.support.databases import Server
from tests.support.scans import API, READ, Answer, scan, start_run
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import Stack

Places = list[tuple[str, str, str]]

CLI_SECONDS = 180
HEARTBEAT_SECONDS = 20


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    build_demo(path)
    return path


@pytest.fixture(scope="module")
def demo_run(api: httpx.Client, demo: Path) -> Answer:
    """The demo scanned through REST."""
    return scan(api, parse_connection({"dialect": "sqlite", "path": str(demo)}), Credential()).run


@pytest.fixture(scope="module")
def slow(postgresql_server: Server) -> Iterator[SlowSource]:
    with slow_source(postgresql_server) as made:
        yield made


@pytest.fixture
def request_body(sqlite_samples: Path) -> Answer:
    """A request for a run on a small database."""
    return {
        "connection": {"dialect": "sqlite", "path": str(sqlite_samples / "chinook.db")},
        "options": {"sample_rows": 10, "quality": False},
    }


# ── every way to start one ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["server", "local"])
def test_the_command_line_finds_in_the_demo_what_rest_finds(
    where: str, shared_stack: Stack, api: httpx.Client, demo: Path, demo_run: Answer
) -> None:
    place = {"server": ["--server", shared_stack.web], "local": ["--local"]}
    printed = sourcesense("scan", str(demo), "--json", *place[where])
    by_command = sorted((each["table"], each["column"], each["type_id"]) for each in printed["findings"])
    by_rest: Places = findings(api, demo_run["id"])
    assert by_command == by_rest != []
    assert printed["run"]["state"] == demo_run["state"] == "succeeded"


def test_the_sdk_routes_start_show_and_give_the_result_of_a_stored_run(
    api: httpx.Client, request_body: Answer
) -> None:
    stored = api.post(f"{API}/runs", params={"start": "false"}, json=request_body).json()
    started = api.post("/workflows/v1/start", json={"run_id": stored["id"]}).json()["data"]
    run = end_of(api, stored["id"])
    assert run["state"] == "succeeded"
    place = f"/workflows/v1/result/{started['workflow_id']}"
    result = api.get(place, params={"wait": "true"}).json()["data"]["result"]
    status = api.get(f"/workflows/v1/status/{started['workflow_id']}/{started['run_id']}").json()["data"]
    assert (status["status"], status["run_id"]) == ("COMPLETED", started["run_id"])
    totals = run["totals"]
    assert result == {
        **result,
        "run_id": stored["id"],
        "state": "succeeded",
        "tables": totals["tables"],
        "gaps": totals["tables_with_gaps"],
        "findings": totals["findings"],
    }


def test_a_stored_run_is_carried_out_once_however_often_it_is_started(
    api: httpx.Client, request_body: Answer
) -> None:
    stored = api.post(f"{API}/runs", params={"start": "false"}, json=request_body).json()
    for _ in range(2):
        assert api.post("/workflows/v1/start", json={"run_id": stored["id"]}).status_code == 200
    assert end_of(api, stored["id"])["state"] == "succeeded"
    assert len(findings(api, stored["id"])) == len(set(findings(api, stored["id"]))) > 0


def test_the_same_idempotency_key_gives_the_same_run(api: httpx.Client, request_body: Answer) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    answers = [api.post(f"{API}/runs", json=request_body, headers=key) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {202}
    (run_id,) = {answer.json()["id"] for answer in answers}
    assert {answer.headers["location"] for answer in answers} == {f"{API}/runs/{run_id}"}
    assert end_of(api, run_id)["state"] == "succeeded"
    assert api.post(f"{API}/runs", json=request_body, headers=key).json()["id"] == run_id


def test_the_same_idempotency_key_with_another_request_is_refused(
    api: httpx.Client, request_body: Answer
) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    first = api.post(f"{API}/runs", json=request_body, headers=key).json()
    changed = {**request_body, "options": {**request_body["options"], "sample_rows": 11}}
    problem = problem_of(api.post(f"{API}/runs", json=changed, headers=key), 409)
    assert problem["code"] == "idempotency_conflict"
    assert end_of(api, first["id"])["options"]["sample_rows"] == 10


# ── watching it ──────────────────────────────────────────────────────────────────────────────────


async def test_the_progress_query_answers_in_counts(shared_stack: Stack, demo_run: Answer) -> None:
    client = await Client.connect(shared_stack.temporal, data_converter=pydantic_data_converter)
    handle = client.get_workflow_handle(workflow_id(demo_run["id"]))
    progress = await handle.query("progress", result_type=Progress)
    tables = demo_run["totals"]["tables"]
    counts = {stage.stage: (stage.state, stage.done, stage.total) for stage in progress.stages}
    assert counts["extract_schema_metadata"] == ("done", tables, tables)
    assert {state for state, _done, _total in counts.values()} == {"done"}
    assert progress.queue_position == 0


def test_the_list_of_runs_shows_the_newest_first_and_goes_on_behind_a_cursor(
    api: httpx.Client, request_body: Answer
) -> None:
    made = [api.post(f"{API}/runs", json=request_body).json()["id"] for _ in range(3)]
    pages = [api.get(f"{API}/runs", params={"limit": 2}).json()]
    pages.append(api.get(f"{API}/runs", params={"limit": 1, "cursor": pages[0]["next_cursor"]}).json())
    assert [run["id"] for page in pages for run in page["items"]] == made[::-1]
    for run_id in made:
        end_of(api, run_id)


# ── ending it ────────────────────────────────────────────────────────────────────────────────────


def test_a_cancelled_run_keeps_what_it_wrote_and_leaves_nothing_on_the_source(
    shared_stack: Stack, api: httpx.Client, slow: SlowSource
) -> None:
    run_id = start_run(api, slow.connection, slow.server.credential, **OPTIONS)
    seen = watch(api, run_id, in_mid_detection, what="in the middle of detection")
    assert run_id in sealed_credentials(shared_stack.home)
    cancel(api, run_id)
    run = end_of(api, run_id, timeout_seconds=60)
    assert slow.session_pids() == []
    assert run["state"] == "cancelled"
    assert run["cancel_requested"]
    assert run_id not in sealed_credentials(shared_stack.home)
    states = table_states(api, run_id).values()
    written = [state for state in states if state in READ]
    assert tables_done(seen) <= len(written) < slow.views
    assert findings(api, run_id)


async def test_a_run_terminated_from_outside_is_closed_and_its_password_destroyed(
    shared_stack: Stack, api: httpx.Client, slow: SlowSource
) -> None:
    run_id = start_run(api, slow.connection, slow.server.credential, **OPTIONS)
    watch(api, run_id, in_mid_detection, what="in the middle of detection")
    client = await Client.connect(shared_stack.temporal)
    await client.get_workflow_handle(workflow_id(run_id)).terminate()
    run = end_of(api, run_id, timeout_seconds=30)
    assert (run["state"], run["failure"]["code"]) == ("failed", "ended_outside")
    assert run_id not in sealed_credentials(shared_stack.home)
    assert findings(api, run_id)
    deadline = time.monotonic() + HEARTBEAT_SECONDS
    while slow.session_pids():  # its tasks are told when they next report to Temporal
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


def test_an_ended_run_cannot_be_cancelled(api: httpx.Client, demo_run: Answer) -> None:
    problem = problem_of(api.post(f"{API}/runs/{demo_run['id']}/cancel"), 409)
    assert problem["code"] == "run_finished"


def test_a_deleted_run_cannot_be_read_again(api: httpx.Client, request_body: Answer) -> None:
    run_id = api.post(f"{API}/runs", json=request_body).json()["id"]
    end_of(api, run_id)
    table_id = api.get(f"{API}/runs/{run_id}/results").json()["tables"][0]["id"]
    assert api.delete(f"{API}/runs/{run_id}").status_code == 204
    for path in ("", "/results", "/findings", f"/tables/{table_id}"):
        assert problem_of(api.get(f"{API}/runs/{run_id}{path}"), 404)["code"] == "run_not_found"
    assert run_id not in [run["id"] for run in api.get(f"{API}/runs").json()["items"]]


def test_a_run_that_goes_on_cannot_be_deleted(api: httpx.Client, slow: SlowSource) -> None:
    run_id = start_run(api, slow.connection, slow.server.credential, **OPTIONS)
    assert problem_of(api.delete(f"{API}/runs/{run_id}"), 409)["code"] == "run_active"
    cancel(api, run_id)
    assert end_of(api, run_id)["state"] == "cancelled"


def sourcesense(*arguments: str) -> Answer:
    """What the command prints, as JSON."""
    command = [str(Path(sys.executable).with_name("sourcesense")), *arguments]
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, check=False, timeout=CLI_SECONDS
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    printed: Answer = json.loads(done.stdout)
    return printed
