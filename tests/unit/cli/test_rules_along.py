"""Rules that come along with ``profile`` and ``scan --local``, and rules about a change since an earlier run."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.exits import Exit, exit_with_rules
from app.cli.main import app

RULES = """
rules:
  - {id: ids, table: orders, column: id, kind: unique}
  - {id: states, table: orders, column: state, kind: in_set, values: [new], severity: warning}
  - {id: steady, table: orders, kind: row_count_change, mustBeBetween: [-10, 10], severity: info}
"""


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCESENSE_HOME", str(tmp_path / "home"))


@pytest.fixture
def shop(tmp_path: Path) -> str:
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection:
        connection.executescript(
            "CREATE TABLE orders (id INTEGER, state TEXT); INSERT INTO orders VALUES (1, 'new'), (2, 'odd');"
            "CREATE TABLE other (id INTEGER); INSERT INTO other VALUES (1)"
        )
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return str(tmp_path / "shop.db")


def typed(command: str, shop: str, *more: str) -> Result:
    rules = str(Path(shop).with_name("rules.yaml"))
    return CliRunner().invoke(app, [*command.split(), shop, "--rules", rules, *more])


@pytest.mark.parametrize(
    ("command", "more", "code"),
    [
        ("profile", [], 0),
        ("profile", ["--fail-on", "warning"], 3),
        ("scan --local", ["--fail-on", "info"], 3),
    ],
)
def test_a_failed_rule_ends_the_command_by_its_severity(shop: str, command: str, more: list[str], code: int):
    result = typed(command, shop, "--json", *more)
    found = json.loads(result.stdout)["rules"]
    assert result.exit_code == code, result.output
    assert [(item["id"], item["status"]) for item in found["items"]] == [
        ("states", "failed"),
        ("steady", "skipped"),
        ("ids", "passed"),
    ]


@pytest.mark.parametrize("command", ["profile", "scan --local"])
def test_the_text_shows_them_with_the_query_that_finds_the_rows(shop: str, command: str):
    shown = typed(command, shop).stdout
    assert "1 of 2 rows against it" in shown
    assert "SELECT" in shown
    assert "1 passed, 1 failed, 0 error, 1 skipped" in shown


def test_rows_against_a_rule_lower_the_score_of_its_dimension(shop: str):
    (table, _) = json.loads(typed("profile", shop, "--json").stdout)["tables"]
    validity = next(each for each in table["dimensions"] if each["dimension"] == "validity")
    assert (validity["numerator"], validity["denominator"]) == (1, 2)


def test_rules_of_tables_that_are_not_read_are_skipped(shop: str):
    found = json.loads(typed("profile", shop, "--json", "--table", "other").stdout)["rules"]
    assert {item["reason"]["code"] for item in found["items"]} == {"table_not_read"}


@pytest.mark.parametrize(("first", "second"), [("scan --local", "profile"), ("profile", "rules check")])
def test_a_change_of_rows_is_told_beside_an_earlier_document(
    shop: str, tmp_path: Path, first: str, second: str
):
    (tmp_path / "before.json").write_text(typed(first, shop, "--json").stdout, encoding="utf-8")
    with closing(sqlite3.connect(shop)) as connection:
        connection.execute("INSERT INTO orders VALUES (3, 'new')")
        connection.commit()
    result = typed(second, shop, "--json", "--earlier", str(tmp_path / "before.json"), "--fail-on", "info")
    document = json.loads(result.stdout)
    (steady,) = [item for item in document.get("rules", document)["items"] if item["id"] == "steady"]
    assert (result.exit_code, steady["status"], steady["value"]) == (3, "failed", 50.0)


def test_in_the_text_rules_of_tables_that_are_not_read_are_one_line(shop: str):
    shown = typed("profile", shop, "--table", "other").stdout
    assert (
        "- 3 rules about tables that are not read in this run\n0 passed, 0 failed, 0 error, 3 skipped"
        in shown
    )


def test_an_earlier_document_that_is_none_is_refused(shop: str):
    result = typed("profile", shop, "--earlier", shop.replace("shop.db", "rules.yaml"))
    assert (result.exit_code, "[profile_file]" in result.stderr) == (2, True)


def test_a_wrong_file_is_told_before_anything_is_read(shop: str):
    Path(shop).with_name("rules.yaml").write_text("rules:\n  - {table: t, kind: nope}", encoding="utf-8")
    for command in ("profile", "scan --local"):
        result = typed(command, shop)
        assert (result.exit_code, result.stdout) == (2, "")
        assert ":2: error: rules[0].kind: there is no kind of rule nope" in result.stderr


@pytest.mark.parametrize(
    ("command", "more"), [("scan", []), ("scan --local", ["--no-quality"]), ("profile", ["--rules", "/nowhere.yaml"])]
)  # fmt: skip
def test_rules_where_nothing_checks_them_are_an_error_of_use(shop: str, command: str, more: list[str]):
    assert typed(command, shop, *more).exit_code == 2


@pytest.mark.parametrize(
    ("run", "rules", "code"),
    [
        (Exit.OK, Exit.OK, Exit.OK),
        (Exit.OK, Exit.PARTIAL, Exit.PARTIAL),
        (Exit.PARTIAL, Exit.RULE_FAILED, Exit.RULE_FAILED),
        (Exit.PARTIAL, Exit.OK, Exit.PARTIAL),
        (Exit.CANNOT_CONNECT, Exit.RULE_FAILED, Exit.CANNOT_CONNECT),
    ],
)
def test_a_failed_rule_comes_before_a_gap_and_after_a_failure(run: Exit, rules: Exit, code: Exit):
    assert exit_with_rules(run, rules) is code
