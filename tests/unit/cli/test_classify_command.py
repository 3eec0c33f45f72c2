"""The installed ``sourcesense classify``, as a shell runs it: standard input, standard output, exit code."""

import json
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.cli.exits import Exit

COMMAND = str(Path(sys.executable).with_name("sourcesense"))
KEYS = {"id", "type", "family", "confidence", "level", "contains", "runner_up", "parts"}
CONTAINED = {"type", "family", "confidence", "level", "prevalence", "path"}
EMAILS = [f"person{n}@example.org" for n in range(12)]

COLUMNS: list[dict[str, Any]] = [
    {"id": "mail", "name": "cust_eml", "table": "customer", "dtype": "varchar(80)", "values": EMAILS},
    {"id": 2, "name": "price", "table": "customer", "values": [1.5, 2.5, 19.99, 3, 4]},
    {"id": "doc", "values": [json.dumps({"to": {"mail": mail}}) for mail in EMAILS]},
    {"id": [1, {"a": None}], "values": []},
    {"values": [None, None]},
    {"id": "mail", "values": ["twice the same id"]},
]


def run(columns: Sequence[Mapping[str, Any] | bytes], *options: str) -> subprocess.CompletedProcess[bytes]:
    lines = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in columns]
    return subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "classify", "-", *options], input=b"\n".join(lines), capture_output=True, check=False, timeout=120
    )  # fmt: skip


def answers(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def done() -> subprocess.CompletedProcess[bytes]:
    return run(COLUMNS, "--stats")


def test_every_column_is_answered_once_in_the_order_of_the_input(done: subprocess.CompletedProcess[bytes]):
    assert [each["id"] for each in answers(done.stdout)] == ["mail", 2, "doc", [1, {"a": None}], 5, "mail"]
    assert done.returncode == Exit.OK


def test_an_answer_has_the_promised_keys_and_kinds(done: subprocess.CompletedProcess[bytes]):
    for each in answers(done.stdout):
        assert each.keys() == KEYS
        assert (each["type"] is None) == (each["family"] is None) == (each["level"] is None)
        assert 0 <= each["confidence"] <= 1
        assert each["level"] in {None, "low", "medium", "high", "critical"}
        assert all(isinstance(weight, float) for weight in each["parts"].values())
        assert all(contained.keys() == CONTAINED for contained in each["contains"])


def test_what_is_found_is_named_and_what_is_not_is_null(done: subprocess.CompletedProcess[bytes]):
    mail, price, document, *rest = answers(done.stdout)
    assert (mail["type"], mail["family"]) == ("EMAIL_ADDRESS", "EMAIL_ADDRESS")
    assert 1 / (1 + math.exp(-sum(mail["parts"].values()))) == pytest.approx(mail["confidence"], abs=1e-3)
    assert [each["type"] for each in (price, document, *rest)] == [None] * 5
    assert [(each["family"], each["path"], each["prevalence"]) for each in document["contains"]] == [
        ("EMAIL_ADDRESS", "$.to.mail", 1.0)
    ]


def test_the_cost_ends_standard_error_and_values_are_in_neither(done: subprocess.CompletedProcess[bytes]):
    cost = json.loads(done.stderr.splitlines()[-1])
    assert cost.keys() == {"seconds", "statements", "rows_read", "peak_mb"}
    assert cost["peak_mb"] < 500
    assert b"person1@" not in done.stdout + done.stderr


def test_json_lines_are_written_with_and_without_the_option(done: subprocess.CompletedProcess[bytes]):
    assert run(COLUMNS, "--json").stdout == done.stdout


def test_refused_lines_are_told_with_number_and_reason_and_cost_nothing_else():
    bad = [b"secret-4929", b'{"id": 1}', b"[" * 50_000, b'{"values": "secret-4929"}', b'["\xff"]']
    done = run([COLUMNS[0], *bad, COLUMNS[0]])
    told = done.stderr.decode().splitlines()
    assert told == [
        "Line 2 is refused: it is not JSON.",
        "Line 3 is refused: it has no list “values”.",
        "Line 4 is refused: it is nested too deeply.",
        "Line 5 is refused: it has no list “values”.",
        "Line 6 is refused: it is not a JSON object.",
    ]
    assert len(answers(done.stdout)) == 2
    assert done.returncode == Exit.PARTIAL


def test_a_refusal_is_told_and_an_answer_given_while_more_is_to_come():
    with subprocess.Popen(  # noqa: S603 - our own command
        [COMMAND, "classify", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps(COLUMNS[2]).encode() + b"\nsecret-4929\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "doc"
        assert process.stderr.readline() == b"Line 2 is refused: it is not JSON.\n"
        process.stdin.write(json.dumps(COLUMNS[5]).encode() + b"\n")
        process.stdin.close()
        assert json.loads(process.stdout.readline())["id"] == "mail"
        assert process.wait(60) == Exit.PARTIAL


def test_a_thousand_refusals_are_told_and_of_more_their_number():
    done = run([b"{x"] * 1_200 + [b'{"values": []}'])
    told = done.stderr.decode().splitlines()
    assert len(told) == 1_001
    assert told[-1] == "1,200 lines are refused in all."
    assert len(answers(done.stdout)) == 1


def test_a_first_line_that_is_spoilt_hides_no_column():
    done = run([b"secret-4929", COLUMNS[0], COLUMNS[1]])
    assert [each["id"] for each in answers(done.stdout)] == ["mail", 2]
    assert done.stderr.decode().splitlines() == ["Line 1 is refused: it is not JSON."]
