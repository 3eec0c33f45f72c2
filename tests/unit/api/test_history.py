"""What earlier runs say, over the routes."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from app.wiring.services import Services
from tests.support.histories import a_table_point, store_history
from tests.support.runs import a_run

STATUSES = [("new", 0.6), ("paid", 0.4)]
USUAL = [a_table_point(rows=1_000 + 2 * day, statuses=STATUSES) for day in range(7)]


async def asked(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_ordinary_run_raises_nothing_and_shows_its_series(
    client: httpx.AsyncClient, services: Services
):
    *_, last = await store_history(services.runs, *USUAL)
    answer = await asked(client, f"/runs/{last}/history")

    assert (answer["runs"], answer["total"], answer["items"], answer["complete"]) == (6, 0, [], True)
    (chart,) = answer["charts"]
    assert (chart["metric"], chart["state"], len(chart["points"])) == ("rows", "ordinary", 7)
    assert [point["low"] is None for point in chart["points"]] == [True] * 5 + [False] * 2


async def test_what_is_odd_is_told_tables_first_with_what_was_expected(
    client: httpx.AsyncClient, services: Services
):
    odd = a_table_point(rows=300, nulls=0.4, statuses=[("new", 1.0)])
    *_, last = await store_history(services.runs, *USUAL, odd)
    items = (await client.get(f"/runs/{last}/history")).json()["items"]

    assert [(each["subject"], each["column"], each["metric"]) for each in items] == [
        ("volume", None, "rows"),
        ("metric", "email", "null_share"),
        ("drift", "status", "distribution"),
    ]
    volume, nulls, drift = items
    assert (volume["value"], volume["state"], volume["runs"]) == (300, "anomaly", 7)
    assert volume["low"] > 300
    assert nulls["text"] == "40.0 %; 0.0 % to 5.2 % was to be expected by the level of 7 runs"
    assert "“paid” is gone, 40.0 % before" in drift["text"]


async def test_a_table_can_be_asked_for_alone_with_all_its_series(
    client: httpx.AsyncClient, services: Services
):
    *_, last = await store_history(services.runs, *USUAL)
    table = USUAL[0].table_id
    charts = (await client.get(f"/runs/{last}/history?table={table}")).json()["charts"]
    none = (await client.get(f"/runs/{last}/history?table={'0' * 16}")).json()

    assert [each["metric"] for each in charts] == ["rows", "null_share"]
    assert (none["series"], none["charts"]) == (0, [])


async def test_before_five_runs_it_says_how_many_were_seen(client: httpx.AsyncClient, services: Services):
    *_, last = await store_history(services.runs, *USUAL[:3], a_table_point(rows=1))
    answer = (await client.get(f"/runs/{last}/history")).json()

    assert (answer["runs"], answer["runs_needed"], answer["judged"], answer["total"]) == (3, 5, 0, 0)
    assert answer["charts"][0]["text"] == "3 of 5 earlier runs seen"


async def test_runs_of_other_sources_and_later_ones_say_nothing(
    client: httpx.AsyncClient, services: Services
):
    await store_history(services.runs, *USUAL, source_id="f" * 16, prefix="other")
    first, *_ = await store_history(services.runs, *USUAL)

    assert (await client.get(f"/runs/{first}/history")).json()["runs"] == 0


async def test_a_deleted_run_says_nothing_any_more(client: httpx.AsyncClient, services: Services):
    ids = await store_history(services.runs, *USUAL)
    await services.runs.delete(ids[2])
    left = [path async for path in services.objects.list("sources/")]

    assert (await client.get(f"/runs/{ids[-1]}/history")).json()["runs"] == 5
    assert not any(ids[2] in path for path in left)


async def test_what_moved_the_score_adds_up(client: httpx.AsyncClient, services: Services):
    *_, last = await store_history(services.runs, *USUAL, a_table_point(nulls=0.12))
    answer = (await client.get(f"/runs/{last}/score-change")).json()

    assert (answer["against"], answer["before"], answer["after"]) == ("run_6", 98.0, 88.0)
    assert answer["difference"] == pytest.approx(sum(each["points"] for each in answer["items"]))
    assert answer["by_dimension"] == [
        {"key": "completeness", "title": "completeness", "points": pytest.approx(-10)}
    ]
    assert (answer["items"][0]["columns"], answer["items"][0]["text"]) == (
        ["email"],
        "NULL share: more than before",
    )


async def test_the_run_to_compare_with_can_be_chosen(client: httpx.AsyncClient, services: Services):
    first, *_, last = await store_history(services.runs, a_table_point(nulls=0.3), *USUAL)

    answer = (await client.get(f"/runs/{last}/score-change?against={first}")).json()
    assert (answer["against"], answer["difference"]) == (first, pytest.approx(28))


async def test_a_first_run_has_nothing_to_compare_with(client: httpx.AsyncClient, services: Services):
    first, *_ = await store_history(services.runs, *USUAL[:1])
    answer = (await client.get(f"/runs/{first}/score-change")).json()

    assert (answer["against"], answer["difference"], answer["items"]) == (None, None, [])


async def test_a_run_that_goes_on_has_no_numbers_yet(client: httpx.AsyncClient, services: Services):
    await store_history(services.runs, *USUAL)
    await services.runs.create(replace(a_run("going"), created_at=a_run("x").created_at.replace(month=3)))

    history = (await client.get("/runs/going/history")).json()
    assert (history["complete"], history["series"]) == (False, 0)
    assert (await client.get("/runs/going/score-change")).json()["difference"] is None


@pytest.mark.parametrize("noun", ["history", "score-change"])
async def test_a_run_that_is_not_there_is_a_problem(client: httpx.AsyncClient, noun: str):
    answer = await client.get(f"/runs/run_none/{noun}")

    assert (answer.status_code, answer.json()["code"]) == (404, "run_not_found")
