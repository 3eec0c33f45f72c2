"""What globs select is told before a run is started, without touching the source where its schema is known."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.connection.config import SqliteConnection
from app.errors import WrongPasswordError
from app.model.results import RunRecord
from app.model.run import ScanOptions
from app.pipeline.runs import new_run
from app.pipeline.schema import read_schema
from app.wiring.services import Services
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of
from tests.support.runs import MORNING

NAMES = ("customer", "customer_old", "invoice")
PASSWORD = "planted 4929-1234"  # noqa: S105 - planted on purpose


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", tables_of(NAMES))


async def asked(
    client: httpx.AsyncClient, shop: SqliteConnection, *, status: int = 200, **changes: object
) -> Any:
    """What the server answers about globs."""
    body = {"connection": {"dialect": "sqlite", "path": shop.path}, "password": PASSWORD, **changes}
    given = await client.post("/selections", json=body)
    assert given.status_code == status, given.text
    assert PASSWORD not in given.text
    return given.json()


async def a_run_that_has_read(services: Services, shop: SqliteConnection) -> RunRecord:
    """A run whose schema is fresh."""
    run = new_run("run_1", shop, ScanOptions(), request_digest="", correlation_id="", now=MORNING)
    snapshot = await read_schema(a_source(FakeReaders(), shop))
    await services.runs.create(run)
    await services.runs.write_snapshot(run.id, snapshot)
    await services.catalogs.keep(shop, run.id, snapshot)
    return run


async def test_of_a_schema_nobody_has_read_nothing_is_known_and_the_source_is_left_alone(
    client: httpx.AsyncClient, readers: FakeReaders, shop: SqliteConnection
) -> None:
    answer = await asked(client, shop, include=["customer*"])

    assert answer == {"known": False, "read_at": None, "run_id": None, "count": None}
    assert readers.opened == 0


async def test_the_schema_a_run_has_read_is_counted_without_a_connection(
    client: httpx.AsyncClient, services: Services, readers: FakeReaders, shop: SqliteConnection
) -> None:
    await a_run_that_has_read(services, shop)

    answers = [
        await asked(client, shop, include=include, exclude=["*_old"], read=True)
        for include in ([], ["customer*"], ["nothing"])
    ]

    assert [answer["count"]["selected"] for answer in answers] == [2, 1, 0]
    assert {answer["run_id"] for answer in answers} == {"run_1"}
    assert readers.opened == 0


async def test_a_count_names_what_is_in_and_what_is_out(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    await a_run_that_has_read(services, shop)

    answer = await asked(client, shop, exclude=["*_old"])

    assert answer["count"] == {
        "tables": 3,
        "selected": 2,
        "schemas": 1,
        "schemas_selected": 1,
        "first_selected": ["main.customer", "main.invoice"],
        "first_left_out": ["main.customer_old"],
    }


async def test_on_request_the_schema_is_read_once(
    client: httpx.AsyncClient, readers: FakeReaders, shop: SqliteConnection
) -> None:
    first = await asked(client, shop, read=True)
    second = await asked(client, shop, include=["invoice"])
    third = await asked(client, shop, read=True)

    assert (first["count"]["selected"], second["count"]["selected"]) == (3, 1)
    assert first["read_at"] == second["read_at"] == third["read_at"]
    assert first["run_id"] is None
    assert (readers.opened, readers.now_open, readers.passwords) == (1, 0, [PASSWORD])


async def test_names_of_a_deleted_run_are_not_told_any_more(
    client: httpx.AsyncClient, services: Services, shop: SqliteConnection
) -> None:
    run = await a_run_that_has_read(services, shop)
    assert (await asked(client, shop))["known"]

    await services.runs.delete(run.id)

    assert not (await asked(client, shop))["known"]


async def test_a_source_that_does_not_let_us_in_says_why(
    client: httpx.AsyncClient, readers: FakeReaders, shop: SqliteConnection
) -> None:
    readers.refuse(WrongPasswordError(product="SQLite", user="reader"))

    assert (await asked(client, shop, read=True, status=422))["code"] == "wrong_password"


@pytest.mark.parametrize("globs", [["x" * 257], ["*"] * 51, "sales.*"], ids=["long", "many", "no list"])
async def test_what_is_no_list_of_globs_is_refused(
    client: httpx.AsyncClient, shop: SqliteConnection, globs: object
) -> None:
    await asked(client, shop, include=globs, status=422)
