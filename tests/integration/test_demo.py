"""The demo through the real workflow: what was planted is found, and nothing else is."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.connection.config import Credential, parse_connection
from app.demo import Fault, Planted, build_demo
from tests.support.scans import Scan, scan

VARIANTS: dict[str, tuple[dict[str, Any], dict[str, int]]] = {
    "as built": ({}, {}),
    "every row read": ({}, {"sample_rows": 20_000}),
    "another seed": ({"seed": 20_260_704}, {}),
    "renamed": ({"rename_columns": True}, {}),
}
"""How the demo is built, and the options of its scan."""

METRICS = {
    Fault.NULL: "null_count",
    Fault.BLANK: "blank_count",
    Fault.PLACEHOLDER: "placeholder_count",
    Fault.DUPLICATE: "duplicate_count",
}
"""The metrics that count a fault exactly."""


@dataclass(frozen=True)
class Demo:
    """What was planted and what was found."""

    planted: Planted
    scan: Scan

    def findings(self) -> set[tuple[str, str, str, str]]:
        """Table, column, kind and family of everything found."""
        return {
            (table, column, finding["kind"], finding["family"])
            for table, column, finding in self.scan.findings()
        }

    def measured(self, table: str, column: str, metric: str) -> Any:
        """The measurement's value."""
        columns = {each["name"]: each for each in self.scan.table(table)["column_details"]}
        values = {each["metric"]: each["value"] for each in columns[column]["measurements"]}
        return values.get(metric)


@pytest.fixture(scope="module")
def demo(api: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Demo]:
    """A demo by the name of its variant, built and scanned once."""
    folder = tmp_path_factory.mktemp("demo")

    @cache
    def scanned(variant: str) -> Demo:
        path = folder / f"{variant}.db"
        building, options = VARIANTS[variant]
        planted = build_demo(path, **building)
        connection = parse_connection({"dialect": "sqlite", "path": str(path)})
        return Demo(planted, scan(api, connection, Credential(), **options))

    return scanned


every_variant = pytest.mark.parametrize("variant", VARIANTS)
named_variants = pytest.mark.parametrize("variant", ["as built", "every row read", "another seed"])


@every_variant
def test_every_table_of_the_demo_is_read_with_all_its_rows(demo: Callable[[str], Demo], variant: str) -> None:
    made = demo(variant)
    assert made.scan.run["state"] == "succeeded"
    assert {table["name"]: table["rows"] for table in made.scan.base_tables} == made.planted.rows


@named_variants
def test_everything_that_was_planted_is_found(demo: Callable[[str], Demo], variant: str) -> None:
    made = demo(variant)
    found = made.findings()
    planted = {(each.table, each.column, each.kind, each.family) for each in made.planted.types}
    assert sorted(planted - found) == []


@every_variant
def test_what_values_alone_decide_is_found_whatever_the_columns_are_called(
    demo: Callable[[str], Demo], variant: str
) -> None:
    made = demo(variant)
    found = made.findings()
    planted = {
        (each.table, each.column, each.kind, each.family)
        for each in made.planted.types
        if each.value_testable
    }
    assert len(planted) >= 20
    assert sorted(planted - found) == []


@every_variant
def test_no_decoy_is_taken_for_what_it_looks_like(demo: Callable[[str], Demo], variant: str) -> None:
    made = demo(variant)
    decoys = {(each.table, each.column) for each in made.planted.decoys}
    assert decoys
    assert [each for each in sorted(made.findings()) if each[:2] in decoys] == []


@every_variant
def test_nothing_is_found_that_was_not_planted(demo: Callable[[str], Demo], variant: str) -> None:
    made = demo(variant)
    planted = {(each.table, each.column, each.family) for each in made.planted.types}
    tables = set(made.planted.rows)
    found = {(table, column, family) for table, column, _kind, family in made.findings()}
    assert sorted(each for each in found - planted if each[0] in tables) == []


@every_variant
def test_every_planted_fault_that_a_metric_counts_is_counted_exactly(
    demo: Callable[[str], Demo], variant: str
) -> None:
    made = demo(variant)
    faults = [fault for fault in made.planted.faults if fault.fault in METRICS]
    assert {fault.fault for fault in faults} == set(METRICS)
    counted = {
        (fault.table, fault.column, fault.fault): made.measured(
            fault.table, fault.column, METRICS[fault.fault]
        )
        for fault in faults
    }
    assert counted == {(fault.table, fault.column, fault.fault): fault.count for fault in faults}


def test_every_planted_space_at_an_end_is_counted_where_every_row_is_read(
    demo: Callable[[str], Demo],
) -> None:
    made = demo("every row read")
    (fault,) = [each for each in made.planted.faults if each.fault is Fault.UNTRIMMED]
    share = made.measured(fault.table, fault.column, "untrimmed_share")
    assert round(share * made.planted.rows[fault.table], 6) == fault.count


