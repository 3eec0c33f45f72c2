"""``sourcesense schema`` as a person types it, over real files and with one reader process."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import endings
from app.cli.main import app
from app.cli.output import write_out
from app.errors import OutputFileError
from app.results.snapshot_file import read_snapshot
from tests.support.everything import EVERYTHING


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);"
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer);"
            "CREATE TABLE audit_log (line TEXT);"
            "CREATE VIEW buyer AS SELECT email FROM customer JOIN orders ON customer_id = customer.id;"
        )
    return path


def typed(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["schema", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_schema_goes_to_standard_output_and_nothing_else_does(shop: Path, form: str) -> None:
    result = typed(str(shop), "--format", form)

    assert result.exit_code == 0
    assert result.stderr == ""
    snapshot = read_snapshot(result.stdout_bytes)
    assert [table.name for table in snapshot.tables] == ["audit_log", "buyer", "customer", "orders"]
    assert snapshot.product == "SQLite"


def test_a_file_is_written_and_standard_output_stays_empty(shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    file.write_text("what was there before")

    result = typed(str(shop), "--output", str(file))

    assert (result.exit_code, result.stdout) == (0, "")
    assert read_snapshot(file.read_bytes()).database == "shop.db"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop.db", "shop.json"]


def test_a_file_that_cannot_be_written_is_told_with_its_reason(shop: Path, tmp_path: Path) -> None:
    result = typed(str(shop), "--output", str(tmp_path / "nowhere" / "shop.json"))

    assert result.exit_code == 2
    assert "output_file" in result.stderr
    assert "No such file" in result.stderr


def test_what_was_there_stays_when_writing_breaks_off(tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    file.write_text("what was there before")

    def breaking_off():
        yield "half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputFileError):
        write_out(breaking_off(), file)
    assert [path.name for path in tmp_path.iterdir()] == ["schema.json"]
    assert file.read_text() == "what was there before"


def test_a_device_is_written_and_not_replaced(shop: Path) -> None:
    assert typed(str(shop), "--output", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_the_cost_is_the_last_line_of_standard_error(shop: Path) -> None:
    result = typed(str(shop), "--stats")

    (line,) = result.stderr.splitlines()
    cost = json.loads(line)
    assert list(cost) == ["seconds", "statements", "rows_read", "peak_mb"]
    assert cost["seconds"] > 0
    assert 1 <= cost["statements"] <= 12
    assert cost["rows_read"] == 0
    assert cost["peak_mb"] > 20  # two Python processes


def test_globs_select_tables_and_the_others_are_named_as_left_out(shop: Path) -> None:
    result = typed(
        str(shop), "--include", "*o*", "--include", "buyer", "--exclude", "AUDIT_*", "--format", "jsonl"
    )

    snapshot = read_snapshot(result.stdout_bytes)
    assert [table.name for table in snapshot.tables] == ["buyer", "customer", "orders"]
    assert [(gap.name, gap.reason) for gap in snapshot.skipped] == [("audit_log", "filtered")]
    assert result.exit_code == 0  # nobody asked for it, so it is no gap


def test_a_format_there_is_none_of_is_a_wrong_command(shop: Path) -> None:
    result = typed(str(shop), "--format", "docx")

    assert result.exit_code == 2
    assert "export_unknown" in result.stderr
    assert "jsonl" in result.stderr


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    result = typed(str(tmp_path / "nowhere.db"), "--stats")

    assert result.exit_code == 4
    assert result.stdout == ""


def test_gaps_are_told_by_reason_with_the_grants_and_end_with_6(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        endings.end_with_gaps(EVERYTHING, last="{}")

    assert ended.value.code == 6
    assert capsys.readouterr().err.splitlines() == [
        "Finished with gaps: 2 objects are missing, wholly or in part (1 no_access, 1 view_error).",
        '  GRANT SELECT ON "shop"."payroll" TO "scanner";',
        "{}",
    ]


def test_of_very_many_grants_the_first_are_shown_and_the_others_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gap = EVERYTHING.skipped[0]
    many = tuple(replace(gap, name=f"t{n}", grant=f"GRANT {n}") for n in range(50))
    with pytest.raises(SystemExit):
        endings.end_with_gaps(replace(EVERYTHING, skipped=many), last=None)

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 22
    assert lines[-1].startswith("  and 30 statements more")


def test_lineage_is_there_only_when_it_was_asked_for(shop: Path) -> None:
    without, with_it = (json.loads(typed(str(shop), *more).stdout) for more in ([], ["--lineage"]))

    assert "lineage" not in without
    (view,) = with_it["lineage"]
    assert (view["name"], view["problem"]) == ("buyer", None)
    assert {(edge["column"], edge["source_table"], edge["use"]) for edge in view["edges"]} == {
        ("email", "customer", "copied"),
        ("", "customer", "join"),
        ("", "orders", "join"),
    }
