"""``sourcesense detectors`` as a person types it, and detectors of one's own in other commands."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.exits import Exit
from app.cli.main import app
from tests.unit.detection.test_custom import BADGE

CARD, NO_CARD = "4111111111111111", "4111111111111112"


def typed(*arguments: str, input: str | None = None) -> Result:
    result = CliRunner().invoke(app, arguments, input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def badge(tmp_path: Path) -> Path:
    file = tmp_path / "badge.toml"
    file.write_text(BADGE, encoding="utf-8")
    return file


def listed(*options: str) -> list[dict[str, object]]:
    return json.loads(typed("detectors", "list", "--json", *options).stdout)["items"]


def test_types_are_listed_with_what_chance_passes():
    types = {item["id"]: item for item in listed()}

    assert types["CREDIT_CARD_NUMBER"]["testable"] is True
    assert types["PASSWORD"]["p0"] is None
    assert "not testable" in typed("detectors", "list").stdout


def test_the_list_is_narrowed_by_family_region_and_regulation():
    assert {item["family"] for item in listed("--family", "credit_card")} == {"CREDIT_CARD"}
    assert all("NL" in str(item["regions"]) for item in listed("--region", "nl"))
    assert listed("--region", "nl")
    assert all("HIPAA" in str(item["regulations"]) for item in listed("--regulation", "hipaa"))
    assert listed("--regulation", "hipaa")


def test_values_are_tried_masked_and_the_failing_step_is_named():
    result = typed("detectors", "test", "CREDIT_CARD_NUMBER", CARD, NO_CARD, "card 4111 1111 1111 1111!")

    assert result.exit_code == Exit.UNEXPECTED
    assert "ok    test: payment_card" in result.stdout
    assert "FAIL  test: payment_card" in result.stdout
    assert "found inside the text: 1" in result.stdout
    assert CARD not in result.stdout


def test_values_come_from_standard_input_too():
    result = typed("detectors", "test", "CREDIT_CARD_NUMBER", "--json", input=f"{CARD}\n\ud7ff\0\n")

    items = json.loads(result.stdout)["items"]
    assert [item["passed"] for item in items] == [True, False]


def test_an_unknown_type_is_a_usage_error():
    assert typed("detectors", "test", "NOTHING", "x").exit_code == Exit.USAGE


def test_lint_ends_with_an_error_only_for_errors(badge: Path):
    assert typed("detectors", "lint", str(badge)).exit_code == Exit.OK
    badge.write_text(BADGE.replace("EMP-[0-9]{6}", "(?=EMP)"), encoding="utf-8")

    result = typed("detectors", "lint", str(badge))

    assert result.exit_code == Exit.USAGE
    assert "EMPLOYEE_BADGE: error: pattern: it has lookaround" in result.stdout


COLUMN = json.dumps({"name": "x", "values": [f"EMP-{n:06d}" for n in range(7, 900, 31)]}) + "\n"


def test_a_detector_of_ones_own_finds_its_column(badge: Path):
    without, within = (typed("classify", "-", *o, input=COLUMN) for o in ([], ["--detectors", str(badge)]))

    assert json.loads(without.stdout)["type"] != "EMPLOYEE_BADGE"
    assert json.loads(within.stdout)["type"] == "EMPLOYEE_BADGE"


def test_detectors_of_the_setting_are_found_as_well(badge: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCESENSE_DETECTORS", os.pathsep.join([str(badge)]))

    assert json.loads(typed("classify", "-", input=COLUMN).stdout)["type"] == "EMPLOYEE_BADGE"
    assert "EMPLOYEE_BADGE" in typed("detectors", "list").stdout
    assert "EMPLOYEE_BADGE" in typed("doctor").stdout


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[A]\npattern = '(a)\\1'", b"="])
def test_a_file_that_is_not_valid_is_an_error_by_path(tmp_path: Path, content: bytes):
    file = tmp_path / "bad.toml"
    file.write_bytes(content)

    for command in (["classify", "-"], ["detectors", "list"], ["scan", "x.db", "--local"]):
        result = typed(*command, "--detectors", str(file), input="")
        assert result.exit_code == Exit.USAGE
        assert "[detector_file]" in result.stderr


def test_a_server_cannot_be_given_a_file(badge: Path):
    result = typed("scan", "x.db", "--detectors", str(badge))

    assert result.exit_code == Exit.USAGE
    assert "SOURCESENSE_DETECTORS" in result.stderr
