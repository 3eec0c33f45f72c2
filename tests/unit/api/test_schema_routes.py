"""Lint, undeclared keys and differences of a run, each as soon as the schema is read."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app.model.relations import Inclusion, RelationCandidate, RelationCheck, RelationVerdict, Suggestion
from app.model.results import RunRecord
from app.model.run import RunState
from app.model.schema import Snapshot
from app.wiring.services import Services
from tests.support.runs import MORNING, a_plan, a_quality, a_run
from tests.support.schemas import a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, name text", primary="id")
ORDERS = a_table("orders", "id int!, customer_id int", primary="id")
BARE = a_table("log", "at timestamp, what text")
CANDIDATE = RelationCandidate(
    schema="public",
    table="orders",
    column="customer_id",
    referred_schema="public",
    referred_table="customer",
    referred_column="id",
    confidence=0.9,
    reasons=("named after customer",),
)


async def _store(
    services: Services, number: int, snapshot: Snapshot | None, *, source: str = "0" * 16
) -> RunRecord:
    """The run of that hour, with its schema if there is one."""
    run = a_run(f"run_{number}")
    run = replace(
        run,
        created_at=MORNING + timedelta(hours=number),
        source=replace(run.source, source_id=source),
    )
    await services.runs.create(run)
    if snapshot is not None:
        await services.runs.write_snapshot(run.id, snapshot)
    return run


async def test_lint_answers_as_soon_as_the_schema_is_read(
    client: httpx.AsyncClient, services: Services
) -> None:
    await _store(services, 1, a_snapshot(CUSTOMER, BARE))

    document = (await client.get("/runs/run_1/lint")).json()

    assert document["counts"] == {"error": 0, "warning": 1, "notice": 0}
    (item,) = document["items"]
    assert (item["rule"], item["table"], item["table_id"]) == ("no_primary_key", "log", BARE.id)


async def test_lint_counts_what_it_does_not_list(client: httpx.AsyncClient, services: Services) -> None:
    await _store(services, 1, a_snapshot(BARE, replace(BARE, name="log2")))

    document = (await client.get("/runs/run_1/lint?limit=1")).json()

    assert (document["total"], len(document["items"])) == (2, 1)


async def test_without_a_run_before_there_is_nothing_to_compare(
    client: httpx.AsyncClient, services: Services
) -> None:
    await _store(services, 1, a_snapshot(CUSTOMER))

    document = (await client.get("/runs/run_1/diff")).json()

    assert (document["against"], document["items"], document["fingerprint_before"]) == (None, [], None)
    assert len(document["fingerprint"]) == 32


async def test_the_run_before_is_the_newest_earlier_one_of_the_source_that_has_a_schema(
    client: httpx.AsyncClient, services: Services
) -> None:
    await _store(services, 1, a_snapshot(CUSTOMER))
    await _store(services, 2, a_snapshot(CUSTOMER, ORDERS))
    await _store(services, 3, None)
    await _store(services, 4, a_snapshot(BARE), source="f" * 16)
    await _store(services, 5, a_snapshot(CUSTOMER, ORDERS, BARE))
    await _store(services, 6, a_snapshot(CUSTOMER))

    document = (await client.get("/runs/run_5/diff")).json()

    assert document["against"] == "run_2"
    assert [(item["kind"], item["name"], item["effect"]) for item in document["items"]] == [
        ("added", "log", "safe")
    ]
    assert document["counts"] == {"breaking": 0, "safe": 1, "unknown": 0}
    assert document["fingerprint"] != document["fingerprint_before"]


async def test_any_two_runs_can_be_compared(client: httpx.AsyncClient, services: Services) -> None:
    await _store(services, 1, a_snapshot(CUSTOMER))
    await _store(services, 2, a_snapshot(ORDERS), source="f" * 16)

    items = (await client.get("/runs/run_1/diff?against=run_2")).json()["items"]

    assert [(item["kind"], item["table_id"]) for item in items] == [
        ("added", CUSTOMER.id),
        ("removed", ORDERS.id),
    ]


async def test_suggested_keys_come_with_what_their_values_said(
    client: httpx.AsyncClient, services: Services
) -> None:
    run = await _store(services, 1, a_snapshot(CUSTOMER, ORDERS))
    unasked = replace(CANDIDATE, column="other_customer_id", confidence=0.7)
    suggestions = (Suggestion(candidate=CANDIDATE, checked_with=ORDERS.id), Suggestion(candidate=unasked, checked_with=None))  # fmt: skip
    await services.runs.write_suggestions(run.id, suggestions)
    await services.runs.write_plan(run.id, a_plan(1))

    before = (await client.get("/runs/run_1/relations")).json()
    found = Inclusion(rows=9, values=9, orphan_rows=1, orphan_values=1, exact=True)
    check = RelationCheck(
        candidate=CANDIDATE, verdict=RelationVerdict.MOSTLY, confidence=0.6, inclusion=found
    )
    await services.runs.write_quality(run.id, replace(a_quality(0), relations=(check,)))
    await services.runs.update(run.id, lambda run: replace(run, state=RunState.SUCCEEDED))
    after = (await client.get("/runs/run_1/relations")).json()

    assert [(item["verdict"], item["reason"]["code"]) for item in before["items"]] == [("untested", "not_yet"), ("untested", "not_looked_into")]  # fmt: skip
    assert [(item["column"], item["verdict"], item["confidence"], item["name_confidence"]) for item in after["items"]] == [
        ("other_customer_id", "untested", 0.7, 0.7),
        ("customer_id", "mostly", 0.6, 0.9),
    ]  # fmt: skip
    assert after["items"][1]["inclusion"]["orphan_rows"] == 1
    assert (before["complete"], after["complete"]) == (False, True)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/runs/run_9/lint", 404, "run_not_found"),
        ("/runs/run_9/relations", 404, "run_not_found"),
        ("/runs/run_9/diff", 404, "run_not_found"),
        ("/runs/run_1/diff?against=run_9", 404, "run_not_found"),
        ("/runs/run_1/diff?against=a/b", 422, "request_invalid"),
        ("/runs/run_2/lint", 409, "result_not_ready"),
        ("/runs/run_2/diff", 409, "result_not_ready"),
        ("/runs/run_1/diff?against=run_2", 409, "result_not_ready"),
        ("/runs/run_1/lint?limit=0", 422, "request_invalid"),
    ],
)
async def test_what_there_is_none_of_is_said(
    client: httpx.AsyncClient, services: Services, path: str, status: int, code: str
) -> None:
    await _store(services, 1, a_snapshot(CUSTOMER))
    await _store(services, 2, None)

    answer = await client.get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
