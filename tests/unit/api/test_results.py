"""Results are usable while the run goes on."""

from dataclasses import replace

import httpx
import pytest

from app.model.run import RunState
from app.model.schema import table_id
from app.wiring.services import Services
from tests.support.runs import a_detection, a_plan, a_quality, a_run, a_snapshot

FIRST = table_id("public", "table_0000")


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run that has read the first of its two tables."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(tables=2))
    await services.runs.write_plan("run_1", a_plan(2))
    await services.runs.write_detection("run_1", a_detection(0))
    return "run_1"


async def test_before_the_schema_is_read_there_is_no_table(
    client: httpx.AsyncClient, services: Services
) -> None:
    await services.runs.create(a_run("run_1"))

    results = (await client.get("/runs/run_1/results")).json()

    assert (results["tables"], results["complete"], results["product"]) == ([], False, None)


async def test_tables_that_wait_are_listed_too(client: httpx.AsyncClient, run_id: str) -> None:
    results = (await client.get(f"/runs/{run_id}/results")).json()

    assert [table["state"] for table in results["tables"]] == ["scanned", "pending"]
    assert not results["complete"]


async def test_results_of_a_run_that_is_over_are_complete(
    client: httpx.AsyncClient, services: Services, run_id: str
) -> None:
    await services.runs.update(run_id, lambda run: replace(run, state=RunState.SUCCEEDED))

    assert (await client.get(f"/runs/{run_id}/results")).json()["complete"]


async def test_a_table_is_shown_with_its_columns_and_measurements(
    client: httpx.AsyncClient, services: Services, run_id: str
) -> None:
    await services.runs.write_quality(run_id, a_quality(0))

    table = (await client.get(f"/runs/{run_id}/tables/{FIRST}")).json()

    id_column, email = table["column_details"]
    assert (id_column["primary_key"], email["primary_key"]) == (True, False)
    assert [finding["type_id"] for finding in email["findings"]] == ["EMAIL_ADDRESS"]
    assert [measurement["metric"] for measurement in email["measurements"]] == ["null_share"]
    assert table["rows"] == 10


async def test_findings_name_their_columns(client: httpx.AsyncClient, run_id: str) -> None:
    (finding,) = (await client.get(f"/runs/{run_id}/findings")).json()["items"]

    assert (finding["table_id"], finding["column"], finding["level"]) == (FIRST, "email", "high")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/runs/run_2/results", 404, "run_not_found"),
        ("/runs/run_2/findings", 404, "run_not_found"),
        (f"/runs/run_2/tables/{FIRST}", 404, "run_not_found"),
        ("/runs/run_1/tables/0123456789abcdef", 404, "table_not_found"),
        ("/runs/run_1/tables/other", 422, "request_invalid"),
    ],
)
@pytest.mark.usefixtures("run_id")
async def test_what_is_not_there_is_told_apart(
    client: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    given = await client.get(path)

    assert (given.status_code, given.json()["code"]) == (status, code)
