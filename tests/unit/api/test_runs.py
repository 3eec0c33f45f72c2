"""Runs are started exactly once, shown as they stand, cancelled, deleted."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx
import pytest
from temporalio.client import WorkflowExecutionStatus

from app.connection.config import Credential, SqliteConnection
from app.contracts import Progress, StageReport, workflow_id
from app.model.results import CatalogOrigin
from app.model.run import RunState, Stage, Totals
from app.wiring.services import Services
from tests.support.fake_workflows import FakeTemporal
from tests.support.runs import MORNING, a_detection, a_plan, a_run, a_snapshot
from tests.support.services import WatchedStore, sealed_runs

PASSWORD = "planted 4929-1234"  # noqa: S105 - planted on purpose
KEY = {"idempotency-key": "once"}

Answer = dict[str, Any]


def request_for(shop: SqliteConnection, **changes: object) -> Answer:
    """What a client posts."""
    connection = {"dialect": "sqlite", "path": shop.path}
    return {"connection": connection, "password": PASSWORD, "options": {"sample_rows": 10}, **changes}


async def started(
    client: httpx.AsyncClient,
    shop: SqliteConnection,
    headers: Mapping[str, str] | None = None,
    **changes: object,
) -> Answer:
    """The run that was started."""
    given = await client.post("/runs", json=request_for(shop, **changes), headers=headers)
    assert given.status_code == 202, given.text
    return given.json()


async def code_of(given: httpx.Response, status: int) -> str:
    """The code of a refusal."""
    assert given.status_code == status, given.text
    return given.json()["code"]


async def test_a_run_whose_source_is_away_says_since_when(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    run = await started(client, shop)
    for _ in range(3):
        await services.breaker.failed(shop.source_id)
    queued = (await client.get(f"/runs/{run['id']}")).json()
    await services.runs.update(run["id"], lambda run: replace(run, state=RunState.RUNNING))

    waiting = (await client.get(f"/runs/{run['id']}")).json()
    await services.breaker.succeeded(shop.source_id)
    going_on = (await client.get(f"/runs/{run['id']}")).json()

    assert queued["source_away_since"] is None
    assert waiting["source_away_since"] is not None
    assert waiting["state_text"].startswith("Waiting for the source since ")
    assert (going_on["source_away_since"], going_on["state_text"]) == (None, "Running")


# ── starting ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_run_is_stored_started_and_named(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    given = await client.post("/runs", json=request_for(shop))

    run = given.json()
    assert given.status_code == 202
    assert given.headers["location"] == f"/api/v1/runs/{run['id']}"
    assert (run["state"], run["options"]["sample_rows"]) == ("queued", 10)
    assert list(temporal.executions) == [workflow_id(run["id"])]
    assert (await services.runs.load(run["id"])).source.title == "shop.db"
    assert await services.vault.open(run["id"], shop.binding) == Credential(PASSWORD).sealed_text()
    assert PASSWORD not in given.text


async def test_globs_and_a_fresh_schema_are_options_of_a_run(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    options = {"include": [" sales.* ", "hr.*"], "exclude": ["*_old"], "refresh_schema": True}

    run = await started(client, shop, options=options)

    stored = (await services.runs.load(run["id"])).options
    assert (stored.include, stored.exclude, stored.refresh_schema) == (("sales.*", "hr.*"), ("*_old",), True)
    assert run["options"]["include"] == ["sales.*", "hr.*"]


@pytest.mark.parametrize(
    "globs",
    [[""], ["  "], ["a\x00b"], ["a\nb"], ["x" * 257], ["*"] * 51, "sales.*", [3], [None]],
    ids=lambda globs: repr(globs)[:20],
)
@pytest.mark.parametrize("name", ["include", "exclude"])
async def test_what_is_no_list_of_globs_is_refused(
    client: httpx.AsyncClient, shop: SqliteConnection, name: str, globs: object
) -> None:
    given = await client.post("/runs", json=request_for(shop, options={name: globs}))

    assert given.status_code == 422
    assert given.json()["errors"][0]["pointer"].startswith(f"/options/{name}")


async def test_a_run_says_when_its_schema_was_read_and_by_which_run(
    client: httpx.AsyncClient, services: Services
) -> None:
    origin = CatalogOrigin(run_id="run_1", read_at=MORNING)
    for run_id in ("run_1", "run_2"):
        await services.runs.create(replace(a_run(run_id), catalog=origin))

    shown = [(await client.get(f"/runs/{run_id}")).json()["catalog"] for run_id in ("run_1", "run_2")]

    assert [(each["run_id"], each["cached"]) for each in shown] == [("run_1", False), ("run_1", True)]


async def test_the_configuration_alone_is_stored_and_not_started(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    given = await client.post("/runs?start=false", json=request_for(shop))

    assert given.status_code == 202
    assert temporal.executions == {}
    assert await sealed_runs(services) == {given.json()["id"]}


async def test_the_password_is_sealed_before_the_workflow_starts(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    sealed: list[set[str]] = []

    async def look() -> None:
        sealed.append(await sealed_runs(services))

    temporal.on_start = look
    run = await started(client, shop)

    assert sealed == [{run["id"]}]


async def test_nothing_stored_holds_the_password(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    await started(client, shop)

    store = services.state
    assert isinstance(store, WatchedStore)
    assert store.records
    assert all(PASSWORD.encode() not in value for value in store.records.values())


@pytest.mark.parametrize(
    ("connection", "code"),
    [
        ({"dialect": "sqlite"}, "connection_field"),
        ({"dialect": "oracle"}, "dialect_unsupported"),
        ({"dialect": "sqlite", "path": "x.db", "host": "db"}, "connection_field"),
        (
            {"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "u", "tls": "off"},
            "connection_field",
        ),
    ],
)
async def test_a_connection_that_is_none_is_refused_and_nothing_is_stored(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection, connection: object, code: str
) -> None:
    given = await client.post("/runs", json=request_for(shop, connection=connection))

    assert await code_of(given, 422) == code
    assert PASSWORD not in given.text
    assert (await services.runs.list(10)).runs == ()
    assert await sealed_runs(services) == set()


# ── once per Idempotency-Key ─────────────────────────────────────────────────────────────────────


async def test_without_a_key_each_request_is_a_run(client: httpx.AsyncClient, shop: SqliteConnection) -> None:
    assert (await started(client, shop))["id"] != (await started(client, shop))["id"]


async def test_the_same_key_and_request_give_the_same_run(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    first, second = await started(client, shop, KEY), await started(client, shop, KEY)

    assert first["id"] == second["id"]
    assert len((await services.runs.list(10)).runs) == len(temporal.executions) == 1


async def test_requests_of_one_key_at_once_make_one_run(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    runs = await asyncio.gather(*[started(client, shop, KEY) for _ in range(5)])

    assert len({run["id"] for run in runs}) == 1
    assert len((await services.runs.list(10)).runs) == len(temporal.executions) == 1


async def test_other_keys_make_other_runs(client: httpx.AsyncClient, shop: SqliteConnection) -> None:
    other = {"idempotency-key": "twice"}
    assert (await started(client, shop, KEY))["id"] != (await started(client, shop, other))["id"]


@pytest.mark.parametrize(
    "changes",
    [{"password": "another"}, {"password": None}, {"options": {"sample_rows": 11}}],
    ids=["password", "no password", "options"],
)
async def test_the_same_key_with_another_request_is_a_conflict(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection, changes: Answer
) -> None:
    run = await started(client, shop, KEY)

    given = await client.post("/runs", json=request_for(shop, **changes), headers=KEY)

    assert await code_of(given, 409) == "idempotency_conflict"
    assert await services.vault.open(run["id"], shop.binding) == Credential(PASSWORD).sealed_text()


async def test_a_run_that_is_over_is_given_and_its_password_not_sealed_again(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop, KEY)
    await services.runs.update(run["id"], lambda run: replace(run, state=RunState.SUCCEEDED))
    await services.vault.destroy(run["id"])
    temporal.executions.clear()  # past Temporal's retention

    again = await started(client, shop, KEY)

    assert (again["id"], again["state"]) == (run["id"], "succeeded")
    assert await sealed_runs(services) == set()
    assert temporal.executions == {}


@pytest.mark.parametrize("key", ["", "x" * 256])
async def test_a_key_has_1_to_255_characters(
    client: httpx.AsyncClient, shop: SqliteConnection, key: str
) -> None:
    given = await client.post("/runs", json=request_for(shop), headers={"idempotency-key": key})

    assert await code_of(given, 422) == "request_invalid"


# ── when Temporal is away ────────────────────────────────────────────────────────────────────────


async def test_a_run_that_cannot_start_leaves_no_record_and_no_credential(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    temporal.is_away = True

    given = await client.post("/runs", json=request_for(shop), headers=KEY)

    assert await code_of(given, 503) == "workflow_unavailable"
    assert "secret.internal" not in given.text
    assert (await services.runs.list(10)).runs == ()
    assert await sealed_runs(services) == set()
    store = services.state
    assert isinstance(store, WatchedStore)
    assert not [key for key in store.records if key.startswith(("run.", "cred."))]


async def test_the_same_key_starts_the_run_once_temporal_is_back(
    client: httpx.AsyncClient, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    temporal.is_away = True
    await client.post("/runs", json=request_for(shop), headers=KEY)
    temporal.is_away = False

    run = await started(client, shop, KEY)

    assert list(temporal.executions) == [workflow_id(run["id"])]


async def test_a_repeated_request_that_fails_takes_nothing_from_the_run_that_is_going_on(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop, KEY)
    temporal.is_away = True

    given = await client.post("/runs", json=request_for(shop), headers=KEY)

    assert await code_of(given, 503) == "workflow_unavailable"
    assert (await services.runs.load(run["id"])).id == run["id"]
    assert await services.vault.open(run["id"], shop.binding) == Credential(PASSWORD).sealed_text()


# ── showing ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_run_shows_what_its_workflow_says(
    client: httpx.AsyncClient, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop)
    report = StageReport(stage=Stage.DETECT.value, state="running", done=3, total=9, started_at=10)
    temporal.progress = Progress(queue_position=2, stages=[report])

    shown = (await client.get(f"/runs/{run['id']}")).json()

    assert shown["queue_position"] == 2
    assert shown["state_text"] == "Waits for its turn: place 2 in the queue of this source"
    assert [(stage["title"], stage["done"], stage["total"]) for stage in shown["stages"]] == [
        ("Detect sensitive data", 3, 9)
    ]
    assert shown["worker_ready"]


@pytest.mark.parametrize(("pollers", "ready"), [(0, False), (1, True)])
async def test_a_silent_workflow_tells_whether_there_is_a_worker(
    client: httpx.AsyncClient, temporal: FakeTemporal, shop: SqliteConnection, *, pollers: int, ready: bool
) -> None:
    run = await started(client, shop)
    temporal.pollers = pollers

    shown = (await client.get(f"/runs/{run['id']}")).json()

    assert shown["worker_ready"] is ready
    assert [stage["state"] for stage in shown["stages"]] == ["waiting"] * len(Stage)


async def test_a_run_is_shown_while_temporal_is_away(
    client: httpx.AsyncClient, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop)
    temporal.is_away = True

    given = await client.get(f"/runs/{run['id']}")

    assert given.status_code == 200
    assert not given.json()["worker_ready"]


async def test_totals_grow_while_a_run_goes_on(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    run_id = (await started(client, shop))["id"]
    await services.runs.write_snapshot(run_id, a_snapshot(tables=2))
    await services.runs.write_plan(run_id, a_plan(2))
    await services.runs.write_detection(run_id, a_detection(0))

    totals = (await client.get(f"/runs/{run_id}")).json()["totals"]

    assert (totals["tables"], totals["findings"]) == (2, 1)


ENDED = [
    (RunState.SUCCEEDED, Totals(), "Finished"),
    (RunState.PARTIAL, Totals(tables=9, tables_with_gaps=2), "Finished with gaps: 2 of 9 tables are missing"),
    (RunState.FAILED, Totals(), "Failed"),
    (RunState.CANCELLED, Totals(), "Cancelled; what was written is kept"),
]


@pytest.mark.parametrize(("state", "totals", "text"), ENDED)
async def test_a_run_that_is_over_is_told_by_its_record_alone(
    client: httpx.AsyncClient, services: Services, state: RunState, totals: Totals, text: str
) -> None:
    await services.runs.create(replace(a_run("run_1"), state=state, totals=totals))

    shown = (await client.get("/runs/run_1")).json()

    assert (shown["state"], shown["state_text"]) == (state.value, text)
    assert shown["queue_position"] == 0


@pytest.mark.parametrize("run_id", ["nope", "run_00000000000000000000"])
async def test_a_run_that_never_was_is_not_found(client: httpx.AsyncClient, run_id: str) -> None:
    assert await code_of(await client.get(f"/runs/{run_id}"), 404) == "run_not_found"


@pytest.mark.parametrize("run_id", ["x" * 60, "x.y"])
@pytest.mark.parametrize("below", ["", "/results", "/findings", "/tables/0123456789abcdef"])
async def test_what_cannot_be_an_id_is_refused(client: httpx.AsyncClient, run_id: str, below: str) -> None:
    assert await code_of(await client.get(f"/runs/{run_id}{below}"), 422) == "request_invalid"


# ── listing ──────────────────────────────────────────────────────────────────────────────────────


async def test_runs_are_listed_newest_first_page_by_page(
    client: httpx.AsyncClient, shop: SqliteConnection
) -> None:
    made = [(await started(client, shop))["id"] for _ in range(3)]

    first = (await client.get("/runs", params={"limit": 2})).json()
    second = (await client.get("/runs", params={"limit": 2, "cursor": first["next_cursor"]})).json()

    assert [run["id"] for run in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=many", "cursor=bm90IG9uZQ", "cursor=%C3%A4"]
)
async def test_a_list_nobody_has_is_refused(client: httpx.AsyncClient, query: str) -> None:
    assert await code_of(await client.get(f"/runs?{query}"), 422) == "request_invalid"


# ── cancelling and deleting ──────────────────────────────────────────────────────────────────────


async def test_a_cancel_is_passed_on_and_remembered(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop)

    given = await client.post(f"/runs/{run['id']}/cancel")

    assert given.status_code == 202
    assert given.json()["state_text"] == "Is being cancelled"
    assert temporal.cancelled == [workflow_id(run["id"])]
    assert (await services.runs.load(run["id"])).cancel_requested
    assert await sealed_runs(services) == {run["id"]}, "the workflow destroys it when the source is idle"


async def test_a_cancel_that_does_not_reach_temporal_is_not_remembered(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop)
    temporal.is_away = True

    given = await client.post(f"/runs/{run['id']}/cancel")

    assert await code_of(given, 503) == "workflow_unavailable"
    assert not (await services.runs.load(run["id"])).cancel_requested


@pytest.mark.parametrize("state", [state for state in RunState if state.is_final])
async def test_a_run_that_is_over_cannot_be_cancelled(
    client: httpx.AsyncClient, services: Services, state: RunState
) -> None:
    await services.runs.create(replace(a_run("run_1"), state=state))

    given = await client.post("/runs/run_1/cancel")

    assert await code_of(given, 409) == "run_finished"
    assert state.value in given.json()["detail"]


async def test_a_deleted_run_is_gone(client: httpx.AsyncClient, services: Services) -> None:
    await services.runs.create(replace(a_run("run_1"), state=RunState.SUCCEEDED))

    given = await client.delete("/runs/run_1")

    assert (given.status_code, given.content) == (204, b"")
    assert await code_of(await client.get("/runs/run_1"), 404) == "run_not_found"


async def test_a_run_that_goes_on_cannot_be_deleted(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    run = await started(client, shop)

    assert (await client.delete(f"/runs/{run['id']}")).status_code == 409
    assert (await services.runs.load(run["id"])).id == run["id"]


async def test_looking_at_a_run_that_was_terminated_closes_it(
    client: httpx.AsyncClient, services: Services, temporal: FakeTemporal, shop: SqliteConnection
) -> None:
    run = await started(client, shop)
    temporal.executions[workflow_id(run["id"])] = WorkflowExecutionStatus.TERMINATED

    shown = (await client.get(f"/runs/{run['id']}")).json()

    assert (shown["state"], shown["failure"]["code"]) == ("failed", "ended_outside")
    assert await sealed_runs(services) == set()
