"""A run is followed to its end; Ctrl-C asks it to stop and goes on waiting."""

from collections.abc import Iterator

import pytest

from app.cli.client import Client, Document
from app.cli.following import follow
from tests.support.scripted_server import ScriptedServer, a_run


class Interrupted(Client):
    """A client whose user presses Ctrl-C while it watches for the first time."""

    presses = 1

    def watch(self, run_id: str) -> Iterator[Document]:
        yield a_run("running", state_text="Running")
        if self.presses:
            self.presses -= 1
            raise KeyboardInterrupt
        yield from super().watch(run_id)


def ended(client: Client) -> Document:
    """The run when it has ended."""
    return follow(client, a_run("queued"))


def test_a_run_is_followed_to_its_end(server: ScriptedServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers(
        "GET /runs/run_1", a_run("running", state_text="Running"), a_run("partial", state_text="Over")
    )

    run = ended(Client(server.address))

    lines = capsys.readouterr().err.splitlines()
    assert run["state"] == "partial"
    assert lines == [f"Run run_1: {server.address}/run.html?run=run_1", "Running", "Over"]


def test_a_run_that_waits_for_its_source_says_since_when(
    server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = {"title": "Detect sensitive data", "state": "running", "done": 3, "total": 9}
    waiting = a_run(
        "running",
        state_text="Waiting for the source since 08:00:00 UTC",
        source_away_since="2026-01-01T08:00:00Z",
        stages=[stage],
    )
    server.answers("GET /runs/run_1", waiting, a_run(state_text="Finished"))

    ended(Client(server.address))

    said = "Detect sensitive data 3 of 9. Waiting for the source since 08:00:00 UTC"
    assert said in capsys.readouterr().err.splitlines()


def test_ctrl_c_cancels_the_run_and_waits_for_its_end(
    server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers("POST /runs/run_1/cancel", a_run("running"), status=202)
    server.answers("GET /runs/run_1", a_run("cancelled", state_text="Cancelled"))

    run = ended(Interrupted(server.address))

    assert run["state"] == "cancelled"
    assert ("POST", "/runs/run_1/cancel", None) in server.requests
    assert "Cancelling" in capsys.readouterr().err


def test_a_second_ctrl_c_leaves_the_run_alone(server: ScriptedServer) -> None:
    server.answers("POST /runs/run_1/cancel", a_run("running"), status=202)
    client = Interrupted(server.address)
    client.presses = 2

    with pytest.raises(KeyboardInterrupt):
        ended(client)
    assert [method for method, _, _ in server.requests] == ["POST"]


def test_the_same_line_is_said_once(server: ScriptedServer, capsys: pytest.CaptureFixture[str]) -> None:
    running = a_run("running", state_text="Running")
    server.answers("GET /runs/run_1", running, running, a_run(state_text="Finished"))

    ended(Client(server.address))

    assert capsys.readouterr().err.splitlines()[1:] == ["Running", "Finished"]
