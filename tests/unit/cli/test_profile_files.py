"""``sourcesense profile FILE``: the same numbers whatever form the rows stand in."""

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.support.profiles import document, typed

ROWS = 3000
COLUMNS: dict[str, list[Any]] = {
    "id": list(range(ROWS)),
    "price": [None if row % 50 == 0 else (row % 997) / 4 for row in range(ROWS)],
    "town": ["Oslo" if row % 3 else 'Bern, "CH"' for row in range(ROWS)],
    "day": [f"2024-{1 + row % 12:02}-15" for row in range(ROWS)],
    "code": [f"{row % 90:05}" for row in range(ROWS)],
    "email": [f"ann.planted{row}@example.org" for row in range(ROWS)],
}


def as_csv(path: Path, separator: str = ",", encoding: str = "utf-8") -> str:
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(COLUMNS)
        writer.writerows(zip(*COLUMNS.values(), strict=True))
    return str(path)


def as_parquet(path: Path) -> str:
    pl.DataFrame(COLUMNS).with_columns(pl.col("day").str.to_date()).write_parquet(path)
    return str(path)


def as_lines(path: Path) -> str:
    pl.DataFrame(COLUMNS).write_ndjson(path)
    return str(path)


def numbers(found: dict[str, Any], column: str) -> dict[str, Any]:
    (table,) = found["tables"]
    place = next(each for each in table["columns"] if each["name"] == column)
    return {each["metric"]: each["value"] for each in place["measurements"] if each["exact"]}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("files")
    return {
        "csv": as_csv(folder / "a.csv"),
        "semicolons": as_csv(folder / "b[1]*.csv", ";", "utf-16"),
        "parquet": as_parquet(folder / "it's a ?.parquet"),
        "records": as_lines(folder / "a.jsonl"),
    }


@pytest.mark.parametrize("form", ["csv", "semicolons", "parquet", "records"])
def test_every_number_is_that_of_every_row(files: dict[str, str], form: str) -> None:
    found = document(files[form])
    (table,) = found["tables"]

    assert (table["rows"], table["statements"], found["statements"], table["plan"]["way"]) == (
        ROWS,
        0,
        0,
        "pull",
    )
    assert [each["name"] for each in table["columns"]] == list(COLUMNS)
    types = {each["name"]: each["data_type"] for each in table["columns"]}
    assert types == {
        "id": "integer",
        "price": "float",
        "town": "text",
        "day": "date",
        "code": "text",
        "email": "text",
    }
    price = [value for value in COLUMNS["price"] if value is not None]
    assert numbers(found, "price")["null_count"] == 60
    assert numbers(found, "price")["mean"] == pytest.approx(sum(price) / len(price))
    assert numbers(found, "price")["distinct_count"] == len(set(price))
    assert numbers(found, "id")["distinct_count"] == ROWS
    assert (numbers(found, "day")["min"], numbers(found, "day")["max"]) == ("2024-01-15", "2024-12-15")
    assert numbers(found, "code")["distinct_count"] == 90


@pytest.mark.parametrize("form", ["csv", "parquet", "records"])
def test_values_of_sensitive_columns_are_masked(files: dict[str, str], form: str) -> None:
    shown = typed(files[form], "--json").stdout

    assert "EMAIL_ADDRESS" in shown
    assert "planted" not in shown


def test_fast_mode_counts_rows_and_estimates_the_rest(files: dict[str, str]) -> None:
    (table,) = document(files["csv"], "--mode", "fast")["tables"]

    assert (table["rows"], table["state"], table["plan"]["way"]) == (ROWS, "sampled", "sample")


def test_values_written_otherwise_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "stock.csv"
    counts = ["x1" if row == 4000 else str(20 + row % 60) for row in range(5000)]
    file.write_text(
        "pieces,mixed\n" + "".join(f"{count},{row if row % 2 else 'a'}\n" for row, count in enumerate(counts))
    )

    found = document(str(file), "--sample", "100")

    pieces, mixed = numbers(found, "pieces"), found["tables"][0]["columns"][1]
    assert (pieces["wrong_type_count"], pieces["null_count"]) == (1, 0)
    assert pieces["mean"] == pytest.approx(sum(float(each) for each in counts if each != "x1") / 4999)
    assert mixed["data_type"] == "text"


def test_what_is_wrong_between_columns_and_rows_is_found(tmp_path: Path) -> None:
    towns = ["Oslo", "Bern", "Graz", "Ulm", "Turin"]
    rows = [
        [row, 1000 + row % 40, towns[row % 5], *((row + 11) ** 3 % prime / 4 for prime in (8999, 7919, 6997))]
        for row in range(400)
    ]
    rows[33][2] = "Bern"
    rows.append([900, *rows[7][1:]])
    file = tmp_path / "places.csv"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([["id", "zip", "town", "reading", "weight", "rent"], *rows])

    (table,) = document(str(file))["tables"]

    found = {each["kind"]: each for each in table["defects"]}
    assert found["dependency_violation"]["columns"] == ["zip", "town"]
    assert (found["dependency_violation"]["count"], found["duplicate_rows"]["count"]) == (1, 1)
    assert found["duplicate_rows"]["rows"] == table["rows"] == 401


def test_bytes_that_are_no_text_stay_apart(tmp_path: Path) -> None:
    file = tmp_path / "bytes.csv"
    file.write_bytes(b"name,n\n" + b"".join(b"\xff\xfe%d,1\n\xc3\x28,2\nok\0,3\n" % row for row in range(50)))

    found = document(str(file))

    assert numbers(found, "name")["distinct_count"] == 52
    assert numbers(found, "name")["null_count"] == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b"a,b\n", "it holds no rows"),
        (b"PAR1 broken", "cannot be read"),
        (b'{"name": "a", "values": [1]}\n', "sourcesense classify"),
        (b"[1, 2]", "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / (
        "a.json" if content[:1] in b"[{" and content else "a.parquet" if content[:1] == b"P" else "a.csv"
    )
    file.write_bytes(content)

    result = typed(str(file))

    assert result.exit_code == 2
    assert "[input_file]" in result.stderr
    assert problem in result.stderr
    assert result.stdout == ""


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for path, problem in ((tmp_path, "it is a folder"), (tmp_path / "no.csv", "No such file")):
        result = typed(str(path))
        assert (result.exit_code, problem in result.stderr) == (2, True)


def test_options_of_databases_are_refused(files: dict[str, str]) -> None:
    assert typed(files["csv"], "--table", "x").exit_code == 2


def test_the_cost_of_a_file_has_no_statement(files: dict[str, str]) -> None:
    cost = json.loads(typed(files["csv"], "--stats").stderr.splitlines()[-1])

    assert (cost["statements"], cost["rows_read"]) == (0, ROWS)
