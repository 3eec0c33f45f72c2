"""Tables that profilers trip over: each costs at most itself, with its reason, and the rest is measured."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.cli.exits import Exit
from tests.support.databases import Server

COMMAND = str(Path(sys.executable).with_name("sourcesense"))
DATABASE = "bad_tables"
COLUMNS = 1600
BIG_CHARACTERS = 1_000_000_000
"""PostgreSQL holds no more than 2**30 - 1 bytes in a cell."""
TIMEOUT_SECONDS = 6
ORDINARY = ("ordinary", "another")

_TABLES = (
    "CREATE TABLE ordinary AS SELECT n AS id, 'name ' || n % 7 AS label FROM generate_series(1, 500) AS n",
    "CREATE TABLE another AS SELECT * FROM ordinary",
    "CREATE TABLE big (id integer, document text)",
    f"INSERT INTO big VALUES (1, repeat('x', {BIG_CHARACTERS})), (2, 'short'), (3, NULL)",  # noqa: S608 - our own
    f"CREATE TABLE wide ({', '.join(f'c{n} integer' for n in range(COLUMNS))})",
    "INSERT INTO wide (c0, c1599) SELECT n, n FROM generate_series(1, 20) AS n",
    "CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n % 5 + 1 FROM r) SELECT n FROM r WHERE n > 9",
    "CREATE VIEW flowing AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n % 5 + 1 FROM r) SELECT n FROM r",
    "CREATE VIEW broken AS SELECT 1 / (id - id) AS never FROM ordinary",
    "CREATE TABLE restless (id integer, label text)",
    "INSERT INTO restless SELECT n, 'first' FROM generate_series(1, 20000) AS n",
)


_CHANGES = (
    "UPDATE restless SET label = 'then' WHERE id % 10 = 3",
    "DELETE FROM restless WHERE id % 1000 = 7",
    "ALTER TABLE restless ADD extra integer DEFAULT 1",
    "ALTER TABLE restless DROP extra",
)


@pytest.fixture(scope="module")
def server(postgresql_server: Server) -> Iterator[Server]:
    postgresql_server.execute("postgres", f"DROP DATABASE IF EXISTS {DATABASE}")
    postgresql_server.execute("postgres", f"CREATE DATABASE {DATABASE}")
    for statement in _TABLES:
        postgresql_server.execute(DATABASE, statement)
    yield postgresql_server
    postgresql_server.execute("postgres", f"DROP DATABASE {DATABASE} WITH (FORCE)")


@contextmanager
def changing(server: Server) -> Generator[None]:
    """Rows come and go, and columns are added and dropped, in ``restless`` during the block."""
    over = threading.Event()

    def change() -> None:
        while not over.wait(0.01):
            for statement in _CHANGES:
                server.execute(DATABASE, statement)

    changer = threading.Thread(target=change)
    changer.start()
    try:
        yield
    finally:
        over.set()
        changer.join()


def profiled(server: Server, mode: str) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """How the command ended, its tables by name, and what it cost."""
    url = f"postgresql://{server.user}@{server.host}:{server.port}/{DATABASE}?sslmode=disable"
    done = subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "profile", url, "--mode", mode, "--views", "--json", "--stats", "--password-stdin",
         "--timeout", str(TIMEOUT_SECONDS)],
        input=server.password.encode(), capture_output=True, check=False, timeout=300, env={**os.environ},
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    tables = {table["name"]: table for table in json.loads(done.stdout)["tables"]}
    return done.returncode, tables, json.loads(done.stderr.strip().splitlines()[-1])


@pytest.fixture(scope="module", params=["default", "exact"])
def profile(request: pytest.FixtureRequest, server: Server) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Every table of the database, measured while one of them changes."""
    with changing(server):
        return profiled(server, request.param)


Profile = tuple[int, dict[str, Any], dict[str, Any]]


def metrics(table: dict[str, Any], column: str) -> dict[str, Any]:
    details = {each["name"]: each for each in table["columns"]}
    return {each["metric"]: each for each in details[column]["measurements"]}


def test_a_run_with_tables_missing_is_no_success(profile: Profile) -> None:
    assert profile[0] == Exit.PARTIAL


@pytest.mark.parametrize("name", ORDINARY)
def test_the_others_are_measured(profile: Profile, name: str) -> None:
    table = profile[1][name]
    assert table["state"] == "scanned"
    assert (metrics(table, "id")["max"]["value"], metrics(table, "label")["distinct_count"]["value"]) == (
        500,
        7,
    )


@pytest.mark.parametrize("name", ["endless", "broken"])
def test_a_view_that_never_ends_or_fails_is_told_with_its_reason(profile: Profile, name: str) -> None:
    table = profile[1][name]
    assert table["state"] == {"endless": "timeout", "broken": "view_error"}[name]
    assert table["reason"]["message"]
    assert table["reason"]["next_step"]


def test_a_view_whose_rows_never_end_is_told_by_its_first_rows(profile: Profile) -> None:
    table = profile[1]["flowing"]
    if table["state"] == "sampled":
        assert table["sample"]["method"] == "head"
        assert not any(each["exact"] for each in metrics(table, "n").values())
    else:
        assert (table["state"], bool(table["reason"]["next_step"])) == ("timeout", True)


def test_a_cell_of_a_gigabyte_is_measured_or_told(profile: Profile) -> None:
    table = profile[1]["big"]
    if table["state"] == "scanned":
        assert metrics(table, "document")["null_count"]["value"] == 1
        assert metrics(table, "id")["max"]["value"] == 3
    else:
        assert table["reason"]["next_step"]


def test_as_many_columns_as_a_table_can_have_are_all_measured(profile: Profile) -> None:
    table = profile[1]["wide"]
    assert table["state"] == "scanned"
    assert len(table["columns"]) == COLUMNS
    assert {metrics(table, f"c{n}")["null_count"]["value"] for n in range(1, COLUMNS - 1)} == {20}
    assert metrics(table, "c1599")["null_count"]["value"] == 0


def test_a_table_that_changes_meanwhile_is_measured_as_it_was_at_one_time_or_told(profile: Profile) -> None:
    table = profile[1]["restless"]
    if table["reason"] is None:
        ids = metrics(table, "id")
        assert ids["null_count"]["value"] == 0
        assert table["rows"] is None or 19_000 <= table["rows"] <= 20_000
    else:
        assert table["reason"]["next_step"]


def test_the_memory_stays_bounded(profile: Profile) -> None:
    assert profile[2]["peak_mb"] < 700
