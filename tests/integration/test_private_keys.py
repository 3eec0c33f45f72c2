"""A client's private key leaves nothing behind: not when it lets us in, and not when the server refuses it."""

import asyncio
from pathlib import Path

import pytest

from app.connection.config import Connection, Credential
from app.contracts import workflow_id
from tests.support import history
from tests.support.api_client import end_of, recording_client
from tests.support.scans import start_run
from tests.support.server import SCANNER
from tests.support.stack import Stack
from tests.support.strict_servers import StrictServer
from tests.support.sweep import Hit, Sweep

Runs = dict[str, tuple[str, Credential]]
"""By the state they ended in: their id and what signed them in."""


@pytest.fixture(scope="module")
def in_processes() -> set[Hit]:
    """Filled while the runs go on."""
    return set()


@pytest.fixture(scope="module")
def answers() -> list[bytes]:
    """Everything the server answered."""
    return []


@pytest.fixture(scope="module")
def runs(
    shared_stack: Stack, strict_postgresql: StrictServer, answers: list[bytes], in_processes: set[Hit]
) -> Runs:
    """One with the certificate of the scanning role and one with a stranger's, and a test of each connection."""
    known, stranger = (
        strict_postgresql.authorities.client(SCANNER),
        strict_postgresql.authorities.strange_client(SCANNER),
    )
    found: Runs = {}
    with strict_postgresql.wanting_certificates(), recording_client(shared_stack, answers) as client:
        for pair in (known, stranger):
            connection = strict_postgresql.connection(client_certificate=pair.certificate)
            credential = Credential(strict_postgresql.server.password, pair.key)
            with Sweep(lines(credential)).watching_processes(shared_stack.process.pid) as seen:
                run_id = start_run(client, connection, credential)
                state = end_of(client, run_id)["state"]
                client.post("/api/v1/connection-tests", json=body(connection, credential)).raise_for_status()
            in_processes |= seen
            found[state] = (run_id, credential)
    return found


def test_the_key_decided_how_the_runs_ended(runs: Runs) -> None:
    assert set(runs) == {"succeeded", "failed"}


def test_no_line_of_a_key_is_in_any_file_of_the_stack(runs: Runs, shared_stack: Stack) -> None:
    assert sweep_of(runs).in_files(shared_stack.home) == set()
    assert sweep_of(runs).hits("output", shared_stack.output_file.read_bytes()) == set()


def test_no_line_of_a_key_is_in_the_exported_history(runs: Runs, shared_stack: Stack) -> None:
    ids = [workflow_id(run_id) for run_id, _ in runs.values()]
    exported = asyncio.run(history.export(shared_stack.temporal, ids))
    assert len(exported) >= len(ids)
    sweep = sweep_of(runs)
    assert {hit for name, content in exported.items() for hit in sweep.hits(name, content)} == set()


def test_no_line_of_a_key_is_in_any_answer(runs: Runs, answers: list[bytes]) -> None:
    content = b"\n".join(answers)
    assert all(run_id.encode() in content for run_id, _ in runs.values())
    assert sweep_of(runs).hits("answers", content) == set()


def test_no_line_of_a_key_is_in_a_command_line_or_an_environment(runs: Runs, in_processes: set[Hit]) -> None:
    assert runs
    assert in_processes == set()


def test_the_sweep_finds_a_key_that_is_left(runs: Runs, tmp_path: Path) -> None:
    for _, credential in runs.values():
        (tmp_path / "left.txt").write_text(repr(credential.client_key))
        assert sweep_of(runs).in_files(tmp_path)


def sweep_of(runs: Runs) -> Sweep:
    """For every line of every key, by itself: base64 and JSON change what stands between them."""
    return Sweep([line for _, credential in runs.values() for line in lines(credential)])


def lines(credential: Credential) -> list[str]:
    """The lines of the private key."""
    return [line for line in credential.secrets() if line != credential.password]


def body(connection: Connection, credential: Credential) -> dict[str, object]:
    """What the form sends."""
    return {
        "connection": connection.model_dump(mode="json"),
        "password": credential.password,
        "client_key": credential.client_key,
    }
