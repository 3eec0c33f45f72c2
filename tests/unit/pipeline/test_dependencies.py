"""In exact mode dependencies of the sample are counted on every row, and say so wherever they are shown."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.profiles import document

ROWS = 6000
BROKEN = 31


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """Sixty postal codes of one city each; one row in 199 has another city."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE address (id INTEGER PRIMARY KEY, zip TEXT, city TEXT)")
        rows = [(n, f"1{n % 60:03}", f"city{n % 60 % 23}" if n % 199 else "Elsewhere") for n in range(ROWS)]
        database.executemany("INSERT INTO address VALUES (?, ?, ?)", rows)
        database.commit()
    return str(path)


def settled(found: dict[str, Any]) -> tuple[Any, ...]:
    (dependency,) = found["integrity"]["dependencies"]
    return (
        dependency["determinant"],
        dependency["dependent"],
        dependency["rows"],
        dependency["violations"],
        dependency["exact"],
    )


def test_every_row_is_counted_by_one_more_statement(shop: str):
    exact = document(shop, "--mode", "exact")
    assert settled(exact) == (["zip"], "city", ROWS, BROKEN, True)
    (defect,) = [each for each in exact["tables"][0]["defects"] if each["kind"] == "dependency_violation"]
    assert (defect["count"], defect["rows"], defect["exact"], defect["bound"]) == (BROKEN, ROWS, True, None)


def test_in_default_mode_it_stays_an_estimate_that_says_so(shop: str):
    determinant, dependent, rows, violations, exact = settled(document(shop))
    assert (determinant, dependent, exact) == (["zip"], "city", False)
    assert rows < ROWS
    assert violations < BROKEN
