"""Who can be told apart, and what keys and views say, over the routes."""

from dataclasses import replace

import httpx
import pytest

from app.model.identifiability import ColumnSet, RoleOfColumn, TableIdentifiability
from app.model.results import DetectionBatch
from app.model.run import RunState
from app.model.sample import SamplingMethod
from app.model.schema import TableKind
from app.wiring.services import Services
from tests.support.runs import a_detection, a_finding, a_plan, a_run, detected
from tests.support.schemas import a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, email text!", primary="id", unique=["email"])
ORDERS = a_table("orders", "id int!, email text", primary="id", foreign=["email -> customer.email"])
CONTACT = a_table("contact", "who text", kind=TableKind.VIEW, definition="SELECT upper(email) FROM customer")
TOLD = TableIdentifiability(
    rows=8,
    exact=False,
    quasi=(RoleOfColumn(column="email", family="LOCATION"),),
    sensitive=(),
    left_out=(),
    sets=(ColumnSet(columns=("email",), groups=5, smallest=1, alone=2, pairs=1, under_five=8, unique=False),),
    examined=1,
    complete=True,
)


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run that read ``customer`` and ``orders`` and found addresses in the first."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(CUSTOMER, ORDERS, CONTACT))
    await services.runs.write_plan("run_1", a_plan(1))
    tables = (
        replace(detected("customer", a_finding()), identifiability=replace(TOLD, rows=80)),
        replace(detected("orders"), identifiability=TOLD),
    )
    batch = DetectionBatch(number=0, tables=tables, usage=a_detection(0).usage)
    await services.runs.write_detection("run_1", batch)
    return "run_1"


async def test_tables_are_told_with_shares_the_least_safe_first(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/identifiability")).json()

    assert [item["table"] for item in answer["items"]] == ["orders", "customer"]
    (told,) = answer["items"][0]["sets"]
    assert (told["k"], told["alone"], told["alone_share"], told["under_five_share"]) == (1, 2, 0.25, 1.0)
    assert (answer["items"][0]["exact"], answer["complete"]) == (False, False)
    assert "not legal advice" in answer["guidance"]


async def test_of_a_sample_drawn_row_by_row_the_chance_of_a_match_is_told_by_the_rows_there_are(
    client: httpx.AsyncClient, services: Services, run_id: str
):
    many = replace(TOLD.sets[0], alone=200, pairs=100)
    drawn = replace(
        detected("orders", method=SamplingMethod.BERNOULLI), identifiability=replace(TOLD, sets=(many,))
    )
    await services.runs.create(a_run("run_3"))
    await services.runs.write_snapshot("run_3", a_snapshot(CUSTOMER, replace(ORDERS, row_estimate=20)))
    await services.runs.write_plan("run_3", a_plan(1))
    batch = DetectionBatch(number=0, tables=(drawn,), usage=a_detection(0).usage)
    await services.runs.write_detection("run_3", batch)

    sets = [
        (await client.get(f"/runs/{run}/identifiability")).json()["items"][0]["sets"][0]
        for run in (run_id, "run_3")
    ]

    assert [each["match_chance"] for each in sets] == [None, 0.5]


async def test_keys_and_views_propose_with_their_path(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/proposals")).json()

    assert answer["total"] == 2
    by_key, by_view = answer["items"]
    assert (by_key["table_id"], by_key["column"], by_key["type_id"]) == (ORDERS.id, "email", "EMAIL_ADDRESS")
    assert (by_key["via"], by_key["standing"], by_key["confidence"]) == ("foreign key", "new", 0.99)
    assert by_key["reason"] == (
        "E-mail address was found in public.customer.email; "
        "public.orders.email refers to public.customer.email by a foreign key"
    )
    assert (by_view["column"], by_view["via"], by_view["link_confidence"]) == ("who", "view", 0.6)
    assert by_view["path"][0]["why"] == "the view public.contact computes who from public.customer.email"


async def test_proposals_are_no_findings(client: httpx.AsyncClient, run_id: str):
    found = (await client.get(f"/runs/{run_id}/findings")).json()["items"]

    assert [(each["table"], each["column"]) for each in found] == [("customer", "email")]


async def test_what_is_not_listed_is_counted(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/proposals?limit=1")).json()

    assert (answer["total"], len(answer["items"])) == (2, 1)


async def test_before_the_schema_is_read_both_are_empty_and_not_complete(
    client: httpx.AsyncClient, services: Services
):
    await services.runs.create(a_run("run_2"))

    for noun in ("identifiability", "proposals"):
        answer = (await client.get(f"/runs/run_2/{noun}")).json()
        assert (answer["items"], answer["complete"]) == ([], False)


async def test_after_the_end_both_are_complete(client: httpx.AsyncClient, services: Services, run_id: str):
    await services.runs.update(run_id, lambda run: replace(run, state=RunState.SUCCEEDED))

    for noun in ("identifiability", "proposals"):
        assert (await client.get(f"/runs/{run_id}/{noun}")).json()["complete"]


@pytest.mark.parametrize("noun", ["identifiability", "proposals"])
async def test_a_run_that_is_not_there_is_a_problem(client: httpx.AsyncClient, noun: str):
    answer = await client.get(f"/runs/run_none/{noun}")

    assert (answer.status_code, answer.json()["code"]) == (404, "run_not_found")