def test_a_date_far_ahead_is_the_largest_value_unless_it_is_personal(demo: Callable[[str], Demo]) -> None:
    made = demo("as built")
    personal = {(each.table, each.column) for each in made.planted.types}
    places = {(each.table, each.column) for each in made.planted.faults if each.fault is Fault.FUTURE_DATE}
    assert places & personal
    assert places - personal
    for table, column in places:
        largest = str(made.measured(table, column, "max"))
        assert largest > "2090" if (table, column) not in personal else not any(map(str.isdigit, largest))


def test_every_kind_of_fault_is_measured_or_known_to_be_out_of_reach() -> None:
    measured = {*METRICS, Fault.UNTRIMMED, Fault.FUTURE_DATE}
    assert set(Fault) - measured == {Fault.ORPHAN, Fault.MISSPELLING, Fault.DATE_FORMAT}


def test_a_sample_finds_what_every_row_finds(demo: Callable[[str], Demo]) -> None:
    assert sorted(demo("as built").findings() ^ demo("every row read").findings()) == []


def test_card_codes_at_rest_are_critical_by_pci_dss(demo: Callable[[str], Demo], api: httpx.Client) -> None:
    run_id = demo("as built").scan.run["id"]
    pci = api.get(f"/api/v1/runs/{run_id}/regulations/pci-dss").json()
    categories = {each["id"]: each for each in pci["categories"]}

    (code,) = categories["card-code"]["items"]
    assert (code["table"], code["column"], code["risk"]["band"]) == ("payment", "card_cvv", "critical")
    assert [each["table"] for each in categories["pan"]["items"]] == ["payment", "ticket"]
    assert [each["column"] for each in categories["cardholder-name"]["items"]] == ["card_holder"]
    assert "not legal advice" in pci["guidance"]


def test_every_view_of_the_demo_finds_something_and_health_data_among_it(
    demo: Callable[[str], Demo], api: httpx.Client
) -> None:
    answer = api.get(f"/api/v1/runs/{demo('as built').scan.run['id']}/regulations").json()
    columns = {
        (item["id"], each["id"]): each["columns"] for item in answer["items"] for each in item["categories"]
    }
    assert all(item["columns"] for item in answer["items"])
    assert columns["gdpr", "art-4-15"]
    assert columns["hipaa", "phi"]


def test_the_rules_of_the_scan_say_the_same_of_what_is_kept_with_the_run(
    demo: Callable[[str], Demo], api: httpx.Client
) -> None:
    made = demo("as built").scan
    answer = api.post(f"/api/v1/runs/{made.run['id']}/redecision", json={"findings": True}).json()
    assert (answer["total"], answer["stale"], answer["gone"], answer["rescan"]) == (0, [], [], [])
    assert len(answer["findings"]) == made.run["totals"]["findings"] > 0


def test_rows_are_told_apart_as_counting_them_over_again_does(
    demo: Callable[[str], Demo], api: httpx.Client, tmp_path: Path
) -> None:
    path = tmp_path / "again.db"
    build_demo(path)
    run_id = demo("every row read").scan.run["id"]
    told = api.get(f"/api/v1/runs/{run_id}/identifiability").json()["items"]
    assert {"customer", "employee", "patient"} <= {item["table"] for item in told}
    with closing(sqlite3.connect(path)) as database:
        for item in told:
            assert item["exact"]
            for each in item["sets"]:
                columns = ", ".join(f'"{column}"' for column in each["columns"])
                rows = database.execute(f'SELECT {columns} FROM "{item["table"]}"').fetchall()  # noqa: S608 - names of ours
                sizes = Counter(tuple(map(_read, row)) for row in rows).values()
                assert (each["groups"], each["k"]) == (len(sizes), min(sizes)), columns
                assert each["alone"] == sum(size == 1 for size in sizes), columns
                assert each["under_five"] == sum(size for size in sizes if size < 5), columns


def _read(cell: object) -> str:
    """A cell as one reads it: no difference in case and spacing, nothing and NULL alike."""
    return "" if cell is None else " ".join(str(cell).casefold().split())


def test_views_are_proposed_what_their_tables_hold(demo: Callable[[str], Demo], api: httpx.Client) -> None:
    run_id = demo("as built").scan.run["id"]
    proposals = api.get(f"/api/v1/runs/{run_id}/proposals").json()["items"]
    proposed = {(each["table"], each["column"], each["family"]) for each in proposals}
    assert {
        ("customer_contact", "email", "EMAIL_ADDRESS"),
        ("customer_contact", "phone", "PHONE_NUMBER"),
        ("customer_contact", "name", "PERSON"),
        ("urgent_ticket", "customer", "EMAIL_ADDRESS"),
    } <= proposed
    assert {each["via"] for each in proposals} == {"view"}
