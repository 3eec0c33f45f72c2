"""``sourcesense classify`` with columns as JSON lines."""

import json
import math
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli.exits import Exit
from app.cli.main import app
from app.files.column_lines import MOST_VALUES

EMAILS = [f"person{n}@example.org" for n in range(20)]
KEYS = {"id", "type", "family", "confidence", "level", "contains", "runner_up", "parts"}


def typed(text: str | bytes, *options: str) -> Result:
    result = CliRunner().invoke(app, ["classify", "-", *options], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def lines(*columns: dict[str, Any]) -> str:
    return "".join(json.dumps(column) + "\n" for column in columns)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_column_gets_one_line_with_the_promised_keys_in_the_order_of_the_input():
    result = typed(lines(*({"id": n, "values": EMAILS} for n in range(30))))

    found = answers(result)
    assert [answer["id"] for answer in found] == list(range(30))
    assert all(answer.keys() == KEYS for answer in found)
    assert {answer["family"] for answer in found} == {"EMAIL_ADDRESS"}
    assert result.exit_code == Exit.OK


def test_parts_add_up_to_the_logit_of_the_confidence():
    (found,) = answers(typed(lines({"name": "mail", "values": EMAILS})))

    told = 1 / (1 + math.exp(-sum(found["parts"].values())))
    assert told == pytest.approx(found["confidence"], abs=1e-3)


def test_none_is_null_and_says_how_sure_it_is():
    (found,) = answers(typed(lines({"id": "x", "name": "price", "values": [1.5, 2.5, 19.99, 3, 4]})))

    assert (found["type"], found["family"], found["level"]) == (None, None, None)
    assert 0.5 <= found["confidence"] <= 1


def test_an_id_is_the_given_one_else_the_name_else_the_line():
    given = lines({"id": None, "name": "a", "values": []}, {"values": []}, {"id": 1.5, "values": []})

    assert [answer["id"] for answer in answers(typed(given))] == ["a", 2, 1.5]


def test_values_may_be_anything_json_can_say():
    mixed: list[Any] = [
        None,
        True,
        7,
        1e300,
        10**400,
        {"a": [1, {"b": None}]},
        [],
        "",
        "\ud800",
        "a\0b",
        float("nan"),
    ]

    assert typed(lines({"values": mixed})).exit_code == Exit.OK


def test_numbers_keep_their_digits():
    cards = [4111111111111111, 5500005555555559, 340000000000009]

    (found,) = answers(typed(lines({"name": "card_number", "values": cards})))

    assert found["family"] == "CREDIT_CARD"


@pytest.mark.parametrize(
    "line",
    [
        b"junk-4929-1234",
        b"[1, 2]",
        b'"text"',
        b'{"id": 1}',
        b'{"values": "secret"}',
        b"[" * 100_000,
        b'{"values": ["\xff',
    ],
)
def test_a_malformed_line_is_refused_by_number_and_the_rest_is_done(line: bytes):
    good = lines({"id": "good", "values": EMAILS}).encode()

    result = typed(good + line + b"\n" + good)

    assert [answer["id"] for answer in answers(result)] == ["good", "good"]
    assert "Line 2 is refused" in result.stderr
    assert "4929" not in result.stderr
    assert "secret" not in result.stderr
    assert result.exit_code == Exit.PARTIAL


def test_bytes_that_are_no_utf_8_and_byte_order_marks_are_read():
    line = b'\xef\xbb\xbf{"id": 1, "values": ["\xff\xfe", "a"]}\n'

    assert len(answers(typed(line))) == 1


def test_columns_of_one_table_are_neighbours_and_those_without_are_not():
    address = [
        {"name": "city", "values": ["Utrecht", "Paris", "Boston"]},
        {"name": "zip", "values": ["1234 AB", "9999 XZ", "1011 AA"]},
    ]

    beside = answers(typed(lines(*({**column, "table": "t"} for column in address))))
    alone = answers(typed(lines(*address)))

    assert any("neighbours" in answer["parts"] for answer in beside)
    assert not any("neighbours" in answer["parts"] for answer in alone)


def test_columns_of_one_name_in_one_table_keep_their_own_values():
    twice = [{"table": "t", "name": "a", "values": EMAILS}, {"table": "t", "name": "a", "values": ["x", "y"]}]

    assert [answer["family"] for answer in answers(typed(lines(*twice)))] == ["EMAIL_ADDRESS", None]


def test_free_text_says_what_some_cells_contain():
    notes = [f"please write to {email} about the order that came late" for email in EMAILS]

    (found,) = answers(typed(lines({"name": "note", "dtype": "text", "values": notes})))

    assert [each["type"] for each in found["contains"]] == ["EMAIL_ADDRESS"]
    assert found["contains"][0]["prevalence"] == 1


def test_more_values_than_are_looked_at_are_told():
    result = typed(lines({"values": list(range(MOST_VALUES + 1))}))

    assert len(answers(result)) == 1
    assert "sample of 10,000 values" in result.stderr


def test_explained_answers_hold_evidence_and_no_whole_value():
    result = typed(lines({"name": "mail", "values": EMAILS}), "--explain")

    (found,) = answers(result)
    assert found["findings"][0]["exemplars"]
    assert not any(email in result.stdout for email in EMAILS)


def test_nothing_given_is_nothing_answered():
    result = typed("\n\n")

    assert (result.stdout, result.exit_code) == ("", Exit.OK)
    assert "no column" in result.stderr


def test_a_file_that_is_not_there_is_an_error_with_code_and_next_step():
    result = CliRunner().invoke(app, ["classify", "/nowhere/at all.jsonl"])

    assert result.exit_code == Exit.USAGE
    assert "[input_file]" in result.stderr


def test_a_second_process_changes_neither_order_nor_answers():
    given = lines(*({"id": n, "name": f"c{n}", "values": EMAILS * 20} for n in range(400)))

    alone, both = typed(given, "--processes", "1"), typed(given, "--processes", "2")

    assert alone.stdout == both.stdout
    assert len(answers(both)) == 400
