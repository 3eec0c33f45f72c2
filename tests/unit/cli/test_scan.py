"""The commands as a person types them: what they print, what they keep to themselves, how they end."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from app.cli.passwords import VARIABLE
from tests.support.fake_source import a_database, tables_of
from tests.support.scripted_server import FINDING, TABLE, ScriptedServer, a_result, a_run

PASSWORD = "planted 4929-1234"  # noqa: S105 - planted on purpose
URL = "postgresql://reader@db.internal/shop"
RUNNING = {
    "stage": "detect_sensitive_data",
    "title": "Detect sensitive data",
    "state": "running",
    "done": 3,
    "total": 9,
}


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own servers and passwords."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("SOURCESENSE_SERVER", raising=False)
    monkeypatch.setenv("SOURCESENSE_HOME", str(tmp_path / "home"))


def typed(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> Result:
    """What the command prints and how it ends; an exception that escapes it fails the test."""
    result = CliRunner().invoke(app, arguments, input=stdin, env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# ── passwords ────────────────────────────────────────────────────────────────────────────────────


def test_a_password_in_a_url_is_refused_before_anything_is_asked(server: ScriptedServer) -> None:
    result = typed("scan", "postgresql://reader:planted@db.internal/shop", "--server", server.address)

    assert result.exit_code == 2
    assert "password_in_url" in result.stderr
    assert "planted" not in result.output
    assert server.requests == []


def ways(folder: Path) -> Iterator[tuple[list[str], str, dict[str, str]]]:
    """Arguments, standard input and environment of each way to give a password."""
    file = folder / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    yield ["--password-stdin"], PASSWORD + "\n", {}
    yield ["--password-file", str(file)], "", {}
    yield [], "", {VARIABLE: PASSWORD}


@pytest.mark.parametrize("way", range(3), ids=["stdin", "file", "environment"])
@pytest.mark.parametrize("form", [[], ["--json"], ["--stats"]], ids=["table", "json", "stats"])
def test_a_password_reaches_the_server_and_is_never_printed(
    server: ScriptedServer, tmp_path: Path, way: int, form: list[str]
) -> None:
    arguments, stdin, environment = list(ways(tmp_path))[way]
    server.runs_to(a_run())

    result = typed("scan", URL, "--server", server.address, *arguments, *form, stdin=stdin, env=environment)

    assert result.exit_code == 0
    assert server.requests[0][2]["password"] == PASSWORD
    assert PASSWORD not in result.output
    assert "planted" not in result.output


def test_a_password_file_that_is_not_there_is_a_wrong_command(server: ScriptedServer) -> None:
    assert typed("scan", URL, "--server", server.address, "--password-file", "/nowhere").exit_code == 2
    assert server.requests == []


# ── through the server ───────────────────────────────────────────────────────────────────────────


def test_options_become_the_options_of_the_run(server: ScriptedServer) -> None:
    server.runs_to(a_run())

    typed(
        "scan", URL, "--server", server.address, "--sample", "50", "--no-quality", "--views",
        "--connections", "4", "--tls", "verify-ca", "--include", "sales.*", "--include", "hr.*",
        "--exclude", "*_old", "--refresh-schema", "--mode", "exact",
    )  # fmt: skip

    _, _, body = server.requests[0]
    assert body["options"] == {
        "sample_rows": 50,
        "quality": False,
        "measure": "exact",
        "views": True,
        "max_connections": 4,
        "include": ["sales.*", "hr.*"],
        "exclude": ["*_old"],
        "refresh_schema": True,
    }
    assert body["connection"]["tls"] == "verify-ca"
    assert body["password"] is None


def test_progress_goes_to_standard_error_line_by_line(server: ScriptedServer) -> None:
    waiting = a_run("queued", state_text="Waits to start", worker_ready=False)
    server.runs_to(waiting, a_run("running", stages=[RUNNING]), a_run())

    result = typed("scan", URL, "--server", server.address, "--json")

    assert "Detect sensitive data 3 of 9" in result.stderr
    assert "The worker is still loading." in result.stderr
    assert "Detect" not in result.stdout


def test_json_is_one_document(server: ScriptedServer) -> None:
    server.runs_to(a_run())

    document = json.loads(typed("scan", URL, "--server", server.address, "--json").stdout)

    assert document["run"]["id"] == "run_1"
    assert document["tables"] == [TABLE]
    assert document["findings"] == [FINDING]


def test_stats_end_standard_error_with_one_json_line(server: ScriptedServer) -> None:
    server.runs_to(a_run())

    result = typed("scan", URL, "--server", server.address, "--stats")

    assert json.loads(result.stderr.splitlines()[-1]) == {
        "connections": 2,
        "statements": 9,
        "rows_read": 30,
    }


@pytest.mark.parametrize(
    ("state", "failure", "code"),
    [
        ("succeeded", None, 0),
        ("partial", None, 6),
        ("cancelled", None, 1),
        ("failed", "wrong_password", 4),
        ("failed", "file_denied", 5),
        ("failed", "unexpected", 1),
    ],
)
def test_the_exit_code_tells_how_the_run_ended(
    server: ScriptedServer, state: str, failure: str | None, code: int
) -> None:
    reason = {"code": failure, "message": "what happened", "next_step": "what to do"} if failure else None
    server.runs_to(a_run(state, failure=reason))

    result = typed("scan", URL, "--server", server.address)

    assert result.exit_code == code
    assert ("what happened\n  what to do" in result.stderr) is (failure is not None)


@pytest.mark.parametrize(
    ("status", "code"), [(422, 2), (403, 5), (503, 7), (500, 1)], ids=["invalid", "denied", "away", "broken"]
)
def test_a_refused_request_says_why_and_what_to_do(server: ScriptedServer, status: int, code: int) -> None:
    problem = {
        "status": status,
        "title": "Title.",
        "detail": "port: is no number",
        "fix": "Correct it.",
        "code": "c",
    }
    server.answers("POST /runs", problem, status=status)

    result = typed("scan", URL, "--server", server.address)

    assert result.exit_code == code
    assert result.stderr == "port: is no number\n  Correct it. [c]\n"
    assert result.stdout == ""


@pytest.mark.parametrize("text", [b"<html>planted</html>", b""])
def test_something_else_that_answers_is_no_server_of_ours(server: ScriptedServer, text: bytes) -> None:
    server.answers("POST /runs", text)

    result = typed("scan", URL, "--server", server.address)

    assert result.exit_code == 7
    assert "server_unreachable" in result.stderr
    assert "planted" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [[], ["--server", "http://127.0.0.1:9"], ["--server", "http://["], ["--server", "localhost"]],
    ids=["none here", "none there", "no address", "no scheme"],
)
def test_without_a_server_the_command_says_how_to_go_on(arguments: list[str]) -> None:
    result = typed("scan", URL, *arguments)

    assert result.exit_code == 7
    assert "scan --local" in result.stderr


def test_the_server_that_runs_here_is_found(server: ScriptedServer, tmp_path: Path) -> None:
    server.runs_to(a_run())
    home = tmp_path / "home"
    home.mkdir()
    (home / "stack.json").write_text(json.dumps({"web": server.address}), encoding="utf-8")

    assert typed("scan", URL).exit_code == 0
    assert server.requests[0][:2] == ("POST", "/runs")


@pytest.mark.parametrize("option", [["--sample", "0"], ["--sample", "100001"], ["--connections", "17"]])
def test_options_out_of_bounds_are_a_wrong_command(option: list[str]) -> None:
    assert typed("scan", URL, *option).exit_code == 2


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def test_control_characters_of_the_source_never_reach_the_terminal(server: ScriptedServer) -> None:
    evil = "a\x1b[2Jb\u202ec\u200bd\n"
    reason = {"code": "no_access", "message": f"{evil} lacks", "next_step": evil}
    server.runs_to(a_run("failed", failure=reason))
    table = {**TABLE, "name": evil, "state": "no_access", "reason": reason}
    server.answers("GET /runs/run_1/results", a_result(table))
    server.answers("GET /runs/run_1/findings", {"items": [{**FINDING, "column": evil, "exemplars": [evil]}]})

    output = typed("scan", URL, "--server", server.address).output

    assert not [character for character in output if not character.isprintable() and character != "\n"]
    assert "\\x1b[2Jb\\u202ec\\u200bd" in output


def test_names_that_look_like_markup_are_printed_as_they_are(server: ScriptedServer) -> None:
    server.runs_to(a_run())
    server.answers("GET /runs/run_1/results", a_result({**TABLE, "name": "[bold]x[/]"}))

    assert "main.[bold]x[/]" in typed("scan", URL, "--server", server.address).stdout


# ── without a server ─────────────────────────────────────────────────────────────────────────────


def test_a_local_scan_reads_the_tables_that_were_asked_for(tmp_path: Path) -> None:
    shop = a_database(tmp_path / "shop.db", tables_of(["customer", "customer_old", "invoice"]))

    result = typed(
        "scan", shop.path, "--local", "--json", "--include", "CUSTOMER*", "--exclude", "*_old"
    )  # fmt: skip

    tables = json.loads(result.stdout)["tables"]
    assert {table["name"]: table["state"] for table in tables} == {
        "customer": "scanned",
        "customer_old": "filtered",
        "invoice": "filtered",
    }
    assert result.exit_code == 0


def test_a_local_scan_prints_one_document_of_what_it_found(tmp_path: Path) -> None:
    shop = a_database(tmp_path / "shop.db", tables_of(["customer"], rows=5))

    result = typed("scan", shop.path, "--local", "--json", "--stats")

    document: dict[str, Any] = json.loads(result.stdout)
    cost = json.loads(result.stderr.splitlines()[-1])
    assert result.exit_code == 0
    assert document["run"]["state"] == "succeeded"
    assert [(finding["column"], finding["type_id"]) for finding in document["findings"]] == [
        ("email", "EMAIL_ADDRESS")
    ]
    assert document["complete"]
    assert document["run"]["totals"]["rows_read"] == cost["rows_read"]
    assert set(cost) == {"seconds", "connections", "statements", "rows_read", "peak_mb"}
    assert "person1@example.org" not in result.output


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "file_missing"), (b"no database at all", "not_a_database")],
    ids=["none", "other"],
)
def test_a_file_that_is_no_database_is_told_with_its_next_step(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    file = tmp_path / "shop.db"
    if content is not None:
        file.write_bytes(content)

    result = typed("scan", str(file), "--local")

    assert result.exit_code == (4 if content is None else 2)
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""


# ── the demo ─────────────────────────────────────────────────────────────────────────────────────


def test_the_first_run_of_the_demo_is_left_out_where_there_are_runs(server: ScriptedServer) -> None:
    server.answers("GET /runs", {"items": [a_run()]})

    result = typed("demo", "--first-run", "--server", server.address)

    assert (result.exit_code, result.stdout) == (0, "")
    assert [path for _, path, _ in server.requests] == ["/runs"]


@pytest.mark.parametrize(("state", "code"), [("succeeded", 0), ("partial", 6), ("failed", 1)])
def test_the_demo_ends_as_its_run_did(server: ScriptedServer, tmp_path: Path, state: str, code: int) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "demo.sqlite").touch()
    server.runs_to(a_run(state))

    result = typed("demo", "--server", server.address)

    assert result.exit_code == code
    assert server.requests[0][2]["connection"] == {"dialect": "sqlite", "path": str(home / "demo.sqlite")}
    assert f"{server.address}/run.html?run=run_1" in result.stdout


# ── certificates ─────────────────────────────────────────────────────────────────────────────────


def test_certificates_and_their_key_are_read_from_files(server: ScriptedServer, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("ca", "client-certificate", "client-key")}
    for name, file in files.items():
        file.write_text(f"text of {name}")
    server.runs_to(a_run())

    options = [option for name, file in files.items() for option in (f"--{name}", str(file))]
    result = typed("scan", URL, "--server", server.address, *options)

    assert result.exit_code == 0
    sent = server.requests[0][2]
    assert sent["connection"]["ca_certificates"] == "text of ca"
    assert sent["connection"]["client_certificate"] == "text of client-certificate"
    assert sent["client_key"] == "text of client-key"
    assert "client-key" not in result.output


@pytest.mark.parametrize("option", ["--ca", "--client-certificate", "--client-key"])
def test_a_certificate_that_is_not_text_is_told_without_showing_it(
    server: ScriptedServer, tmp_path: Path, option: str
) -> None:
    file = tmp_path / "binary"
    file.write_bytes(b"planted\xff\xfe")

    result = typed("scan", URL, "--server", server.address, option, str(file))

    assert result.exit_code == 2
    assert "outform PEM" in result.stderr
    assert "planted" not in result.output
    assert server.requests == []
