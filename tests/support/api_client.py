"""One run watched and steered through the REST API, also while servers behind it are being killed."""

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.scans import API, Answer
from tests.support.stack import Stack

FINAL = frozenset({"succeeded", "partial", "failed", "cancelled"})
POLL_SECONDS = 0.2

Condition = Callable[[Answer], bool]


def watch(
    client: httpx.Client, run_id: str, until: Condition, *, what: str, timeout_seconds: float = 120
) -> Answer:
    """The run as soon as the condition holds; answers that a killed server spoils are asked for again.

    Raises:
        AssertionError: the run ends first, its counts go backwards, or it takes longer than that.
    """
    deadline, run = time.monotonic() + timeout_seconds, dict[str, Any]()
    while not (run and until(run)):
        assert time.monotonic() < deadline, f"not {what} after {timeout_seconds} s: {run}"
        assert not run or run["state"] not in FINAL, f"the run ended before it was {what}: {run}"
        time.sleep(POLL_SECONDS)
        before, run = run, _asked(client, f"{API}/runs/{run_id}") or run
        assert not before or tables_done(run) >= tables_done(before), f"{before}, then {run}"
    return run


def ended(run: Answer) -> bool:
    """Whether the run is over."""
    return run["state"] in FINAL


def end_of(client: httpx.Client, run_id: str, *, timeout_seconds: float = 240) -> Answer:
    """The run when it is over."""
    return watch(client, run_id, ended, what="over", timeout_seconds=timeout_seconds)


def tables_done(run: Answer, stage: str = "detect_sensitive_data") -> int:
    """How many tables the stage has done."""
    return next(int(each["done"]) for each in run["stages"] if each["stage"] == stage)


def in_mid_detection(run: Answer) -> bool:
    """Whether the detection stage has done some of its tables and not all."""
    total = next(each["total"] for each in run["stages"] if each["stage"] == "detect_sensitive_data")
    return 0 < tables_done(run) < (total or 0)


def cancel(client: httpx.Client, run_id: str) -> None:
    """Ask the run to stop."""
    answer = client.post(f"{API}/runs/{run_id}/cancel")
    assert answer.status_code == 202, answer.text


def findings(client: httpx.Client, run_id: str) -> list[tuple[str, str, str]]:
    """Table, column and type of every finding, sorted; one that is doubled stands there twice."""
    answer = client.get(f"{API}/runs/{run_id}/findings")
    assert answer.status_code == 200, answer.text
    return sorted((each["table"], each["column"], each["type_id"]) for each in answer.json()["items"])


def table_states(client: httpx.Client, run_id: str) -> dict[str, str]:
    """State by table name.

    Raises:
        AssertionError: a table is listed twice.
    """
    answer = client.get(f"{API}/runs/{run_id}/results")
    assert answer.status_code == 200, answer.text
    tables = answer.json()["tables"]
    states = {table["name"]: str(table["state"]) for table in tables}
    assert len(states) == len(tables)
    return states


def problem_of(answer: httpx.Response, status: int) -> Mapping[str, Any]:
    """The problem document of a refused request."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    return answer.json()


def sealed_credentials(home: Path) -> set[str]:
    """Runs whose password waits in the vault, by the marker object each of them has."""
    return {path.name for path in (home / "objects").rglob("credentials/*")}


def _asked(client: httpx.Client, path: str) -> Answer | None:
    try:
        answer = client.get(path)
    except httpx.TransportError:
        return None
    content: Answer = answer.json() if answer.is_success else {}
    assert answer.is_success or answer.status_code >= 500, answer.text
    return content or None


@contextmanager
def recording_client(stack: Stack, answers: list[bytes]) -> Generator[httpx.Client]:
    """A client that keeps every answer, headers included."""

    def keep(answer: httpx.Response) -> None:
        answers.append(repr(answer.headers.raw).encode() + answer.read())

    with stack.client() as client:
        client.event_hooks = {"response": [keep]}
        yield client
