"""Scans through the REST API of a running stack, as any program makes them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from app.connection.config import Connection, Credential

API = "/api/v1"
READ = {"scanned", "sampled", "empty"}
GAPS = {"no_access", "view_error", "timeout", "gone", "unavailable", "failed"}
_FINAL = {"succeeded", "partial", "failed", "cancelled"}
_POLL_SECONDS = 0.3

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What the API answers about a run that is over."""

    run: Answer
    results: Answer
    tables: list[Answer]

    @property
    def base_tables(self) -> list[Answer]:
        """Everything but views."""
        return [table for table in self.tables if not _is_view(table)]

    @property
    def views(self) -> list[Answer]:
        """Views, materialized ones too."""
        return [table for table in self.tables if _is_view(table)]

    def table(self, name: str) -> Answer:
        """The table of that name."""
        return next(table for table in self.tables if table["name"] == name)

    def columns(self) -> Iterator[tuple[str, Answer]]:
        """Every column with its table's name."""
        for table in self.tables:
            for column in table["column_details"]:
                yield table["name"], column

    def findings(self) -> Iterator[tuple[str, str, Answer]]:
        """Every finding with the names of its table and column."""
        for table, column in self.columns():
            for finding in column["findings"]:
                yield table, column["name"], finding


def start_run(
    client: httpx.Client, connection: Connection, credential: Credential, **options: int | bool | list[str]
) -> str:
    """Start a run; gives its id."""
    body = {
        "connection": connection.model_dump(mode="json"),
        "password": credential.password,
        "client_key": credential.client_key,
        "options": options,
    }
    answer = client.post(f"{API}/runs", json=body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def wait_for_end(client: httpx.Client, run_id: str, timeout_seconds: float = 240) -> Scan:
    """Everything about the run once it is over.

    Raises:
        AssertionError: it takes longer than that.
    """
    deadline = time.monotonic() + timeout_seconds
    while (run := _get(client, f"/runs/{run_id}"))["state"] not in _FINAL:
        assert time.monotonic() < deadline, f"{run['state_text']} after {timeout_seconds} s: {run['stages']}"
        time.sleep(_POLL_SECONDS)
    results = _get(client, f"/runs/{run_id}/results")
    tables = [_get(client, f"/runs/{run_id}/tables/{table['id']}") for table in results["tables"]]
    return Scan(run=run, results=results, tables=tables)


def scan(
    client: httpx.Client, connection: Connection, credential: Credential, **options: int | bool | list[str]
) -> Scan:
    """Start a run and wait until it is over."""
    return wait_for_end(client, start_run(client, connection, credential, **options))


def _get(client: httpx.Client, path: str) -> Answer:
    answer = client.get(f"{API}{path}")
    assert answer.status_code == 200, answer.text
    content: Answer = answer.json()
    return content


def _is_view(table: Answer) -> bool:
    return table["kind"] in {"view", "materialized view"}
