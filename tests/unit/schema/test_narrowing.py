"""What was not asked for is left out, and that is no gap."""

from app.model.schema import ObjectKind, Skipped, SkipReason
from app.schema.narrowing import narrowed
from app.schema.selection import Selection
from tests.support.everything import EVERYTHING


def test_without_globs_nothing_changes() -> None:
    assert narrowed(EVERYTHING, Selection()) == EVERYTHING


def test_tables_that_were_not_asked_for_stand_in_the_manifest() -> None:
    snapshot = narrowed(EVERYTHING, Selection(include=("customer", "payroll")))

    assert [table.name for table in snapshot.tables] == ["customer"]
    filtered = [gap for gap in snapshot.skipped if gap.reason is SkipReason.FILTERED]
    assert len(snapshot.tables) + len(filtered) == len(EVERYTHING.tables)
    assert Skipped(kind=ObjectKind.VIEW, schema="shop", name="buyers", reason=SkipReason.FILTERED) in filtered


def test_a_gap_of_a_table_nobody_asked_for_is_none() -> None:
    snapshot = narrowed(EVERYTHING, Selection(exclude=("payroll", "broken")))

    assert snapshot.tables == EVERYTHING.tables
    assert snapshot.skipped == ()
