"""``sourcesense regulations`` as a person types it."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from tests.support.scripted_server import REGULATIONS, ScriptedServer

PLACE: dict[str, Any] = {
    "table_id": "0" * 16,
    "schema": "main",
    "table": "payment",
    "column": "cvv\u202e",
    "kind": "type",
    "type_id": "CARD_VERIFICATION_CODE",
    "title": "Card verification code",
    "confidence": 0.99,
    "level": "critical",
    "risk": {"band": "critical", "points": 8.0, "parts": [{"name": "Data", "points": 8.0, "detail": "is"}]},
}
CATEGORY: dict[str, Any] = {
    "id": "card-code",
    "article": "Req. 3.3.1.2",
    "title": "Card verification code",
    "special": False,
    "at_rest": "never",
    "columns": 1,
    "risk": "critical",
    "guidance": "Delete it.",
    "condition": "issuers are an exception",
    "untold": "Only the name tells.",
    "total": 1,
    "items": [PLACE],
    "not_found": [],
    "by_name_only": ["PIN_BLOCK"],
}


def a_regulation(**changes: Any) -> dict[str, Any]:
    head = {"id": "pci-dss", "title": "PCI DSS", "name": "Standard", "version": "4.0.1", "columns": 1}
    shared = {key: REGULATIONS[key] for key in ("guidance", "complete", "looked_at")}
    return {**shared, **head, "risk": "critical", "categories": [{**CATEGORY, **changes}]}


def typed(server: ScriptedServer, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["regulations", *arguments, "--server", server.address])


def test_every_regulation_has_a_line_below_the_sentence(server: ScriptedServer):
    server.answers("GET /runs/run_1/regulations", REGULATIONS)

    lines = typed(server, "run_1").stdout.splitlines()

    assert lines == [
        "This is guidance, not legal advice.",
        "  GDPR: 1 column, risk medium 1",
        "  HIPAA: nothing found",
        "Looked at 1 of 1 tables, values of 2 of 2 columns.",
    ]


def test_what_must_not_be_stored_is_named_in_the_first_list(server: ScriptedServer):
    item: dict[str, Any] = {"id": "pci-dss", "title": "PCI DSS", "columns": 1, "by_risk": {"critical": 1}}
    item["categories"] = [CATEGORY]
    server.answers("GET /runs/run_1/regulations", {**REGULATIONS, "items": [item], "complete": False})

    text = typed(server, "run_1").stdout

    assert "risk critical 1; must not be stored: Card verification code" in text
    assert text.endswith("The run is still going on.\n")


def test_one_regulation_is_printed_with_its_columns_and_what_was_not_found(server: ScriptedServer):
    server.answers("GET /runs/run_1/regulations/pci-dss", a_regulation())

    text = typed(server, "run_1", "--regulation", "pci-dss").stdout

    assert text.splitlines()[0] == "This is guidance, not legal advice."
    assert "Card verification code [must not be stored]: 1 column" in text
    assert "level critical, risk critical (8: data +8)" in text
    assert "only a column's name could tell: pin block." in text
    assert "Condition: issuers are an exception." in text
    assert "\u202e" not in text


def test_long_lists_say_what_is_left_out(server: ScriptedServer):
    server.answers("GET /runs/run_1/regulations/gdpr", a_regulation(items=[PLACE] * 25, total=1_030))

    assert "and 1,010 more" in typed(server, "run_1", "--regulation", "gdpr").stdout


def test_the_document_is_printed_as_it_came(server: ScriptedServer):
    server.answers("GET /runs/run_1/regulations", REGULATIONS)

    assert json.loads(typed(server, "run_1", "--json").stdout) == REGULATIONS


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_run_that_is_not_there_is_told(server: ScriptedServer, option: list[str]):
    problem = {
        "status": 404,
        "title": "There is no such run.",
        "code": "run_not_found",
        "fix": "See the list.",
    }
    server.answers("GET /runs/run_9/regulations", problem, status=404)

    result = typed(server, "run_9", *option)

    assert result.exit_code == 1
    assert "run_not_found" in result.stderr
