"""Whatever is wrong with a source, the run says what, why and what to do, and reads the rest of it."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.connection.config import Connection, Credential, parse_connection
from tests.support.api_client import (
    end_of,
    findings,
    in_mid_detection,
    problem_of,
    sealed_credentials,
    table_states,
    watch,
)
from tests.support.databases import Server
from tests.support.scans import API, READ, scan, start_run
from tests.support.slow_source import OPTIONS, slow_source
from tests.support.stack import Stack, free_port

END_SECONDS = 90
"""Four attempts and the pauses between them, on a busy machine."""

HOSTILE = """
CREATE TABLE "customer" (id integer PRIMARY KEY, email text);
CREATE TABLE "; drop" ("; drop" text, "email" text);
CREATE TABLE "line
break" ("e
mail" text);
CREATE TABLE "Grüße 'n' ""Küsse"" an alle" ("<script>" text);
CREATE TABLE "no rows" (id integer);
INSERT INTO customer VALUES (1, 'lena.meyer@example.org'), (2, 'jan.kowalski@example.com');
INSERT INTO "; drop" VALUES ('first', 'ana.silva@example.org'), ('second', 'li.wei@example.com');
INSERT INTO "line
break" VALUES ('maria.rossi@example.org'), ('tom.baker@example.com');
INSERT INTO "Grüße 'n' ""Küsse"" an alle" VALUES ('<b>1</b>'), ('2');
"""
RESTRICTED = """
CREATE TABLE payroll (iban text);
CREATE VIEW broken AS SELECT 1 / (id - id) AS ratio FROM customer;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger;
REVOKE ALL ON payroll FROM stranger;
"""
TABLES = {"customer", "; drop", "line\nbreak", "Grüße 'n' \"Küsse\" an alle", "no rows"}
FOUND = {("customer", "email"), ("; drop", "email"), ("line\nbreak", "e\nmail")}


@pytest.fixture(scope="module")
def hostile(postgresql_server: Server) -> Iterator[Server]:
    """A database of hostile names, a table without rights and a view that fails."""
    server = postgresql_server
    server.execute("postgres", "CREATE DATABASE hostile")
    server.execute("postgres", "CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
    server.execute("hostile", HOSTILE)
    server.execute("hostile", RESTRICTED)
    yield server
    server.execute("postgres", "DROP DATABASE hostile WITH (FORCE)")
    server.execute("postgres", "DROP ROLE stranger")


# ── the source cannot be read at all ─────────────────────────────────────────────────────────────


def test_a_server_that_refuses_is_told_from_one_whose_name_does_not_resolve(api: httpx.Client) -> None:
    refused = failed_run(api, postgresql("127.0.0.1", free_port()))
    assert refused["failure"]["code"] == "connection_refused"
    assert "nothing listens there" in refused["failure"]["message"]
    unknown = failed_run(api, postgresql("no-such-host.invalid", 5432))
    assert unknown["failure"]["code"] == "host_not_found"
    assert "no-such-host.invalid" in unknown["failure"]["message"]


def test_a_wrong_password_is_tried_once(
    api: httpx.Client, shared_stack: Stack, postgresql_server: Server
) -> None:
    refusals = 'password authentication failed for user "scanner"'
    before = postgresql_server.log.read_text().count(refusals)
    run = failed_run(api, postgresql_server.connection("pagila"), Credential("not the password"))
    assert postgresql_server.log.read_text().count(refusals) == before + 1
    assert run["failure"]["code"] == "wrong_password"
    assert run["failure"]["message"] == (
        "PostgreSQL refused the password for “scanner” (the server answered 28P01)."
    )
    assert run["id"] not in sealed_credentials(shared_stack.home)


def test_a_password_that_changes_in_mid_run_is_not_tried_by_every_batch_that_is_left(
    api: httpx.Client, postgresql_server: Server
) -> None:
    server, refusals = postgresql_server, 'password authentication failed for user "changing"'
    server.execute("postgres", "CREATE ROLE changing LOGIN PASSWORD 'first'")
    server.execute("postgres", "GRANT pg_read_all_data TO changing")
    with slow_source(server) as source:
        connection = server.connection(source.database, user="changing")
        run_id = start_run(api, connection, Credential("first"), **OPTIONS)
        watch(api, run_id, in_mid_detection, what="in the middle of detection")
        server.execute("postgres", "ALTER ROLE changing PASSWORD 'second'")
        run = end_of(api, run_id)
        assert source.session_pids() == []
        attempts = server.log.read_text().count(refusals)
    server.execute("postgres", "DROP OWNED BY changing; DROP ROLE changing")
    assert run["failure"]["code"] == "wrong_password"
    assert 1 <= attempts <= run["options"]["max_connections"]


def test_an_unknown_database_is_named(api: httpx.Client, postgresql_server: Server) -> None:
    run = failed_run(api, postgresql_server.connection("no_such"), postgresql_server.credential)
    assert run["failure"]["code"] == "unknown_database"
    assert "“no_such”" in run["failure"]["message"]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "file_missing"), (b"This is no database. " * 100, "not_a_database")]
)
def test_a_file_that_is_missing_or_no_database_is_named(
    content: bytes | None, code: str, api: httpx.Client, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.db"
    if content is not None:
        path.write_bytes(content)
    run = failed_run(api, sqlite(path))
    assert run["failure"]["code"] == code
    assert path.name in run["failure"]["message"]
    assert path.exists() == (content is not None)


def test_a_field_that_is_malformed_is_named_and_its_text_not_repeated(api: httpx.Client) -> None:
    fields = {"dialect": "postgresql", "host": "a host'; drop", "port": 5432, "database": "d", "user": "u"}
    problem = problem_of(api.post(f"{API}/runs", json={"connection": fields, "password": "p"}), 422)
    assert problem["code"] == "connection_field"
    assert "host" in problem["detail"]
    assert "drop" not in str(problem)
    assert problem["fix"]


# ── it can be read, but holds something odd ──────────────────────────────────────────────────────


def test_an_empty_file_database_is_scanned_to_the_end(api: httpx.Client, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "empty.db")) as connection:
        connection.execute("PRAGMA user_version = 1")
    found = scan(api, sqlite(tmp_path / "empty.db"), Credential())
    assert (found.run["state"], found.tables, found.run["failure"]) == ("succeeded", [], None)
    assert found.run["totals"]["tables"] == 0


def test_an_empty_server_database_is_scanned_to_the_end(api: httpx.Client, postgresql_server: Server) -> None:
    postgresql_server.execute("postgres", "CREATE DATABASE vacant")
    found = scan(api, postgresql_server.connection("vacant"), postgresql_server.credential)
    postgresql_server.execute("postgres", "DROP DATABASE vacant WITH (FORCE)")
    assert (found.run["state"], found.tables, found.run["failure"]) == ("succeeded", [], None)


def test_hostile_names_are_read_like_others_and_a_failing_view_costs_only_itself(
    api: httpx.Client, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(HOSTILE)
        connection.execute("CREATE VIEW broken AS SELECT missing FROM customer")
    before = hashlib.sha256(path.read_bytes()).digest()
    found = scan(api, sqlite(path), Credential(), views=True)
    assert found.run["state"] == "partial"
    states = table_states(api, found.run["id"])
    assert states.keys() == {*TABLES, "broken"}
    assert {states[name] for name in TABLES} <= READ
    assert_gap(found.table("broken"), "view_error", "broken")
    assert {(table, column) for table, column, _type in findings(api, found.run["id"])} == FOUND
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [each.name for each in tmp_path.iterdir()] == ["hostile.db"]


def test_a_table_without_rights_names_the_grant_and_the_others_are_read(
    api: httpx.Client, hostile: Server
) -> None:
    connection = hostile.connection("hostile", user="stranger")
    found = scan(api, connection, Credential("stranger"), views=True)
    assert found.run["state"] == "partial"
    states = table_states(api, found.run["id"])
    assert states.keys() == {*TABLES, "payroll", "broken"}
    assert {states[name] for name in TABLES} <= READ
    payroll = assert_gap(found.table("payroll"), "no_access", "payroll")
    assert 'GRANT SELECT ON "public"."payroll" TO "stranger"' in payroll["next_step"]
    assert_gap(found.table("broken"), "view_error", "broken")
    assert {(table, column) for table, column, _type in findings(api, found.run["id"])} == FOUND
    assert found.run["totals"]["tables_with_gaps"] == 2


def assert_gap(table: Mapping[str, Any], code: str, name: str) -> Mapping[str, str]:
    """The reason of a table that could not be read."""
    reason: Mapping[str, str] = table["reason"]
    assert (table["state"], reason["code"]) == (code, code)
    assert name in reason["message"]
    assert reason["next_step"]
    return reason


def failed_run(
    api: httpx.Client, connection: Connection, credential: Credential | None = None
) -> Mapping[str, Any]:
    """The run that could not read its source, ended within its time, with a next step."""
    body = {"connection": connection.model_dump(mode="json"), "password": credential and credential.password}
    started = api.post(f"{API}/runs", json=body)
    assert started.status_code == 202, started.text
    run = end_of(api, started.json()["id"], timeout_seconds=END_SECONDS)
    assert run["state"] == "failed"
    assert run["failure"]["next_step"]
    return run


def postgresql(host: str, port: int) -> Connection:
    fields = {"dialect": "postgresql", "host": host, "port": port, "database": "d", "user": "u"}
    return parse_connection(fields)


def sqlite(path: Path) -> Connection:
    return parse_connection({"dialect": "sqlite", "path": str(path)})
