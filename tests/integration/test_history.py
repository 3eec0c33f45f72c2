"""Eight runs of a database that grows, then breaks on purpose: what earlier runs say, through the real workflow."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.connection.config import Credential, parse_connection
from tests.support.scans import API, Answer, scan

RUNS = 8


def _grown(
    path: Path, rows: int, *, nulls: float = 0.02, statuses: tuple[str, ...] = ("new", "paid", "sent")
) -> None:
    """Table ``orders`` of that many rows; every so many addresses are missing."""
    every = round(1 / nulls)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE IF EXISTS orders")
        database.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, email TEXT, status TEXT)")
        database.executemany(
            "INSERT INTO orders VALUES (?, ?, ?)",
            [
                (row, None if row % every == 0 else f"buyer{row}@example.com", statuses[row % len(statuses)])
                for row in range(rows)
            ],
        )


@pytest.fixture(scope="module")
def histories(api: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Answer]:
    """The documents of the runs of one database: ``usual`` is the last ordinary run, ``odd`` the one after."""
    path = tmp_path_factory.mktemp("history") / "shop.db"
    connection = parse_connection({"dialect": "sqlite", "path": str(path)})
    ids: dict[str, str] = {}
    for number in range(RUNS):
        _grown(path, 2_000 + 10 * number)
        run = scan(api, connection, Credential(), refresh_schema=True).run
        ids.setdefault("first", run["id"])
        ids["usual"] = run["id"]
    _grown(path, 600, nulls=0.5, statuses=("new", "paid"))
    ids["odd"] = scan(api, connection, Credential(), refresh_schema=True).run["id"]

    def document(run: str, noun: str) -> Answer:
        answer = api.get(f"{API}/runs/{ids[run]}/{noun}")
        assert answer.status_code == 200, answer.text
        content: Answer = answer.json()
        return content

    return document


def test_a_first_run_has_seen_none_and_a_usual_one_raises_nothing(
    histories: Callable[[str, str], Answer],
) -> None:
    first, usual = histories("first", "history"), histories("usual", "history")

    assert (first["runs"], first["judged"]) == (0, 0)
    assert (usual["runs"], usual["items"]) == (RUNS - 1, [])
    assert usual["judged"] > 0


def test_rows_that_went_and_values_that_are_missing_are_told(histories: Callable[[str, str], Answer]) -> None:
    odd = histories("odd", "history")
    found = {(each["subject"], each["column"], each["metric"]) for each in odd["items"]}

    assert odd["runs"] == RUNS
    assert {("volume", None, "rows"), ("metric", "email", "null_share")} <= found
    assert odd["items"][0]["value"] == 600
    assert odd["charts"][0]["points"][-1]["value"] == 600


def test_what_moved_the_score_adds_up_and_names_the_column(histories: Callable[[str, str], Answer]) -> None:
    change = histories("odd", "score-change")

    assert change["difference"] < 0
    assert sum(each["points"] for each in change["items"]) == pytest.approx(change["difference"])
    assert (change["items"][0]["columns"], change["items"][0]["source"]) == (["email"], "null_share")
