"""What seems wrong in the tables of a run, over the route."""

from dataclasses import replace

import httpx
import pytest

from app.model.defects import Defect, DefectKind
from app.model.results import QualityBatch
from app.wiring.services import Services
from tests.support.runs import a_plan, a_quality, a_run, measured
from tests.support.schemas import a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, email text, name text", primary="id")


def a_defect(kind: DefectKind, confidence: float, *columns: str) -> Defect:
    return Defect(kind=kind, columns=columns, count=5, rows=100, exact=True, confidence=confidence)


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run over a table with two defects that are shown and one that is too unsure."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(CUSTOMER))
    await services.runs.write_plan("run_1", a_plan(1))
    quality = measured("customer", score=80.0)
    assert quality.profile is not None
    defects = (
        a_defect(DefectKind.TYPO, 0.7, "name"),
        a_defect(DefectKind.SWAPPED_COLUMNS, 0.9, "email", "name"),
        a_defect(DefectKind.CONSTANT, 0.3, "id"),
    )
    table = replace(quality, profile=replace(quality.profile, defects=defects))
    await services.runs.write_quality(
        "run_1", QualityBatch(number=0, tables=(table,), usage=a_quality(0).usage)
    )
    return "run_1"


async def test_defects_are_listed_with_their_table_the_surest_first(
    client: httpx.AsyncClient, run_id: str
) -> None:
    answer = (await client.get(f"/runs/{run_id}/defects")).json()

    assert answer["total"] == 2
    assert answer["by_kind"] == {"swapped_columns": 1, "typo": 1}
    assert [(item["table"], item["columns"], item["share"]) for item in answer["items"]] == [
        ("customer", ["email", "name"], 0.05),
        ("customer", ["name"], 0.05),
    ]


async def test_defects_can_be_asked_for_by_kind_and_confidence(
    client: httpx.AsyncClient, run_id: str
) -> None:
    typos = (await client.get(f"/runs/{run_id}/defects", params={"kind": "typo"})).json()
    every = (await client.get(f"/runs/{run_id}/defects", params={"least": 0})).json()
    first = (await client.get(f"/runs/{run_id}/defects", params={"limit": 1})).json()

    assert [item["kind"] for item in typos["items"]] == ["typo"]
    assert every["total"] == 3
    assert (len(first["items"]), first["total"]) == (1, 2)


async def test_an_unknown_kind_is_refused(client: httpx.AsyncClient, run_id: str) -> None:
    assert (await client.get(f"/runs/{run_id}/defects", params={"kind": "ugly"})).status_code == 422


async def test_a_table_lists_those_that_are_shown(client: httpx.AsyncClient, run_id: str) -> None:
    answer = (await client.get(f"/runs/{run_id}/tables/{CUSTOMER.id}")).json()

    assert [each["kind"] for each in answer["defects"]] == ["typo", "swapped_columns"]
