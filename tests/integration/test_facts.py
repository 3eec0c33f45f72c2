"""What the quality stage measures on the sample databases, against facts that were queried by hand."""

import json
from typing import Any

import pytest

from tests.integration.conftest import SampleScan
from tests.support.databases import SAMPLES
from tests.support.scans import Answer

FACTS: list[dict[str, Any]] = json.loads((SAMPLES / "quality-facts.json").read_text())
METRICS = {"null": "null_count", "empty-text": "blank_count", "constant": "distinct_count"}
"""The metric that counts what such a fact counts first."""


def facts(*kinds: str) -> pytest.MarkDecorator:
    """A test for every fact of these kinds."""
    chosen = [fact for fact in FACTS if fact["kind"] in kinds]
    return pytest.mark.parametrize("fact", chosen, ids=[fact["id"] for fact in chosen])


@facts(*METRICS)
def test_a_count_is_what_the_database_says_itself(fact: dict[str, Any], sample_scan: SampleScan) -> None:
    measured = _measurements(fact, sample_scan)[METRICS[fact["kind"]]]
    assert measured["value"] == int(fact["result"][0][0])
    assert measured["exact"] is True


@facts("null")
def test_a_share_of_nulls_is_over_all_rows(fact: dict[str, Any], sample_scan: SampleScan) -> None:
    nulls, rows = map(int, fact["result"][0])
    assert _measurements(fact, sample_scan)["null_share"]["value"] == pytest.approx(nulls / rows)


@facts("trailing-space")
def test_texts_that_end_in_a_blank_are_counted(fact: dict[str, Any], sample_scan: SampleScan) -> None:
    measured = _measurements(fact, sample_scan)
    rows = sample_scan(fact["engine"], fact["database"]).table(fact["table"])["rows"]
    texts = rows - measured["null_count"]["value"] - measured["blank_count"]["value"]
    assert round(measured["untrimmed_share"]["value"] * texts, 6) == int(fact["result"][0][0])


def _measurements(fact: dict[str, Any], sample_scan: SampleScan) -> dict[str, Answer]:
    """The column's measurements by metric."""
    table = sample_scan(fact["engine"], fact["database"]).table(fact["table"])
    columns = {column["name"]: column for column in table["column_details"]}
    return {each["metric"]: each for each in columns[fact["column"]]["measurements"]}
