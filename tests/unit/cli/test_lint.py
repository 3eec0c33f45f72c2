"""``sourcesense lint`` and ``sourcesense diff`` as a person types them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.client import Client
from app.cli.main import app
from app.cli.remarks import diff_text

BEFORE = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, town TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer);
CREATE TABLE audit_log (at TEXT, line TEXT);
"""
AFTER = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
CREATE TABLE purchase_orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer);
CREATE TABLE audit_log (at TEXT, line TEXT);
"""


def typed(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return _database(tmp_path / "shop.db", BEFORE)


def _database(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)
    return path


def _snapshot(path: Path, script: str) -> str:
    database, file = _database(path.with_suffix(".db"), script), path.with_suffix(".json")
    assert typed("schema", str(database), "--output", str(file)).exit_code == 0
    return str(file)


def test_remarks_are_told_by_rule_with_what_to_do(shop: Path) -> None:
    result = typed("lint", str(shop))

    assert result.exit_code == 0
    assert result.stdout == (
        "No primary key [warning, no_primary_key]\n"
        "  main.audit_log: The table has no primary key.\n"
        "  → Declare the columns that identify a row as the primary key.\n"
        "\n"
        "Foreign key without an index [warning, foreign_key_without_index]\n"
        "  main.orders: No index starts with (customer_id), which refers to customer.\n"
        "  → Create an index that starts with the columns of the foreign key, unless the table stays small.\n"
        "\n"
        "2 remarks (2 warnings).\n"
    )


def test_a_schema_in_a_file_is_remarked_on_like_its_database(shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "shop.jsonl"
    typed("schema", str(shop), "--format", "jsonl", "--output", str(file))

    assert typed("lint", str(file), "--json").stdout == typed("lint", str(shop), "--json").stdout


def test_only_the_rules_and_tables_asked_for_are_looked_at(shop: Path) -> None:
    by_rule = json.loads(typed("lint", str(shop), "--json", "--rule", "no_primary_key").stdout)
    by_table = json.loads(typed("lint", str(shop), "--json", "--include", "orders").stdout)

    assert [item["rule"] for item in by_rule["items"]] == ["no_primary_key"]
    assert [item["table"] for item in by_table["items"]] == ["orders"]


def test_a_rule_there_is_none_of_is_refused(shop: Path) -> None:
    result = typed("lint", str(shop), "--rule", "other")

    assert result.exit_code == 2
    assert "no rule other" in result.stderr


def test_two_files_are_compared(tmp_path: Path) -> None:
    before, after = _snapshot(tmp_path / "before", BEFORE), _snapshot(tmp_path / "after", AFTER)

    result = typed("diff", before, after)

    assert result.exit_code == 0
    assert result.stdout == (
        "breaking: table main.purchase_orders renamed from orders to purchase_orders (a guess, 87%: 100% of the columns are the same). Statements that use the old name fail.\n"
        "breaking: column main.customer.email changed in nullable from no to yes. NULL may appear where none could be.\n"
        "breaking: column main.customer.town removed. Statements that name it fail.\n"
        "\n"
        "3 changes (3 breaking).\n"
    )


def test_a_schema_compared_with_itself_has_no_difference(tmp_path: Path) -> None:
    file = _snapshot(tmp_path / "before", BEFORE)

    assert typed("diff", file, file).stdout == "No difference.\n"
    assert json.loads(typed("diff", file, file, "--json").stdout)["total"] == 0


def test_a_file_and_a_run_are_not_compared(tmp_path: Path) -> None:
    assert typed("diff", str(tmp_path / "a.json"), "run_1").exit_code == 2


def test_a_file_that_is_no_schema_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("{}")

    result = typed("diff", str(file), str(file))

    assert result.exit_code == 2
    assert "[snapshot_file]" in result.stderr


def test_two_runs_are_compared_by_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    document: dict[str, Any] = {"counts": {}, "total": 0, "items": []}

    def answer(_client: Client, method: str, path: str, _body: object = None) -> dict[str, Any]:
        asked.append((method, path))
        return document

    monkeypatch.setattr(Client, "_ask", answer)

    assert typed("diff", "run_1", "run_2", "--server", "http://127.0.0.1:1").stdout == "No difference.\n"
    assert asked == [("GET", "/runs/run_2/diff?against=run_1")]


def test_names_with_unseen_characters_are_shown_as_escapes() -> None:
    item = {"effect": "safe", "part": "table", "schema": "s", "table": None, "name": "a\u202eb", "kind": "added", "attribute": None, "score": None, "reason": "x."}  # fmt: skip
    assert "a\\u202eb" in diff_text({"counts": {"safe": 1}, "total": 1, "items": [item]})
