"""A run through regulations, over the routes."""

from dataclasses import replace

import httpx
import pytest

from app.compliance.mapping import GUIDANCE
from app.model.results import DetectionBatch
from app.model.run import RunState
from app.wiring.services import Services
from tests.support.columns import found
from tests.support.runs import a_detection, a_plan, a_run, a_snapshot, detected


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run that has read two of its three tables: one of e-mail addresses, one of card codes."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(tables=3))
    await services.runs.write_plan("run_1", a_plan(1))
    await services.runs.write_detection(
        "run_1",
        DetectionBatch(
            number=0,
            tables=(
                detected("table_0000", found("EMAIL_ADDRESS")),
                detected("table_0001", found("CARD_VERIFICATION_CODE")),
            ),
            usage=a_detection(0).usage,
        ),
    )
    return "run_1"


async def test_every_regulation_is_listed_with_what_it_rests_on(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/regulations")).json()

    found_in = {item["id"]: (item["columns"], item["risk"]) for item in answer["items"]}
    assert found_in["gdpr"] == (2, "critical")
    assert found_in["pci-dss"] == (1, "critical")
    assert found_in["ferpa"] == (1, "low")
    assert answer["looked_at"] == {"tables": 3, "tables_read": 2, "columns": 6, "columns_tested": 4}
    assert (answer["guidance"], answer["complete"]) == (GUIDANCE, False)


async def test_sensitive_authentication_data_is_critical_and_says_why(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/regulations/pci-dss")).json()

    code = next(each for each in answer["categories"] if each["id"] == "card-code")
    (place,) = code["items"]
    assert (code["at_rest"], code["columns"], code["total"], code["risk"]) == ("never", 1, 1, "critical")
    assert (place["table"], place["column"], place["level"]) == ("table_0001", "email", "critical")
    assert place["risk"]["points"] == sum(part["points"] for part in place["risk"]["parts"])
    assert answer["guidance"] == GUIDANCE
    assert "4.0.1" in answer["version"]


async def test_what_was_not_found_is_said(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/regulations/hipaa")).json()

    by_id = {each["id"]: each for each in answer["categories"]}
    assert by_id["o"]["not_found"] == ["IP_ADDRESS"]
    assert by_id["h"]["by_name_only"] == ["MEDICAL_RECORD_NUMBER"]
    assert "cannot be told" in by_id["q"]["untold"]
    assert by_id["f"]["items"][0]["kind"] == "type"


async def test_a_limit_cuts_the_columns_and_not_their_number(client: httpx.AsyncClient, services: Services):
    await services.runs.create(a_run("run_2"))
    await services.runs.write_snapshot("run_2", a_snapshot(tables=3))
    await services.runs.write_plan("run_2", a_plan(1))
    await services.runs.write_detection("run_2", a_detection(0, tables=3))

    answer = (await client.get("/runs/run_2/regulations/gdpr?limit=2")).json()

    name = answer["categories"][0]
    assert (len(name["items"]), name["total"], name["columns"]) == (2, 3, 3)


async def test_a_run_that_is_over_is_complete(client: httpx.AsyncClient, services: Services, run_id: str):
    await services.runs.update(run_id, lambda run: replace(run, state=RunState.SUCCEEDED))

    assert (await client.get(f"/runs/{run_id}/regulations/gdpr")).json()["complete"]
    assert (await client.get(f"/runs/{run_id}/regulations")).json()["complete"]


async def test_before_the_schema_is_read_nothing_is_found(client: httpx.AsyncClient, services: Services):
    await services.runs.create(a_run("run_1"))

    answer = (await client.get("/runs/run_1/regulations")).json()

    assert {item["columns"] for item in answer["items"]} == {0}
    assert answer["looked_at"]["tables"] == 0


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/runs/run_1/regulations/kvkk", 404, "regulation_not_found"),
        ("/runs/run_9/regulations/gdpr", 404, "run_not_found"),
        ("/runs/run_9/regulations", 404, "run_not_found"),
        ("/runs/run_1/regulations/GDPR", 422, "request_invalid"),
        ("/runs/run_1/regulations/gdpr?limit=0", 422, "request_invalid"),
    ],
)
async def test_what_cannot_be_answered_is_a_problem(
    client: httpx.AsyncClient, run_id: str, path: str, status: int, code: str
):
    answer = await client.get(path)

    assert run_id == "run_1"
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
