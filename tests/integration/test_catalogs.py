"""A catalog is read once in ten minutes by whole runs; what globs select is known without asking the source again."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.databases import Server
from tests.support.scans import API, scan

DATABASE = "catalogs"
TABLES = (
    "CREATE SCHEMA hr; CREATE TABLE customer (id integer PRIMARY KEY, email text); CREATE TABLE old_customer (id integer);"
    " CREATE TABLE hr.person (id integer, name text);"
)


@pytest.fixture(scope="module")
def server(postgresql_server: Server) -> Iterator[Server]:
    """A server with a database that nobody has scanned yet."""
    postgresql_server.execute("postgres", f"CREATE DATABASE {DATABASE}")
    postgresql_server.execute(DATABASE, TABLES)
    yield postgresql_server
    postgresql_server.execute("postgres", f"DROP DATABASE {DATABASE} WITH (FORCE)")


def selection(client: httpx.Client, server: Server, **request: object) -> dict[str, Any]:
    """What the server answers about globs."""
    connection = server.connection(DATABASE).model_dump(mode="json")
    answer = client.post(
        f"{API}/selections", json={"connection": connection, "password": server.password, **request}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_schema_of_one_run_serves_the_next_until_somebody_asks_for_a_fresh_one(
    api: httpx.Client, server: Server
) -> None:
    connection, credential = server.connection(DATABASE), server.credential
    unknown = selection(api, server, exclude=["old_*"])
    first = scan(api, connection, credential, quality=False)
    server.execute(DATABASE, "CREATE TABLE newcomer (id integer)")

    known = selection(api, server, exclude=["old_*"])
    second = scan(api, connection, credential, quality=False, exclude=["old_*"])
    fresh = scan(api, connection, credential, quality=False, refresh_schema=True)

    assert unknown["known"] is False
    assert (known["run_id"], known["count"]["selected"], known["count"]["tables"]) == (first.run["id"], 2, 3)
    assert first.run["catalog"]["cached"] is False
    assert second.run["catalog"] == {**first.run["catalog"], "cached": True}
    assert second.run["totals"]["statements"] < first.run["totals"]["statements"]
    assert second.run["totals"]["connections_opened"] < first.run["totals"]["connections_opened"]
    assert {table["name"]: table["state"] for table in second.tables} == {
        "customer": "empty",
        "old_customer": "filtered",
        "person": "empty",
    }
    assert second.run["state"] == "succeeded"
    assert fresh.run["catalog"]["run_id"] == fresh.run["id"]
    assert "newcomer" in {table["name"] for table in fresh.tables}


def test_a_schema_nobody_has_read_is_read_for_its_names_on_request(api: httpx.Client, server: Server) -> None:
    server.execute("postgres", f"CREATE DATABASE {DATABASE}_unread")
    try:
        server.execute(f"{DATABASE}_unread", TABLES)
        connection = server.connection(f"{DATABASE}_unread").model_dump(mode="json")
        body = {"connection": connection, "password": server.password, "include": ["hr.*"], "read": True}
        count = api.post(f"{API}/selections", json=body).json()["count"]
        assert (count["selected"], count["schemas_selected"], count["first_selected"]) == (
            1,
            1,
            ["hr.person"],
        )
    finally:
        server.execute("postgres", f"DROP DATABASE {DATABASE}_unread WITH (FORCE)")
