"""What is printed for people: one line that sums up, examples that fit, nothing unknown as zero."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.rendering import as_table, catalog_line, missing_lines, summary
from app.model.names import visible
from tests.support.scripted_server import (
    FINDING,
    IDENTIFIABILITY,
    NOTHING_MISSING,
    PROPOSALS,
    REGULATIONS,
    TABLE,
    TOTALS,
    a_run,
)


def printed(capsys: pytest.CaptureFixture[str], tables: list[Any], findings: list[Any]) -> str:
    """What stands on standard output."""
    results = {
        "tables": tables,
        "findings": findings,
        "manifest": NOTHING_MISSING,
        "regulations": REGULATIONS,
        "identifiability": IDENTIFIABILITY,
        "proposals": PROPOSALS,
    }
    as_table(a_run(), results)
    return capsys.readouterr().out


@given(st.text())
def test_visible_text_is_printable_and_tells_different_names_apart(name: str) -> None:
    assert visible(name).isprintable()
    assert visible(name) == name or not name.isprintable()


def test_the_summary_counts_by_level_and_says_what_the_score_covers() -> None:
    assert summary(a_run()) == (
        "Finished: 1 tables, 2 columns, 1 findings (1 high), quality 97.5 of 100 (measured 50% of it)"
        "; 2 connections, 9 statements, 30 rows read"
    )


def test_a_quality_nobody_analysed_is_not_zero() -> None:
    assert "quality not analysed" in summary(a_run(totals={**TOTALS, "score": None}))


@pytest.mark.parametrize(
    ("rows", "estimate", "shown"),
    [(12_345, None, "12,345"), (None, 12_000, "12,000"), (None, None, "?"), (0, 5, "0")],
)
def test_unknown_rows_are_shown_as_unknown(
    capsys: pytest.CaptureFixture[str], rows: int | None, estimate: int | None, shown: str
) -> None:
    table = {**TABLE, "rows": rows, "row_estimate": estimate}

    line = next(line for line in printed(capsys, [table], []).splitlines() if "customer" in line)

    assert re.split(r"  +", line)[3] == shown


def test_long_lists_of_findings_say_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    findings = [{**FINDING, "column": f"column_{number}"} for number in range(41)]

    text = printed(capsys, [TABLE], findings)

    assert "Findings (41, first 40)" in text
    assert "column_39" in text
    assert "column_40" not in text


def test_a_gap_gives_its_reason_and_its_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    reason = {"code": "no_access", "message": "The role lacks SELECT.", "next_step": "Grant it."}
    gap = {**TABLE, "state": "no_access", "reason": reason}

    assert "The role lacks SELECT. Grant it." in printed(capsys, [gap], [])


def test_a_table_left_out_on_purpose_needs_no_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    reason = {"code": "filtered", "message": "Views are left out.", "next_step": "Ask for them."}
    left_out = {**TABLE, "state": "filtered", "reason": reason}

    assert "Views are left out." not in printed(capsys, [left_out], [])


def test_a_finding_inside_cells_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    finding = {**FINDING, "kind": "contains", "path": "$.buyer.mail"}

    assert "customer.email at $.buyer.mail" in printed(capsys, [TABLE], [finding])


def test_an_example_is_cut_to_its_column(capsys: pytest.CaptureFixture[str]) -> None:
    finding = {**FINDING, "exemplars": ["*" * 23 + "0123456789"]}

    text = printed(capsys, [TABLE], [finding])

    assert "*" * 23 + "…" in text
    assert "0123" not in text


def test_what_the_schema_lacks_is_told_with_the_statement_that_would_help() -> None:
    view = {
        "kind": "view",
        "schema": "shop",
        "name": "sales\n",
        "reason": "no_access",
        "missing": "definition",
        "grant": "GRANT SHOW VIEW ON shop.* TO reader",
    }
    manifest = {
        "missing": 30,
        "by_reason": {"no_access": 30},
        "objects": [view] * 30,
        "grants": [view["grant"]],
    }

    lines = missing_lines(manifest)

    assert lines[0] == "Missing of the schema, wholly or in part: 30 (30 no_access)"
    assert lines[1] == "  view shop.sales\\n, definition: no_access"
    assert lines[-2:] == ["  and 10 more", "  GRANT SHOW VIEW ON shop.* TO reader"]


def test_a_schema_that_lacks_nothing_is_not_mentioned() -> None:
    assert missing_lines(NOTHING_MISSING) == []


@pytest.mark.parametrize(
    ("seconds", "cached", "line"),
    [
        (0, False, "Schema read just now."),
        (60, False, "Schema read 1 minute ago."),
        (599, True, "Schema read 9 minutes ago by run run_1; --refresh-schema reads it anew."),
    ],
)
def test_a_schema_says_how_old_it_is(seconds: int, *, cached: bool, line: str) -> None:
    read_at = datetime(2026, 1, 1, 8, tzinfo=UTC)
    catalog = {"read_at": read_at.isoformat(), "run_id": "run_1", "cached": cached}

    assert catalog_line(catalog, read_at + timedelta(seconds=seconds)) == line
