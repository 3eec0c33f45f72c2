"""What every row says of a dependency of the sample: confirmed with its counts, or refuted."""

from dataclasses import replace

import pytest

from app.integrity.confirming import confirmed
from app.model.integrity import Dependency, GroupCounts
from tests.support.schemas import a_table

ADDRESS = a_table("address", "zip text, city text, moved timestamp")
SAMPLED = Dependency(
    determinant=("zip",), dependent="city", strength=0.99, rows=1000, groups=120, violations=0, exact=False
)
COUNTS = GroupCounts(rows=100_000, groups=120, violations=300, broken=90, split=0.0)


def test_counts_of_every_row_take_the_place_of_the_samples():
    after = confirmed(ADDRESS, SAMPLED, COUNTS)
    assert after is not None
    assert (after.rows, after.groups, after.violations, after.exact) == (100_000, 120, 300, True)
    assert after.strength == 0.99
    assert after.confidence == pytest.approx(0.9 * 0.65 * (1 - 5 * 300 / 99_880), abs=1e-3)


def test_without_a_violation_there_is_nothing_to_be_sure_of():
    after = confirmed(ADDRESS, replace(SAMPLED, confidence=0.8), replace(COUNTS, violations=0, broken=0))
    assert after is not None
    assert (after.violations, after.confidence) == (0, None)


def test_rows_that_policies_may_hide_make_no_count_exact():
    after = confirmed(replace(ADDRESS, row_security=True), SAMPLED, COUNTS)
    assert after is not None
    assert after.exact is False


@pytest.mark.parametrize(
    ("dependent", "counts"),
    [
        ("city", replace(COUNTS, violations=5_000)),
        ("city", replace(COUNTS, split=0.9)),
        ("moved", replace(COUNTS, broken=30)),
    ],
)
def test_what_too_many_rows_break_or_break_on_purpose_is_refuted(dependent: str, counts: GroupCounts):
    assert confirmed(ADDRESS, replace(SAMPLED, dependent=dependent), counts) is None
