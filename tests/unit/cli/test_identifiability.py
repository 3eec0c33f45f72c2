"""``sourcesense identifiability`` and ``proposals`` as a person types them."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.identifiability_text import identifiability_lines
from app.cli.main import app
from app.cli.proposals_text import proposals_line
from tests.support.scripted_server import IDENTIFIABILITY, PROPOSALS, ScriptedServer

PROPOSALS_ROUTE = "GET /runs/run_1/proposals?limit=10000"


def typed(server: ScriptedServer, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--server", server.address])


def a_table(**changes: Any) -> dict[str, Any]:
    """The answer about one table, with these changes of it or of its only set."""
    (item,) = IDENTIFIABILITY["items"]
    of_the_set = {key: changes.pop(key) for key in list(changes) if key in item["sets"][0]}
    return {**IDENTIFIABILITY, "items": [{**item, "sets": [{**item["sets"][0], **of_the_set}], **changes}]}


def told(server: ScriptedServer, document: dict[str, Any]) -> list[str]:
    server.answers("GET /runs/run_1/identifiability", document)
    return typed(server, "identifiability", "run_1").stdout.splitlines()


def test_a_set_of_columns_is_told_with_its_counts(server: ScriptedServer):
    assert told(server, IDENTIFIABILITY) == [
        "Guidance, not legal advice.",
        "",
        "main.customer: all 400 rows; born (DATE_OF_BIRTH), zip (POSTAL_CODE)",
        "  born + zip: k = 1, 381 of 400 rows alone (95.2%), 100.0% in groups under five",
    ]


def test_of_a_sample_it_is_said_that_it_is_one(server: ScriptedServer):
    lines = told(server, a_table(exact=False, all_examined=False, match_chance=0.25, left_out=["town"]))

    assert "a sample of 400 rows" in lines[2]
    assert "k = 1 in the sample" in lines[3]
    assert "a match is right in 25% (estimate)" in lines[3]
    assert lines[4] == "  3 sets were looked at, not all."


def test_what_groups_give_away_is_told(server: ScriptedServer):
    given = {"column": "ill\u202e", "family": "MEDICAL", "least_values": 1, "rows_given_away": 380}
    lines = told(server, a_table(unique=True, diversity=[{**given, "share_given_away": 0.95}]))

    assert lines[3].endswith("every row")
    assert lines[4] == "    gives ill\\u202e away for 380 rows (95.0%), fewest values 1"


def test_where_nobody_can_be_told_apart_that_is_said(server: ScriptedServer):
    lines = told(server, {**IDENTIFIABILITY, "items": [], "complete": False})

    assert lines[2:] == [
        "No table of persons with columns that could tell them apart.",
        "",
        "The run is still going on.",
    ]
    assert identifiability_lines({**IDENTIFIABILITY, "items": []}) == []


def test_a_proposal_is_told_with_its_reason(server: ScriptedServer):
    server.answers(PROPOSALS_ROUTE, PROPOSALS)

    assert typed(server, "proposals", "run_1").stdout.splitlines() == [
        "1 proposal by keys and views; none of them is a finding.",
        "  main.orders.buyer: EMAIL_ADDRESS? (0.98, foreign key)",
        "    E-mail address was found in main.customer.email; main.orders.buyer refers to it",
    ]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("contradicted", "found there instead: USERNAME (0.90)"),
        ("stronger", "also found there, less surely: USERNAME (0.90)"),
    ],
)
def test_what_was_found_of_the_column_itself_is_told_beside_it(
    server: ScriptedServer, standing: str, words: str
):
    own = [{"type_id": "USERNAME", "confidence": 0.9}]
    item = {**PROPOSALS["items"][0], "standing": standing, "own": own, "kind": "contains"}
    server.answers(PROPOSALS_ROUTE, {**PROPOSALS, "total": 9, "items": [item], "complete": False})

    lines = typed(server, "proposals", "run_1").stdout.splitlines()

    assert "contains EMAIL_ADDRESS?" in lines[1]
    assert lines[3:] == [f"    {words}", "and 8 more", "The run is still going on."]


def test_where_nothing_is_proposed_that_is_said(server: ScriptedServer):
    nothing: dict[str, Any] = {**PROPOSALS, "total": 0, "items": []}
    server.answers(PROPOSALS_ROUTE, nothing)

    assert "Nothing to propose" in typed(server, "proposals", "run_1").stdout
    assert proposals_line(nothing) == []


@pytest.mark.parametrize(
    ("command", "route", "document"),
    [
        ("identifiability", "GET /runs/run_1/identifiability", IDENTIFIABILITY),
        ("proposals", PROPOSALS_ROUTE, PROPOSALS),
    ],
)
def test_json_is_the_document_of_the_server(
    server: ScriptedServer, command: str, route: str, document: dict[str, Any]
):
    server.answers(route, document)

    assert json.loads(typed(server, command, "run_1", "--json").stdout) == document


@pytest.mark.parametrize("command", ["identifiability", "proposals"])
def test_a_run_that_is_not_there_fails(server: ScriptedServer, command: str):
    problem = {"title": "There is no such run.", "detail": "There is no such run.", "code": "run_not_found"}
    route = f"GET /runs/run_9/{command}" + ("?limit=10000" if command == "proposals" else "")
    server.answers(route, problem, status=404)

    result = typed(server, command, "run_9")

    assert result.exit_code != 0
    assert "There is no such run." in result.stderr


@pytest.mark.parametrize("command", ["identifiability", "proposals"])
def test_a_server_that_is_not_there_fails(command: str):
    result = CliRunner().invoke(app, [command, "run_1", "--server", "http://127.0.0.1:9"])

    assert result.exit_code != 0
