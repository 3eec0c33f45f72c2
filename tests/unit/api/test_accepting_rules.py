"""Suggested rules over the routes: accepted one by one or all, by several people at once."""

from dataclasses import replace

import httpx
import pytest

from app.api import rules as routes
from app.model.measurements import ColumnProfile, Measurement, Score, TableProfile
from app.model.results import TableQuality
from app.model.run import TableOutcome, TableState
from app.results.rule_book import RuleBook, StoredRules
from app.wiring.services import Services
from tests.support.runs import a_plan, a_quality, a_run
from tests.support.schemas import a_snapshot, a_table

ORDERS = a_table("orders", "id int!, city text, total int", primary="id")
CITY, TOTAL = "public.orders.city.not_null", "public.orders.total.not_null"
ACCEPT = "/runs/run_1/rules/suggestions/accept"


def filled(column: str) -> ColumnProfile:
    return ColumnProfile(column=column, measurements=(Measurement(metric="null_count", value=0, exact=True),))


@pytest.fixture(autouse=True)
async def measured(services: Services) -> None:
    """A run that suggests two rules."""
    run = a_run("run_1")
    await services.runs.create(run)
    await services.runs.write_snapshot(run.id, a_snapshot(ORDERS))
    await services.runs.write_plan(run.id, a_plan(1))
    profile = TableProfile(
        rows=1000,
        columns=(filled("city"), filled("total")),
        score=Score(value=None, coverage=0, dimensions=()),
        statements=1,
    )
    quality = TableQuality(
        table_id=ORDERS.id,
        outcome=TableOutcome(table_id=ORDERS.id, state=TableState.SCANNED),
        profile=profile,
    )
    await services.runs.write_quality(run.id, replace(a_quality(0), tables=(quality,)))


async def suggested(client: httpx.AsyncClient) -> dict[str, bool]:
    answer = (await client.get("/runs/run_1/rules/suggestions")).json()
    return {item["id"]: item["kept"] for item in answer["items"]}


async def stored(client: httpx.AsyncClient) -> tuple[int, str]:
    answer = (await client.get(f"/sources/{a_run('').source.source_id}/rules")).json()
    return answer["version"], answer["text"]


async def test_an_accepted_suggestion_stands_in_the_rules_and_is_told_to_be_kept(client: httpx.AsyncClient):
    assert await suggested(client) == {CITY: False, TOTAL: False}
    answer = await client.post(ACCEPT, json={"ids": [CITY]})
    assert answer.status_code == 200, answer.text
    assert answer.json() | {"source_id": ""} == {"source_id": "", "version": 1, "rules": 1, "added": [CITY]}
    assert answer.headers["etag"] == '"1"'
    assert await suggested(client) == {CITY: True, TOTAL: False}
    assert "# no row is without a value" in (await stored(client))[1]


async def test_all_of_them_are_added_and_those_that_are_there_are_left_as_they_are(client: httpx.AsyncClient):
    mine = "rules:\n  # mine\n  - {table: orders, column: city, kind: not_null, severity: warning}\n"
    await client.put(f"/sources/{a_run('').source.source_id}/rules", json={"text": mine})
    answer = (await client.post(ACCEPT, json={"ids": [CITY, TOTAL]})).json()
    assert (answer["version"], answer["added"]) == (2, [TOTAL])
    assert (await stored(client))[1].startswith(mine)
    again = (await client.post(ACCEPT, json={"ids": [CITY, TOTAL]})).json()
    assert (again["version"], again["added"]) == (2, [])


async def test_two_people_at_once_lose_nothing(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch):
    keep = RuleBook.keep

    async def late(book: RuleBook, source_id: str, text: str, *, version: int | None) -> StoredRules:
        """Somebody else is faster, once."""
        monkeypatch.setattr(RuleBook, "keep", keep)
        answer = await client.post(ACCEPT, json={"ids": [TOTAL]})
        assert answer.json()["added"] == [TOTAL]
        return await keep(book, source_id, text, version=version)

    monkeypatch.setattr(RuleBook, "keep", late)
    assert (await client.post(ACCEPT, json={"ids": [CITY]})).json()["added"] == [CITY]
    version, text = await stored(client)
    assert (version, text.count("kind: not_null")) == (2, 2)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"ids": ["public.orders.id.unique"]}, 404, "suggestion_unknown"),
        ({"ids": []}, 422, "request_invalid"),
        ({}, 422, "request_invalid"),
    ],
)
async def test_what_was_not_suggested_is_not_added(
    client: httpx.AsyncClient, body: dict[str, list[str]], status: int, code: str
):
    answer = await client.post(ACCEPT, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await stored(client) == (0, "")


async def test_into_a_data_contract_nothing_is_written(client: httpx.AsyncClient):
    contract = "apiVersion: v3.0.0\nkind: DataContract\nschema: []\n"
    await client.put(f"/sources/{a_run('').source.source_id}/rules", json={"text": contract})
    answer = await client.post(ACCEPT, json={"ids": [CITY]})
    assert (answer.status_code, answer.json()["code"]) == (409, "rules_in_contract")
    assert await stored(client) == (1, contract)


async def test_the_log_says_how_many_and_nothing_of_them(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    said: list[tuple[str, object]] = []

    class Log:
        def info(self, event: str, **fields: object) -> None:
            said.append((event, fields))

    monkeypatch.setattr(routes, "_log", Log())
    await client.post(ACCEPT, json={"ids": [CITY, TOTAL]})
    assert said == [("rules accepted", {"run_id": "run_1", "count": 2})]
