"""``sourcesense rules`` as a person and as CI use it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.rules import rules

RULES = """
rules:
  - {id: ids, table: orders, column: id, kind: unique}
  - {id: states, table: orders, column: state, kind: in_set, values: [new], severity: warning}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE orders (id INTEGER, state TEXT); INSERT INTO orders VALUES (1, 'new'), (2, 'odd')"
        )
    return path


def written(folder: Path, text: str) -> str:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return str(folder / "rules.yaml")


@pytest.mark.parametrize(
    ("more", "code"), [([], 0), (["--fail-on", "warning"], 3), (["--fail-on", "info"], 3), (["--fail-on", "never"], 0)]
)  # fmt: skip
def test_the_exit_code_says_whether_a_rule_of_that_severity_failed(
    shop: Path, tmp_path: Path, more: list[str], code: int
):
    file = written(tmp_path, RULES)
    result = CliRunner().invoke(rules, ["check", str(shop), "--rules", file, "--json", *more])
    document = json.loads(result.stdout)
    assert (result.exit_code, document["passed"], document["failed"]) == (code, 1, 1)
    assert [(item["id"], item["failing"], item["checked"]) for item in document["items"]] == [
        ("states", 1, 2),
        ("ids", 0, 2),
    ]


def test_a_rule_that_cannot_be_checked_is_no_success(shop: Path, tmp_path: Path):
    file = written(tmp_path, "rules: [{table: gone, kind: row_count}]")
    result = CliRunner().invoke(rules, ["check", str(shop), "--rules", file])
    assert result.exit_code == 6
    assert "There is no table gone in the schema that was read." in result.stdout


def test_a_wrong_file_ends_with_its_line_before_anything_is_read(tmp_path: Path):
    file = written(tmp_path, "rules:\n  - {table: t, kind: nope}")
    for command in (["check", "/nowhere.db", "--rules", file], ["lint", file]):
        result = CliRunner().invoke(rules, command)
        assert result.exit_code == 2
        assert ":2: error: rules[0].kind: there is no kind of rule nope" in result.output


def test_what_is_brought_in_can_be_checked_and_what_is_not_is_told(shop: Path, tmp_path: Path):
    checks = "checks for orders:\n  - missing_count(id) = 0\n  - avg(id) > 1\n"
    brought = CliRunner().invoke(rules, ["import", written(tmp_path, checks)])
    assert "rules.yaml:3: avg(id) > 1: no kind of rule says this" in brought.stderr
    assert "Soda: 1 rules, 1 checks without one" in brought.stderr
    result = CliRunner().invoke(rules, ["check", str(shop), "--rules", written(tmp_path, brought.stdout)])
    assert (result.exit_code, "1 passed, 0 failed" in result.stdout) == (0, True)


def test_a_table_without_anything_to_suggest_gives_a_file_without_rules(shop: Path):
    result = CliRunner().invoke(rules, ["suggest", str(shop)])
    assert (result.exit_code, result.stdout) == (0, "rules: []\n")
