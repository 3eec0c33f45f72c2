"""Rules over the routes: kept per source with a version, and what a run found of them."""

import httpx

from app.model.measurements import Dimension
from app.model.results import BatchUsage, QualityBatch
from app.model.rules import Rule, RuleResult, RuleStatus
from app.model.run import Batch, Plan
from app.wiring.services import Services
from tests.support.runs import a_run

SOURCE = "0123456789abcdef"
RULES = "rules:\n  - {table: orders, column: id, kind: not_null, extra: 1}\n"


async def test_rules_are_kept_with_a_version_and_read_again(client: httpx.AsyncClient):
    nothing = await client.get(f"/sources/{SOURCE}/rules")
    assert (nothing.json()["version"], nothing.json()["text"], nothing.headers["etag"]) == (0, "", '"0"')
    kept = await client.put(f"/sources/{SOURCE}/rules", json={"text": RULES}, headers={"if-match": '"0"'})
    assert kept.status_code == 200, kept.text
    read = (await client.get(f"/sources/{SOURCE}/rules")).json()
    assert (read["version"], read["text"], read["rules"]) == (1, RULES, 1)
    assert [(each["line"], each["path"]) for each in read["problems"]] == [(2, "rules[0].extra")]


async def test_who_changes_an_older_version_is_told(client: httpx.AsyncClient):
    await client.put(f"/sources/{SOURCE}/rules", json={"text": RULES})
    late = await client.put(
        f"/sources/{SOURCE}/rules", json={"text": "rules: []"}, headers={"if-match": '"0"'}
    )
    assert (late.status_code, late.json()["code"]) == (409, "rules_changed")
    assert (await client.get(f"/sources/{SOURCE}/rules")).json()["text"] == RULES


async def test_a_file_with_an_error_is_refused_by_its_line(client: httpx.AsyncClient):
    answer = await client.put(f"/sources/{SOURCE}/rules", json={"text": "rules:\n  - {table: t, kind: nope}"})
    assert (answer.status_code, answer.json()["code"]) == (422, "rule_file")
    assert "Line 2, rules[0].kind" in answer.json()["detail"]
    assert (await client.get(f"/sources/{SOURCE}/rules")).json()["version"] == 0


async def test_no_rules_can_be_taken_away_by_an_empty_file(client: httpx.AsyncClient):
    await client.put(f"/sources/{SOURCE}/rules", json={"text": RULES})
    emptied = await client.put(f"/sources/{SOURCE}/rules", json={"text": "rules: []"})
    assert (emptied.json()["version"], emptied.json()["rules"]) == (2, 0)


async def test_what_is_stored_of_rules_says_nothing_about_them(client: httpx.AsyncClient, services: Services):
    await client.put(f"/sources/{SOURCE}/rules", json={"text": RULES})
    record = await services.state.get(f"rules.{SOURCE}")
    assert record is not None
    assert b"orders" not in record.value


async def test_a_run_tells_its_results_the_worst_first(client: httpx.AsyncClient, services: Services):
    run = a_run("run_1")
    await services.runs.create(run)
    await services.runs.write_plan(run.id, Plan(batches=(Batch(number=0, table_ids=(), cost=1),)))
    results = tuple(
        RuleResult(
            rule=Rule(id=status.value, kind="not_null", table="orders", columns=("id",)),
            table_id=None, dimension=Dimension.COMPLETENESS, status=status, failing=2, checked=10, query="SELECT 1",
        )
        for status in (RuleStatus.PASSED, RuleStatus.FAILED)
    )  # fmt: skip
    usage = BatchUsage(connections=1, statements=1, rows_read=1, seconds=1)
    await services.runs.write_quality(run.id, QualityBatch(number=0, tables=(), usage=usage, rules=results))
    answer = (await client.get(f"/runs/{run.id}/rules")).json()
    document = answer["document"]
    assert answer["source_id"] == run.source.source_id
    assert [(each["id"], each["accepts"], each["failing"]) for each in document["items"]] == [
        ("failed", "mustBe 0", 2),
        ("passed", "mustBe 0", 2),
    ]
    assert (document["passed"], document["failed"], document["complete"]) == (1, 1, False)


async def test_suggestions_are_empty_until_something_is_measured(
    client: httpx.AsyncClient, services: Services
):
    run = a_run("run_1")
    await services.runs.create(run)
    answer = (await client.get(f"/runs/{run.id}/rules/suggestions")).json()
    assert answer == {"complete": False, "total": 0, "items": []}
