"""A run decided on again over the routes, its source not asked."""

from dataclasses import replace

import httpx
import pytest

from app.wiring.detectors import load_classifier
from app.wiring.services import Services
from tests.support.evidence import SHELF_MARK, scanned
from tests.support.fake_source import FakeReaders
from tests.support.runs import a_plan, a_run, a_snapshot

FOUND = scanned(load_classifier())


@pytest.fixture
async def run_id(services: Services) -> str:
    """A finished batch of one table."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", replace(a_snapshot(), tables=(FOUND.table,)))
    await services.runs.write_plan("run_1", a_plan(1))
    await services.runs.write_detection("run_1", FOUND.detection)
    await services.runs.write_evidence("run_1", FOUND.evidence)
    return "run_1"


async def test_the_rules_of_the_scan_change_nothing(
    client: httpx.AsyncClient, run_id: str, readers: FakeReaders
):
    answer = (await client.post(f"/runs/{run_id}/redecision")).json()

    assert (answer["run_id"], answer["columns"], answer["total"]) == ("run_1", 2, 0)
    assert (answer["items"], answer["stale"], answer["gone"], answer["rescan"]) == ([], [], [], [])
    assert answer["rules_before"] == [answer["rules_after"]]
    assert answer["findings"] is None
    assert readers.opened == 0


async def test_a_detector_in_the_request_is_decided_on_and_nothing_is_stored(
    client: httpx.AsyncClient, run_id: str
):
    asked = {"detectors": [SHELF_MARK], "findings": True}

    answer = (await client.post(f"/runs/{run_id}/redecision", json=asked)).json()

    (item,) = answer["items"]
    assert (item["table"], item["column"], item["movement"]) == ("customers", "label", "found")
    assert [(found["type_id"], found["level"]) for found in item["after"]] == [("SHELF_MARK", "high")]
    assert {part["name"] for part in item["moved"]} >= {"prior", "column name"}
    assert [found["type_id"] for found in answer["findings"]] == ["SHELF_MARK", "EMAIL_ADDRESS"]
    stored = (await client.get(f"/runs/{run_id}/findings")).json()["items"]
    assert [found["type_id"] for found in stored] == ["EMAIL_ADDRESS"]


async def test_a_detector_that_needs_values_is_told_to_need_a_scan(client: httpx.AsyncClient, run_id: str):
    text = "[SHELF_MARK]\npattern = 'shelf \\d+'\nmatches = ['shelf 1']\n"

    answer = (await client.post(f"/runs/{run_id}/redecision", json={"detectors": [text]})).json()

    assert answer["items"] == []
    assert [(stale["type_id"], stale["why"]) for stale in answer["stale"]] == [("SHELF_MARK", "new")]


@pytest.mark.parametrize(
    "text", ["[x", "[X1]\npattern = '('\nmatches = ['a']\n", "[AB]\ntest = 'os.remove'\nnames = ['a']"]
)
async def test_a_detector_that_is_none_is_refused(client: httpx.AsyncClient, run_id: str, text: str):
    answer = await client.post(f"/runs/{run_id}/redecision", json={"detectors": [text]})

    assert (answer.status_code, answer.json()["code"]) == (422, "detector_file")


async def test_a_run_without_evidence_and_one_that_never_was_are_told_apart(
    client: httpx.AsyncClient, services: Services
):
    await services.runs.create(a_run("run_2"))
    await services.runs.write_snapshot("run_2", a_snapshot())
    await services.runs.write_plan("run_2", a_plan(1))

    codes = [(await client.post(f"/runs/{run}/redecision")).json()["code"] for run in ("run_2", "run_3")]

    assert codes == ["evidence_missing", "run_not_found"]
