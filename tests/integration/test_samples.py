"""Every sample database on every engine it has, through the API and the real workflow, counted exactly."""

from collections import Counter
from typing import Any

import httpx
import pytest

from tests.integration.conftest import SampleScan, SampleSource
from tests.support.databases import EXPECTED
from tests.support.scans import GAPS, READ, Answer, Scan, scan

UNREAD = {("postgresql", "pagila"): {"payment": "filtered", "rental_by_category": "view_error"}}
"""Tables that are not read: a parent is read through its partitions, and this view was never refreshed."""

every_sample = pytest.mark.parametrize(
    "expected", EXPECTED, ids=[f"{counts['engine']}-{counts['database']}" for counts in EXPECTED]
)


def scan_of(expected: dict[str, Any], sample_scan: SampleScan) -> Scan:
    return sample_scan(expected["engine"], expected["database"])


@every_sample
def test_every_count_of_the_schema_is_exact(expected: dict[str, Any], sample_scan: SampleScan) -> None:
    found = scan_of(expected, sample_scan)
    counted = {
        "tables": len(found.base_tables),
        "columns": _sum(found.base_tables, "column_details"),
        "foreign_keys": _sum(found.base_tables, "foreign_keys"),
        "primary_keys": sum(bool(table["primary_key"]) for table in found.base_tables),
        "indexes": _sum(found.tables, "indexes"),
        "views": len(found.views),
        "view_columns": _sum(found.views, "column_details"),
    }
    assert counted == {name: expected[name] for name in counted}


@every_sample
def test_the_rows_of_every_table_are_counted_exactly(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    rows = {table["name"]: table["rows"] for table in found.base_tables if table["state"] in READ}
    parents = {table["name"] for table in found.base_tables if table["kind"] == "partitioned table"}
    assert rows == {name: count for name, count in expected["table_rows"].items() if name not in parents}
    assert sum(rows.values()) == expected["rows"]  # a parent's rows are those of its partitions


@every_sample
def test_every_listed_table_is_read_or_missing_for_the_one_true_reason(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    unread = {table["name"]: table for table in found.tables if table["state"] not in READ}
    states = {name: table["state"] for name, table in unread.items()}
    assert states == UNREAD.get((expected["engine"], expected["database"]), {})
    assert all(table["reason"]["next_step"] for table in unread.values())
    assert not any(table["reason"] for table in found.tables if table["state"] in READ)
    gaps = GAPS & set(states.values())
    assert found.run["state"] == found.results["state"] == ("partial" if gaps else "succeeded")
    assert found.results["complete"] is True
    assert found.run["failure"] is None


@every_sample
def test_the_totals_of_the_run_are_the_sums_of_its_tables(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    totals = found.run["totals"]
    findings = [finding for _table, _column, finding in found.findings()]
    assert totals["tables"] == expected["tables"] + expected["views"]
    assert totals["columns"] == expected["columns"] + expected["view_columns"]
    assert totals["tables_with_gaps"] == sum(table["state"] in GAPS for table in found.tables)
    assert totals["findings"] == len(findings)
    levels = Counter(finding["level"] for finding in findings)
    assert {level: count for level, count in totals["findings_by_level"].items() if count} == levels
    assert totals["connections_opened"] <= 2 * (totals["tables"] + 2)


@every_sample
def test_a_table_is_empty_exactly_when_it_has_no_rows(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    empty = {table["name"] for table in found.base_tables if table["state"] == "empty"}
    assert empty == {name for name, rows in expected["table_rows"].items() if rows == 0}


@every_sample
def test_a_sample_says_how_it_was_drawn_and_is_no_larger_than_asked_for(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    asked = found.run["options"]["sample_rows"]
    for table in [table for table in found.base_tables if table["state"] in READ]:
        whole = table["rows"] <= asked
        assert (table["sample"]["method"] == "all") == whole, table["name"]
        assert table["sample"]["rows"] == table["rows"] if whole else table["sample"]["rows"] <= asked


@every_sample
def test_every_stage_came_to_its_end_with_every_table_counted(
    expected: dict[str, Any], sample_scan: SampleScan
) -> None:
    found = scan_of(expected, sample_scan)
    stages = {stage["stage"]: stage for stage in found.run["stages"]}
    assert {stage["state"] for stage in stages.values()} == {"done"}
    tables = sum(table["state"] != "filtered" for table in found.tables)
    for stage in ("detect_sensitive_data", "analyze_data_quality"):
        assert (stages[stage]["done"], stages[stage]["total"]) == (tables, tables)


def test_views_are_listed_and_left_out_with_a_reason_unless_they_are_asked_for(
    api: httpx.Client, sample_source: SampleSource
) -> None:
    found = scan(api, *sample_source("postgresql", "pagila"))
    assert {table["state"] for table in found.views} == {"filtered"}
    assert all(table["reason"]["next_step"] for table in found.views)
    assert found.run["state"] == "succeeded"


def _sum(tables: list[Answer], member: str) -> int:
    return sum(len(table[member]) for table in tables)
