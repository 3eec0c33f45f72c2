"""What a score is made of, over the route."""

from dataclasses import replace

import httpx
import pytest

from app.model.measurements import Dimension, ScoreLoss
from app.model.results import QualityBatch, TableQuality
from app.wiring.services import Services
from tests.support.runs import a_plan, a_quality, a_run, measured
from tests.support.schemas import a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, email text, name text", primary="id")
ORDERS = a_table("orders", "id int!", primary="id")


def lowered(table: str, score: float, *losses: tuple[str, float]) -> TableQuality:
    """A table that lost these points by these sources."""
    quality = measured(table, score=score)
    assert quality.profile is not None
    found = tuple(
        ScoreLoss(
            dimension=Dimension.COMPLETENESS,
            columns=("id",),
            source=source,
            count=1,
            total=10,
            points=points,
            exact=True,
        )
        for source, points in losses
    )
    return replace(quality, profile=replace(quality.profile, losses=found))


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run over a table of three columns that lost 20 points and one of one column that lost 40."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", a_snapshot(CUSTOMER, ORDERS))
    await services.runs.write_plan("run_1", a_plan(1))
    tables = (
        lowered("customer", 80.0, ("null_share", 12.0), ("spelling_variant", 8.0)),
        lowered("orders", 60.0, ("null_share", 40.0)),
    )
    await services.runs.write_quality(
        "run_1", QualityBatch(number=0, tables=tables, usage=a_quality(0).usage)
    )
    return "run_1"


async def test_points_are_of_the_run_and_add_up_to_what_is_missing(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/score")).json()

    assert answer["score"] == pytest.approx(75.0)
    assert sum(loss["points"] for loss in answer["losses"]) == pytest.approx(25.0)
    told = [(loss["table"], loss["title"], loss["points"], loss["table_points"]) for loss in answer["losses"]]
    assert told == [
        ("orders", "NULL share", 10.0, 40.0),
        ("customer", "NULL share", 9.0, 12.0),
        ("customer", "Spelling variant", 6.0, 8.0),
    ]
    assert (answer["tables"], answer["scored"], answer["complete"]) == (2, 2, False)
    assert sum(dimension["weight"] for dimension in answer["dimensions"]) == pytest.approx(1)


async def test_no_more_are_told_than_asked_for(client: httpx.AsyncClient, run_id: str):
    answer = (await client.get(f"/runs/{run_id}/score?limit=1")).json()

    assert (len(answer["losses"]), answer["total"]) == (1, 3)
    assert (await client.get(f"/runs/{run_id}/score?limit=0")).status_code == 422


async def test_nothing_measured_is_no_score(client: httpx.AsyncClient, services: Services):
    await services.runs.create(a_run("run_2"))

    answer = (await client.get("/runs/run_2/score")).json()

    assert (answer["score"], answer["coverage"], answer["losses"]) == (None, 0.0, [])
    assert (await client.get("/runs/run_9/score")).status_code == 404
