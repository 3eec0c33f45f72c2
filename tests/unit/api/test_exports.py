"""The schema of a run as a file, and where the columns of its views come from."""

import json
from dataclasses import replace

import httpx
import pytest

from app.api import exports
from app.results.exports import export_names, get_export
from app.results.snapshot_file import read_snapshot
from app.wiring.services import Services
from tests.support.everything import EVERYTHING
from tests.support.runs import a_run


@pytest.fixture
async def run_id(services: Services) -> str:
    """A run that has read the schema which has everything."""
    await services.runs.create(a_run("run_1"))
    await services.runs.write_snapshot("run_1", EVERYTHING)
    return "run_1"


@pytest.mark.parametrize("form", export_names())
async def test_every_format_is_answered_as_a_file_of_its_kind(
    client: httpx.AsyncClient, run_id: str, form: str
) -> None:
    answer = await client.get(f"/runs/{run_id}/schema", params={"format": form})

    export = get_export(form)
    assert answer.status_code == 200
    assert answer.text == "".join(export.write(EVERYTHING, None))
    assert answer.headers["content-type"].partition(";")[0] == export.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="schema-run_1{export.suffix}"'
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_without_a_format_the_answer_is_the_json_document(
    client: httpx.AsyncClient, run_id: str
) -> None:
    assert read_snapshot((await client.get(f"/runs/{run_id}/schema")).content) == EVERYTHING


async def test_lineage_comes_with_the_schema_when_it_is_asked_for(
    client: httpx.AsyncClient, run_id: str
) -> None:
    document = json.loads((await client.get(f"/runs/{run_id}/schema?lineage=true")).content)

    assert [view["name"] for view in document["lineage"]] == ["buyers"]


async def test_the_text_travels_in_chunks_and_arrives_whole(
    client: httpx.AsyncClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "CHUNK_CHARACTERS", 100)
    await services.runs.create(a_run("run_2"))
    await services.runs.write_snapshot("run_2", EVERYTHING)

    async with client.stream("GET", "/runs/run_2/schema?format=jsonl") as answer:
        chunks = [chunk async for chunk in answer.aiter_raw()]

    assert read_snapshot(b"".join(chunks)) == EVERYTHING


async def test_lineage_names_columns_and_relations(client: httpx.AsyncClient, run_id: str) -> None:
    document = (await client.get(f"/runs/{run_id}/lineage")).json()

    (view,) = document["views"]
    assert (view["schema"], view["name"], view["problem"]) == ("shop", "buyers", None)
    assert {
        "column": "email",
        "source_schema": "shop",
        "source_table": "customer",
        "source_column": "email",
        "use": "copied",
    } in view["edges"]
    assert len(document["relations"]) == sum(len(table.foreign_keys) for table in EVERYTHING.tables)
    assert ("orders_customer_id_fkey", "orders", "customer") in {
        (each["name"], each["table"], each["referred_table"]) for each in document["relations"]
    }


async def test_traced_lineage_has_no_view_among_its_sources(
    client: httpx.AsyncClient, services: Services
) -> None:
    buyers = next(table for table in EVERYTHING.tables if table.is_view)
    over = replace(buyers, name="over_buyers", definition="SELECT email, orders FROM shop.buyers")
    await services.runs.create(a_run("run_2"))
    await services.runs.write_snapshot("run_2", replace(EVERYTHING, tables=(*EVERYTHING.tables, over)))

    direct, traced = [
        (await client.get(f"/runs/run_2/lineage?traced={flag}")).json()["views"][1]["edges"]
        for flag in ("false", "true")
    ]

    assert {edge["source_table"] for edge in direct} == {"buyers"}
    assert {edge["source_table"] for edge in traced} == {"customer", "orders"}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/runs/run_2/schema", 404, "run_not_found"),
        ("/runs/run_2/lineage", 404, "run_not_found"),
        ("/runs/run_1/schema?format=docx", 422, "export_unknown"),
        ("/runs/run_1/schema?format=%0a%22", 422, "export_unknown"),
        ("/runs/run_1/schema?lineage=perhaps", 422, "request_invalid"),
    ],
)
async def test_what_is_not_there_is_a_problem(
    client: httpx.AsyncClient, run_id: str, path: str, status: int, code: str
) -> None:
    answer = await client.get(path)

    assert run_id == "run_1"
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_before_the_schema_is_read_there_is_none(client: httpx.AsyncClient, services: Services) -> None:
    await services.runs.create(a_run("run_1"))

    for path in ("schema", "lineage"):
        assert (await client.get(f"/runs/run_1/{path}")).json()["code"] == "result_not_ready"
