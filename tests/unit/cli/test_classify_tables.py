"""``sourcesense classify`` with files of rows: CSV, JSON records and Parquet."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from app.cli.exits import Exit
from app.cli.main import app

ROWS = [{"id": n, "email": f"person{n}@example.org", "price": n * 1.25} for n in range(50)]


def typed(*arguments: str, input: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, ["classify", *arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def families(result: Result) -> dict[str, Any]:
    return {answer["id"]: answer["family"] for answer in map(json.loads, result.stdout.splitlines())}


EXPECTED = {"id": None, "email": "EMAIL_ADDRESS", "price": None}


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    pl.DataFrame(ROWS).write_csv(tmp_path / "people.csv")
    return tmp_path / "people.csv"


@pytest.fixture
def parquet_file(tmp_path: Path) -> Path:
    pl.DataFrame(ROWS).write_parquet(tmp_path / "people.parquet")
    return tmp_path / "people.parquet"


def test_a_csv_file_is_classified_by_column(csv_file: Path):
    assert families(typed(str(csv_file))) == EXPECTED
    assert families(typed("-", input=csv_file.read_bytes())) == EXPECTED


def test_a_parquet_file_is_classified_by_column(parquet_file: Path):
    assert families(typed(str(parquet_file))) == EXPECTED
    assert families(typed("-", input=parquet_file.read_bytes())) == EXPECTED


def test_json_records_are_classified_by_key_and_path():
    nested = "".join(json.dumps({"user": row, "tags": ["a"]}) + "\n" for row in ROWS)

    found = families(typed("-", input=nested))

    assert found == {**{f"user.{key}": family for key, family in EXPECTED.items()}, "tags": None}


def test_every_answer_says_how_many_rows_were_read_and_drawn(csv_file: Path, parquet_file: Path):
    for file in (csv_file, parquet_file):
        result = typed(str(file), "--sample", "10")
        first = json.loads(result.stdout.splitlines()[0])
        assert (first["rows_read"], first["rows_sampled"]) == (50, 10)
        assert "Read 50 rows of 3 columns" in result.stderr


def test_a_record_that_is_not_json_is_refused_by_its_line():
    result = typed("-", input='{"a": 1}\nsecret-4929\n{"a": 2}\n')

    assert "Line 2 is refused" in result.stderr
    assert "4929" not in result.stderr
    assert result.exit_code == Exit.PARTIAL


@pytest.mark.parametrize(("name", "content"), [("a.parquet", b"PAR1 secret-4929"), ("a.json", b"[1, 2]")])
def test_a_file_that_is_not_what_it_seems_is_an_error_without_any_of_it(
    tmp_path: Path, name: str, content: bytes
):
    (tmp_path / name).write_bytes(content)

    result = typed(str(tmp_path / name))

    assert result.exit_code == Exit.USAGE
    assert "[input_file]" in result.stderr
    assert "4929" not in result.stderr


def test_kinds_of_parquet_columns_become_text(tmp_path: Path):
    columns: dict[str, Any] = {
        "raw": [b"ann@example.org", b"\xff\xfe"],
        "nested": [{"a": [1, None]}, {"a": []}],
        "on": pl.Series([0, 1]).cast(pl.Date),
        "at": pl.Series([0, 1]).cast(pl.Datetime),
        "money": pl.Series(["1.50", None]).cast(pl.Decimal(10, 2)),
        "no": [None, None],
    }
    frame = pl.DataFrame(columns, strict=False)
    frame.write_parquet(tmp_path / "kinds.parquet")

    assert len(families(typed(str(tmp_path / "kinds.parquet")))) == 6
