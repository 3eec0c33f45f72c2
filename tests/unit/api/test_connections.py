"""Dialects are described, URLs are split without their passwords, connections are tried once."""

from typing import Any

import httpx
import pytest

from app.connection.config import SqliteConnection
from app.connection.dialects import available
from app.errors import SourceFileDeniedError
from tests.support.fake_source import FakeReaders

PASSWORD = "planted 4929-1234"  # noqa: S105 - planted on purpose


async def answer(client: httpx.AsyncClient, path: str, body: object, status: int = 200) -> dict[str, Any]:
    """What the route answers."""
    given = await client.post(path, json=body)
    assert given.status_code == status, given.text
    assert "planted" not in given.text
    return given.json()


async def test_every_dialect_is_described_for_a_form(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/dialects")).json()

    by_id = {dialect["id"]: dialect for dialect in listed["items"]}
    assert {"postgresql", "mysql", "mssql", "sqlite"} <= set(by_id)
    assert by_id["postgresql"]["default_port"] == 5432
    assert "host" in by_id["postgresql"]["fields"]["properties"]
    assert all("password" not in dialect["fields"].get("properties", {}) for dialect in by_id.values())
    assert listed["options"]["properties"]["sample_rows"]["maximum"] == 100_000


async def test_a_url_is_split_and_its_password_dropped(client: httpx.AsyncClient) -> None:
    split = await answer(
        client, "/connections/parse-url", {"url": "postgresql://reader:planted@db.internal:5433/shop"}
    )

    assert (split["dialect"], split["password_removed"]) == ("postgresql", True)
    assert split["fields"]["host"] == "db.internal"
    assert split["fields"]["port"] == 5433
    assert split["notes"] == []


async def test_what_of_a_url_was_ignored_or_translated_is_answered(client: httpx.AsyncClient) -> None:
    url = "jdbc:postgresql://db/shop?user=u&password=planted&sslmode=require&loginTimeout=3"

    split = await answer(client, "/connections/parse-url", {"url": url})

    assert [note["parameter"] for note in split["notes"]] == ["loginTimeout", "sslmode"]
    assert split["fields"]["tls"] == "encrypt"


@pytest.mark.parametrize("url", ["planted", "planted://x", "postgresql://u:planted@db:port/x", ""])
async def test_a_text_that_is_no_url_is_refused_and_not_repeated(client: httpx.AsyncClient, url: str) -> None:
    await answer(client, "/connections/parse-url", {"url": url}, status=422)


async def test_a_connection_that_works_passes_every_step(
    client: httpx.AsyncClient, readers: FakeReaders, shop: SqliteConnection
) -> None:
    report = await answer(
        client,
        "/connection-tests",
        {"connection": {"dialect": "sqlite", "path": shop.path}, "password": PASSWORD},
    )

    assert (report["passed"], report["product"]) == (True, "SQLite")
    assert {step["state"] for step in report["steps"]} <= {"passed", "warning"}
    assert readers.passwords == [PASSWORD]


async def test_a_connection_that_does_not_is_tried_once_and_explained(
    client: httpx.AsyncClient, readers: FakeReaders, shop: SqliteConnection
) -> None:
    readers.refuse(SourceFileDeniedError(path="shop.db", reason="it lies outside"))

    report = await answer(
        client,
        "/connection-tests",
        {"connection": {"dialect": "sqlite", "path": shop.path}, "password": PASSWORD},
    )

    failed = [step for step in report["steps"] if step["state"] == "failed"]
    assert not report["passed"]
    assert [step["failure"]["code"] for step in failed] == ["file_denied"]
    assert len(readers.passwords) == 1


async def test_a_field_that_is_wrong_is_named(client: httpx.AsyncClient) -> None:
    body = {"connection": {"dialect": "postgresql", "host": "db", "port": "planted"}, "password": PASSWORD}

    problem = await answer(client, "/connection-tests", body, status=422)

    assert problem["errors"][0]["pointer"].startswith("/")
    assert problem["code"] == "connection_field"


async def test_a_form_is_told_exactly_the_fields_of_the_models(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/dialects")).json()

    told = {item["id"]: item["fields"].get("properties", {}).keys() for item in listed["items"]}
    assert told == {dialect.name: dialect.connection_type.model_fields.keys() for dialect in available()}


async def test_the_openapi_document_names_exactly_the_fields_of_the_models(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()

    schema = document["components"]["schemas"]["ConnectionRequest"]["properties"]["connection"]
    named = {one["properties"]["dialect"]["const"]: set(one["properties"]) for one in schema["oneOf"]}
    assert named == {dialect.name: set(dialect.connection_type.model_fields) for dialect in available()}
    assert all("dialect" in one["required"] for one in schema["oneOf"])
    assert "$defs" not in str(schema)


@pytest.mark.parametrize(
    "body",
    [
        r'{"url": "postgresql://u:planted\ud800@h/d"}',
        r'{"url": "postgresql://u:planted\u0000@h/d"}',
        r'{"url": ["planted"]}',
        r'{"url": "planted", "more": 1}',
    ],
)
async def test_half_a_character_in_a_text_is_refused_like_any_other(
    client: httpx.AsyncClient, body: str
) -> None:
    given = await client.post(
        "/connections/parse-url", content=body, headers={"Content-Type": "application/json"}
    )

    assert given.status_code == 422
    assert "planted" not in given.text


@pytest.mark.parametrize("password", [r"planted\ud800", r"planted\u0000"])
async def test_a_password_no_driver_can_send_is_refused(
    client: httpx.AsyncClient, readers: FakeReaders, password: str
) -> None:
    body = '{"connection": {"dialect": "postgresql", "host": "h", "database": "d", "user": "u"}, "password": "%s"}'

    given = await client.post(
        "/connection-tests", content=body % password, headers={"Content-Type": "application/json"}
    )

    assert given.status_code == 422
    assert "planted" not in given.text
    assert readers.passwords == []
