"""``sourcesense profile`` as a person types it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.passwords import VARIABLE
from tests.support.profiles import document, typed

SECRETS = ("ann.planted4929@example.org", "bob.planted4929@example.org")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("SOURCESENSE_HOME", str(tmp_path / "home"))


@pytest.fixture
def shop(tmp_path: Path) -> str:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT, town TEXT, spent REAL)")
        rows = [
            (n, SECRETS[n % 2] if n % 4 else None, "Oslo " if n % 10 == 0 else "Oslo", n / 4)
            for n in range(200)
        ]
        database.executemany("INSERT INTO customer VALUES (?, ?, ?, ?)", rows)
        database.execute("CREATE TABLE hollow (id INTEGER)")
        database.commit()
    return str(path)


def test_one_document_says_what_was_measured_and_how(shop: str) -> None:
    found = document(shop, "--table", "customer")

    assert (found["form"], found["state"], found["mode"]) == ("sourcesense.profile/1", "succeeded", "default")
    (table,) = found["tables"]
    assert (table["name"], table["rows"], table["statements"]) == ("customer", 200, 2)
    assert table["plan"]["way"] == "push_down"
    assert [column["name"] for column in table["columns"]] == ["id", "email", "town", "spent"]
    email = {each["metric"]: each for each in table["columns"][1]["measurements"]}
    assert (email["null_count"]["value"], email["null_share"]["value"]) == (50, 0.25)
    assert email["null_share"]["exact"] is True
    assert 0 < table["coverage"] < 1


def test_the_last_line_of_standard_error_is_the_cost(shop: str) -> None:
    result = typed(shop, "--stats")

    cost = json.loads(result.stderr.splitlines()[-1])
    assert list(cost) == ["seconds", "statements", "rows_read", "peak_mb"]
    assert cost["statements"] == 4
    assert cost["seconds"] > 0
    assert cost["peak_mb"] > 30


def test_sensitive_values_are_masked_in_both_forms(shop: str) -> None:
    for arguments in ([shop], [shop, "--json"], [shop, "--mode", "exact"]):
        shown = typed(*arguments).output
        assert "EMAIL_ADDRESS" in shown
        assert not any(secret in shown or secret.partition("@")[0] in shown for secret in SECRETS)


def test_the_text_shows_plan_score_and_marks(shop: str) -> None:
    shown = typed(shop, "--table", "customer").stdout

    assert "main.customer: 200 rows, 4 columns, every row read, score" in shown
    assert "Plan: sample of 200 rows (all), the server counted every row" in shown
    assert "25.0 %" in shown
    assert "Numbers are exact unless marked" in shown


def test_numbers_of_labels_have_no_separators_and_lines_are_indented(tmp_path: Path) -> None:
    path = tmp_path / "films.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE film (id INTEGER PRIMARY KEY, released INTEGER, budget INTEGER)")
        rows = [(n, 1900 + n % 100, None if n % 97 == 0 else 5000 + n * n) for n in range(1, 4001)]
        database.executemany("INSERT INTO film VALUES (?, ?, ?)", rows)
        database.commit()

    shown = typed(str(path)).stdout

    assert "every row measured, values sampled, score" in shown
    assert all(text in shown for text in ("1999", " 4000 ", "2000.5", "16,005,000"))
    assert not any(text in shown for text in ("1,999", "2,000.5", "e+0"))
    assert all(
        line.startswith((" ", "main.", "Numbers", "“masked”", "Finished"))
        for line in shown.splitlines()
        if line
    )


def test_fast_mode_marks_what_it_only_estimates(tmp_path: Path) -> None:
    path = tmp_path / "large.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, kind TEXT)")
        database.executemany(
            "INSERT INTO item VALUES (?, ?)", [(n, "ab" if n % 3 else None) for n in range(9000)]
        )
        database.commit()

    found = document(str(path), "--mode", "fast")
    (table,) = found["tables"]
    share = next(m for m in table["columns"][1]["measurements"] if m["metric"] == "null_share")

    assert (table["state"], table["statements"], found["statements"]) == ("sampled", 1, 1)
    assert share["exact"] is False
    assert abs(share["value"] - 1 / 3) <= 2 * share["bound"]
    assert "~" in typed(str(path), "--mode", "fast").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["postgresql://reader:planted@db.internal/shop"], "password_in_url"),
        (["{shop}", "--table", "custommer"], "table_unknown"),
        (["{shop}", "--exclude", "*"], "nothing_to_profile"),
        (["{folder}/no.db"], "file_missing"),
        (["{folder}"], "input_file"),
    ],
)
def test_what_cannot_be_profiled_is_told_with_a_next_step(shop: str, arguments: list[str], code: str) -> None:
    given = [each.format(shop=shop, folder=Path(shop).parent) for each in arguments]

    result = typed(*given)

    assert result.exit_code in {2, 4}
    assert f"[{code}]" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 2
    assert result.stdout == ""
    assert "planted" not in result.output
