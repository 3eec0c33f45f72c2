"""No password and no personal value stays behind anywhere, however a run ends; no name of the source leaves it.

The sweeps search every place a run touches for what was planted; the last tests plant a text on purpose in each
place and see the same sweeps find it.
"""

import asyncio
import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from temporalio.client import Client

from app.connection.config import Connection, Credential
from app.contracts import workflow_id
from tests.support import history
from tests.support.api_client import (
    cancel,
    end_of,
    in_mid_detection,
    recording_client,
    sealed_credentials,
    watch,
)
from tests.support.databases import OTHER_HOST, Server
from tests.support.scans import start_run, wait_for_end
from tests.support.slow_source import OPTIONS, SlowSource, slow_source
from tests.support.stack import Stack
from tests.support.sweep import Hit, Sweep, descendants, forms

PASSWORD = "pl@nted:/%41?&\"\\'ü+ pass=word"  # noqa: S105 - planted
WRONG_PASSWORD = "wr0ng:/%41?&\"\\'ü+ pass=word"  # noqa: S105 - planted
ROLE = "planted_reader_7f3a"
TABLE = "planted_people_7f3a"
VIEW = "planted_contacts_7f3a"
NAMES = (OTHER_HOST, ROLE, TABLE, VIEW)

PEOPLE = {
    "email": [f"ingeborg.lindqvist{n}@planted-mail.example" for n in range(71, 76)],
    "full_name": [
        "Ottoline Ferncastle",
        "Bartholomew Quigley",
        "Seraphina Delacroix",
        "Ignatius Thornbury",
        "Wilhelmina Ashgrove",
    ],
    "phone": [f"+49 30 555 {n} 1864" for n in range(731, 736)],
    "social_security_number": [f"529-4{n}-77{n}3" for n in range(1, 6)],
    "date_of_birth": [f"19{n}-11-2{n % 10}" for n in range(31, 36)],
    "nationality": ["Liechtensteiner", "Bhutanese", "Micronesian", "Surinamese", "Turkmen"],
}
"""30 personal values, five in each column; the last two columns name nobody and tell all rows apart together."""
VALUES = [value for values in PEOPLE.values() for value in values]
SECRETS = (PASSWORD, WRONG_PASSWORD, *VALUES)

CANARY = "c@nary:/%41?&\"\\'ü+ on=purpose"


@dataclass(slots=True)
class Traces:
    """Where three runs, each with another ending, may have left something."""

    stack: Stack
    run_ids: dict[str, str] = field(default_factory=dict[str, str])
    answers: list[bytes] = field(default_factory=list[bytes])
    in_processes: set[Hit] = field(default_factory=set[Hit])
    files_meanwhile: dict[str, bytes] = field(default_factory=dict[str, bytes])

    @property
    def home(self) -> Path:
        return self.stack.home

    def history(self) -> dict[str, bytes]:
        """The exported history of every workflow, these runs among them."""
        return asyncio.run(history.export(self.stack.temporal, map(workflow_id, self.run_ids.values())))


