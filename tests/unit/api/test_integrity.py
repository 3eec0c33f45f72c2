"""How rows hang together, over the route."""

from dataclasses import replace

import httpx

from app.model.integrity import Dependency, KeyCheck, KeyCounts, KeyLink
from app.model.results import DetectionBatch
from app.model.run import Reason
from app.wiring.services import Services
from tests.support.runs import a_detection, a_plan, a_quality, a_run, detected
from tests.support.schemas import a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, zip text, city text", primary="id")
ORDERS = a_table("orders", "id int!, customer_id int", primary="id", foreign=["customer_id -> customer.id"])
KEY = KeyLink(
    schema="public",
    table="orders",
    columns=("customer_id",),
    referred_schema="public",
    referred_table="customer",
    referred_columns=("id",),
)
FOUND = KeyCounts(rows=90, orphan_rows=3, orphan_values=2, partly_null_rows=0, exact=True)
SETTLED = Dependency(
    determinant=("zip",),
    dependent="city",
    strength=0.98,
    rows=80,
    groups=9,
    violations=1,
    exact=False,
    confidence=0.8,
)
AWAY = Reason(code="no_access", message="m", next_step="n")


async def test_keys_with_the_most_orphans_come_first_and_those_not_looked_into_last(
    client: httpx.AsyncClient, services: Services
):
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(CUSTOMER, ORDERS))
    await services.runs.write_plan("run_1", a_plan(1))
    before = (await client.get("/runs/run_1/integrity")).json()
    assert (before["keys"], before["dependencies"], before["complete"]) == ([], [], False)

    told = replace(detected("customer"), dependencies=(SETTLED,))
    batch = DetectionBatch(number=0, tables=(told, detected("orders")), usage=a_detection(0).usage)
    await services.runs.write_detection("run_1", batch)
    whole = replace(FOUND, orphan_rows=0, orphan_values=0)
    checks = (
        KeyCheck(key=replace(KEY, name="unread"), found=None, query="", reason=AWAY),
        KeyCheck(key=replace(KEY, name="whole"), found=whole, query="SELECT 1"),
        KeyCheck(key=replace(KEY, name="broken"), found=FOUND, query="SELECT 2"),
    )
    await services.runs.write_quality("run_1", replace(a_quality(0), keys=checks))

    after = (await client.get("/runs/run_1/integrity")).json()
    assert [item["name"] for item in after["keys"]] == ["broken", "whole", "unread"]
    assert after["keys"][0]["found"]["orphan_rows"] == 3
    assert after["keys"][0]["query"] == "SELECT 2"
    assert (after["keys"][2]["found"], after["keys"][2]["reason"]["code"]) == (None, "no_access")
    (settled,) = after["dependencies"]
    assert (settled["table"], settled["determinant"], settled["violations"]) == ("customer", ["zip"], 1)


async def test_a_run_that_is_not_there_is_a_problem(client: httpx.AsyncClient):
    answer = await client.get("/runs/run_9/integrity")
    assert (answer.status_code, answer.json()["code"]) == (404, "run_not_found")
