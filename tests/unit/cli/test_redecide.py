"""``sourcesense redecide`` as a person types it: after ``classify``, after a local scan, and of a stored run."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.client import Client
from app.cli.main import app
from app.cli.redecide_text import redecision_text
from app.demo import build_demo
from tests.support.evidence import SHELF_MARK

LINES = [
    {"id": 1, "name": "email", "values": [f"planted{n}@example.org" for n in range(5)]},
    {"id": "second", "name": "label", "values": ["planted 1", "planted 2"]},
    {"id": "third", "name": "", "values": ["4111111111111111", "5500005555555559", "340000000000009"]},
]


def typed(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """What ``classify`` wrote of three columns; the columns are deleted."""
    columns, file = tmp_path / "columns.jsonl", tmp_path / "evidence.jsonl"
    columns.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    assert typed("classify", str(columns), "--evidence", str(file)).exit_code == 0
    columns.unlink()
    return file


@pytest.fixture
def shelf_mark(tmp_path: Path) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(SHELF_MARK, encoding="utf-8")
    return file


def test_the_same_rules_change_nothing_and_no_value_is_kept(evidence: Path):
    result = typed("redecide", "--evidence", str(evidence))

    assert result.exit_code == 0
    assert result.stdout.startswith("3 columns, rules ")
    assert result.stdout.endswith(": no verdict changed.\n")
    assert not [
        word for word in ("planted", "4111111111111111", "11111") if word in evidence.read_text("utf-8")
    ]


def test_a_detector_of_ones_own_is_tried_without_the_values(evidence: Path, shelf_mark: Path):
    told = typed("redecide", "--evidence", str(evidence), "--detectors", str(shelf_mark)).stdout
    document = json.loads(
        typed("redecide", "--evidence", str(evidence), "--detectors", str(shelf_mark), "--json").stdout
    )

    assert told.startswith("label: nothing → Shelf mark (high, ")
    assert "SHELF_MARK, column name: nothing → +" in told
    assert told.endswith(": 1 found.\n")
    assert (document["run_id"], document["total"], document["counts"]["found"]) == (None, 1, 1)
    assert {(f["column"], f["type_id"]) for f in document["findings"]} == {
        ("email", "EMAIL_ADDRESS"), ("label", "SHELF_MARK"), ("third", "CREDIT_CARD_NUMBER"),
    }  # fmt: skip


def test_a_local_scan_is_decided_on_again_without_its_database(tmp_path: Path):
    database, file = tmp_path / "demo.sqlite", tmp_path / "evidence.jsonl"
    build_demo(database)
    assert typed("scan", str(database), "--local", "--no-quality", "--evidence", str(file)).exit_code == 0
    database.unlink()

    result = typed("redecide", "--evidence", str(file))

    assert result.exit_code == 0
    assert result.stdout.endswith(": no verdict changed.\n")


def test_a_stored_run_is_decided_on_by_the_server(monkeypatch: pytest.MonkeyPatch, shelf_mark: Path):
    asked: list[tuple[str, str, object]] = []
    document: dict[str, Any] = {
        "columns": 7, "rules_before": ["a"], "rules_after": "b", "items": [], "stale": [], "gone": ["OLD"],
        "rescan": [], "counts": {"found": 0, "weighed": 2},
    }  # fmt: skip

    def answer(_client: Client, method: str, path: str, body: object = None) -> dict[str, Any]:
        asked.append((method, path, body))
        return document

    monkeypatch.setattr(Client, "_ask", answer)

    told = typed("redecide", "run_1", "--detectors", str(shelf_mark), "--server", "http://127.0.0.1:1").stdout
    assert told == (
        "There is no type OLD any more.\n\n"
        "7 columns, rules a → b: no verdict changed; 2 only surer or less sure.\n"
    )
    assert asked == [
        ("POST", "/runs/run_1/redecision?limit=10000", {"detectors": [SHELF_MARK], "findings": True})
    ]


def test_a_run_or_a_file_has_to_be_given_and_not_both(evidence: Path):
    assert typed("redecide").exit_code == 2
    assert typed("redecide", "run_1", "--evidence", str(evidence)).exit_code == 2


def test_what_is_no_evidence_or_of_another_version_is_refused_as_such(tmp_path: Path, evidence: Path):
    first, rest = evidence.read_text("utf-8").split("\n", 1)
    for text, code in (
        ("", "evidence_file"),
        ("{}\n", "evidence_file"),
        (first + "\n{}\n", "evidence_file"),
        (first.replace('"evidence_format":1', '"evidence_format":0') + "\n" + rest, "evidence_outdated"),
    ):
        (tmp_path / "other.jsonl").write_text(text, encoding="utf-8")
        result = typed("redecide", "--evidence", str(tmp_path / "other.jsonl"))
        assert result.exit_code != 0
        assert f"[{code}]" in result.stderr
    assert "[evidence_file]" in typed("redecide", "--evidence", str(tmp_path / "none")).stderr


def test_evidence_goes_where_it_can_be_written_and_a_server_keeps_its_own(tmp_path: Path):
    (tmp_path / "columns.jsonl").write_text(json.dumps(LINES[0]), encoding="utf-8")
    nowhere = str(tmp_path / "no" / "folder")

    assert "[output_file]" in typed("classify", str(tmp_path / "columns.jsonl"), "--evidence", nowhere).stderr
    assert typed("scan", "shop.db", "--evidence", "x").exit_code == 2


def test_names_with_unseen_characters_are_shown_as_escapes():
    doubt = {"schema": "", "table": "t", "column": "a\u202eb", "why": "so"}
    document = {
        "columns": 1, "rules_before": ["a"], "rules_after": "b", "items": [], "stale": [], "gone": [],
        "rescan": [doubt], "counts": {"weighed": 0},
    }  # fmt: skip

    assert "t.a\\u202eb: so." in redecision_text(document)