@pytest.fixture(scope="module")
def source(postgresql_server: Server) -> Iterator[SlowSource]:
    """A slow source with the planted table and a role that may read it."""
    with slow_source(postgresql_server) as made:
        columns = ", ".join(f"{name} text" for name in PEOPLE)
        rows = ", ".join(f"({', '.join(map(literal, row))})" for row in zip(*PEOPLE.values(), strict=True))
        for sql in (
            f"CREATE TABLE {TABLE} ({columns})",
            f"INSERT INTO {TABLE} VALUES {rows}",  # noqa: S608 - planted by us
            f"CREATE VIEW {VIEW} AS SELECT email AS reach FROM {TABLE}",  # noqa: S608 - as above
            f"CREATE ROLE {ROLE} LOGIN PASSWORD {literal(PASSWORD)}",
            f"GRANT pg_read_all_data TO {ROLE}",
        ):
            postgresql_server.execute(made.database, sql)
        yield made
        postgresql_server.execute(made.database, f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


@pytest.fixture(scope="module")
def traces(shared_stack: Stack, source: SlowSource) -> Traces:
    """What a passing, a failing and a cancelled run left."""
    found, sweep = Traces(shared_stack), Sweep(SECRETS)
    connection = source.server.connection(source.database, host=OTHER_HOST, user=ROLE)
    with (
        recording_client(shared_stack, found.answers) as client,
        sweep.watching_processes(shared_stack.process.pid) as found.in_processes,
    ):
        found.run_ids["succeeded"] = passing(client, connection)
        found.run_ids["failed"] = start_run(client, connection, Credential(WRONG_PASSWORD))
        assert end_of(client, found.run_ids["failed"])["failure"]["code"] == "wrong_password"
        found.run_ids["cancelled"] = start_run(client, connection, Credential(PASSWORD), **OPTIONS)
        watch(client, found.run_ids["cancelled"], in_mid_detection, what="in the middle of detection")
        found.files_meanwhile = contents(found.home)
        cancel(client, found.run_ids["cancelled"])
        for ending, run_id in found.run_ids.items():
            assert end_of(client, run_id)["state"] == ending
        other_requests(client, connection)
    return found


# ── nothing is left ──────────────────────────────────────────────────────────────────────────────


def test_no_secret_is_in_any_file_of_the_stack(traces: Traces) -> None:
    for name in ("temporal.db", "state.db", "objects", "logs"):
        assert (traces.home / name).exists()
    assert Sweep(SECRETS).in_files(traces.home) == set()


def test_no_secret_is_in_any_file_while_a_run_goes_on(traces: Traces) -> None:
    sweep = Sweep(SECRETS)
    assert {"temporal.db", "state.db"} <= traces.files_meanwhile.keys()
    meanwhile = traces.files_meanwhile.items()
    assert {hit for name, content in meanwhile for hit in sweep.hits(name, content)} == set()


def test_no_secret_and_no_name_is_in_the_exported_history(traces: Traces) -> None:
    sweep = Sweep((*SECRETS, *NAMES))
    assert {hit for name, content in traces.history().items() for hit in sweep.hits(name, content)} == set()


def test_no_name_of_the_source_is_in_logs_or_in_the_temporal_database(traces: Traces) -> None:
    sweep = Sweep(NAMES)
    assert sweep.in_files(traces.home / "logs") == set()
    assert sweep.hits("output", traces.stack.output_file.read_bytes()) == set()
    in_temporal = {hit for hit in sweep.in_files(traces.home) if hit[0].startswith("temporal.db")}
    assert in_temporal == set()


def test_no_secret_is_in_any_answer_of_the_server(traces: Traces) -> None:
    content = b"\n".join(traces.answers)
    assert TABLE.encode() in content
    assert Sweep(SECRETS).hits("answers", content) == set()


def test_no_secret_is_in_a_command_line_or_an_environment_while_runs_go_on(traces: Traces) -> None:
    assert traces.in_processes == set()
    assert len(descendants(traces.stack.process.pid)) > len(traces.stack.pids)


def test_no_credential_is_kept_after_any_ending(traces: Traces) -> None:
    assert sealed_credentials(traces.home).isdisjoint(traces.run_ids.values())


def test_the_planted_values_were_read_and_recognised(traces: Traces) -> None:
    with traces.stack.client() as client:
        found = wait_for_end(client, traces.run_ids["succeeded"])
    flagged = {column for table, column, _finding in found.findings() if table == TABLE}
    assert flagged == set(PEOPLE)


def test_the_planted_rows_were_told_apart_and_their_findings_proposed(traces: Traces) -> None:
    with traces.stack.client() as client:
        run = f"/api/v1/runs/{traces.run_ids['succeeded']}"
        (table,) = client.get(f"{run}/identifiability").json()["items"]
        proposed = client.get(f"{run}/proposals").json()["items"]
    assert (table["table"], table["rows"], table["exact"]) == (TABLE, 5, True)
    assert all(each["unique"] for each in table["sets"])
    assert (VIEW, "reach", "EMAIL_ADDRESS") in {
        (each["table"], each["column"], each["family"]) for each in proposed
    }


# ── and the sweeps would have seen it ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [PASSWORD, VALUES[0], "a", "ab", "abc", "abcd"])
def test_every_form_of_a_text_is_found_inside_other_text(text: str) -> None:
    for form, spellings in forms(text).items():
        for spelling in spellings:
            assert Sweep([text]).hits("here", b"\xff{" + spelling + b"}\x00"), form


@pytest.mark.parametrize("before", [b"", b"x", b"xy", b"xyz"])
def test_base64_is_found_wherever_the_text_stood_in_what_was_encoded(before: bytes) -> None:
    encoded = base64.b64encode(before + PASSWORD.encode() + b"after")
    assert Sweep([PASSWORD]).hits("here", encoded) == {("here", PASSWORD, "base64")}


async def test_a_text_planted_in_a_workflow_is_found_in_database_and_history(shared_stack: Stack) -> None:
    client = await Client.connect(shared_stack.temporal)
    handle = await client.start_workflow("nobody", {"text": CANARY}, id="canary", task_queue="nobody")
    try:
        sweep = Sweep([CANARY])
        exported = await history.export(shared_stack.temporal, ["canary"])
        assert {form for _, _, form in sweep.hits("history", exported["canary"])} >= {"base64", "JSON"}
        assert {hit[0] for hit in sweep.in_files(shared_stack.home)} & {"temporal.db", "temporal.db-wal"}
    finally:
        await handle.terminate()


def test_a_text_planted_in_the_state_store_is_found_even_across_pages(shared_stack: Stack) -> None:
    address = f"http://127.0.0.1:{shared_stack.state()['dapr_http']}/v1.0/state/statestore"
    long_value = "-" * 20_000 + CANARY + "-" * 20_000
    httpx.post(address, json=[{"key": "canary", "value": long_value}], trust_env=False).raise_for_status()
    try:
        assert "state.db" in {hit[0] for hit in Sweep([CANARY]).in_files(shared_stack.home)}
    finally:
        httpx.delete(f"{address}/canary", trust_env=False).raise_for_status()


@pytest.mark.parametrize("folder", ["objects", "logs"])
def test_a_text_planted_in_an_object_or_a_log_is_found(folder: str, shared_stack: Stack) -> None:
    planted = shared_stack.home / folder / "canary.txt"
    planted.write_text(f"connection to postgresql://u:{CANARY}@h refused")
    try:
        assert ("canary.txt", CANARY, "raw") in Sweep([CANARY]).in_files(shared_stack.home)
    finally:
        planted.unlink()


@pytest.mark.parametrize(("arguments", "environment"), [([CANARY], {}), ([], {"CANARY": CANARY})])
def test_a_text_planted_in_a_process_is_found(arguments: list[str], environment: dict[str, str]) -> None:
    with Sweep([CANARY]).watching_processes(os.getpid()) as found:
        command = ["/bin/sh", "-c", "sleep 0.5", *arguments]
        subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own command
    assert {text for _, text, _ in found} == {CANARY}


def passing(client: httpx.Client, connection: Connection) -> str:
    """A run of everything, quality too, with every document of it read; its patterns hold the name of the table."""
    run_id = start_run(client, connection, Credential(PASSWORD), include=["*", f"*.{TABLE}"])
    wait_for_end(client, run_id)
    for document in (
        *("findings", "schema?format=json", "schema?format=sql", "lineage", "lint", "relations"),
        *("regulations", "identifiability", "proposals"),
    ):
        assert client.get(f"/api/v1/runs/{run_id}/{document}").status_code == HTTPStatus.OK
    return run_id


def other_requests(client: httpx.Client, connection: Connection) -> None:
    """Every other route that takes a password, also in a request that is refused, and those that tell of runs."""
    fields = connection.model_dump(mode="json")
    given = {**fields, "password": PASSWORD}
    pairs = [{"key": key, "value": str(value)} for key, value in given.items() if value]
    url = f"postgresql://{ROLE}:{quote(PASSWORD, safe='')}@{OTHER_HOST}:{fields['port']}/d"
    for path, body, status in (
        ("/api/v1/connection-tests", {"connection": fields, "password": PASSWORD}, 200),
        ("/api/v1/connection-tests", {"connection": fields, "password": WRONG_PASSWORD}, 200),
        ("/api/v1/connections/parse-url", {"url": url}, 200),
        ("/api/v1/runs", {"connection": {**fields, "port": PASSWORD}, "password": PASSWORD}, 422),
        ("/api/v1/runs", {"connection": fields, "password": [PASSWORD]}, 422),
        ("/workflows/v1/auth", {"credentials": pairs}, 200),
        ("/workflows/v1/check", {"credentials": pairs}, 200),
        ("/workflows/v1/metadata", {"credentials": pairs}, 200),
        ("/workflows/v1/start", {"run_id": PASSWORD}, 500),
    ):
        assert client.post(path, json=body).status_code == status, path
    for path in ("/metrics", "/api/v1/runs", "/api/v1/health/ready"):
        client.get(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its name, as it is now; journals go while one looks."""
    found: dict[str, bytes] = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            found[path.name] = path.read_bytes()
    return found


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
