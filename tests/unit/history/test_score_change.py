"""The parts of a change add up to it, whatever changed."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.history.points import ColumnPoint, DimensionPoint, LossPoint, RunPoint, TablePoint
from app.history.score_change import Cause, score_change
from app.model.measurements import Dimension

MORNING = datetime(2026, 1, 1, tzinfo=UTC)
COMPLETENESS, UNIQUENESS = Dimension.COMPLETENESS, Dimension.UNIQUENESS


def table(
    name: str, losses: dict[tuple[Dimension, str, str], float], *, weight: int = 2, kept: float = 1.0
) -> TablePoint:
    """Losses in shares of their dimension, as a profile keeps them: in points of the table."""
    dimensions = list(dict.fromkeys(dimension for dimension, _, _ in losses))
    bad = {d: sum(share for (each, _, _), share in losses.items() if each is d) for d in dimensions}
    return TablePoint(
        table_id=name,
        schema="public",
        name=name,
        rows=100,
        weight=weight,
        score=100 * sum(1 - bad[each] for each in dimensions) / len(dimensions) if dimensions else None,
        dimensions=tuple(DimensionPoint(each, 100 * (1 - bad[each]), 100) for each in dimensions),
        losses=tuple(
            LossPoint(d, (column,), source, kept * 100 * share / len(dimensions))
            for (d, column, source), share in losses.items()
        ),
        columns={column: ColumnPoint(kind="text") for _, column, _ in losses},
    )


def run(*tables: TablePoint) -> RunPoint:
    return RunPoint(run_id="run", at=MORNING, tables=tables)


def reasons(
    before: RunPoint, after: RunPoint
) -> list[tuple[str, str | None, tuple[str, ...], str | None, float]]:
    found = score_change(before, after).contributions
    return [
        (each.cause.value, each.dimension, each.columns, each.source, round(each.points, 6)) for each in found
    ]


def test_more_nulls_in_one_column_are_the_whole_difference():
    before = run(
        table("a", {(COMPLETENESS, "email", "null_share"): 0.1}),
        table("b", {(COMPLETENESS, "x", "null_share"): 0.0}),
    )
    after = run(
        table("a", {(COMPLETENESS, "email", "null_share"): 0.3}),
        table("b", {(COMPLETENESS, "x", "null_share"): 0.0}),
    )

    assert score_change(before, after).difference == -10
    assert reasons(before, after) == [("values", "completeness", ("email",), "null_share", -10.0)]


def test_a_table_that_was_added_counts_by_its_distance_from_the_rest():
    before = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1}))
    after = run(
        table("a", {(COMPLETENESS, "x", "null_share"): 0.1}),
        table("b", {(COMPLETENESS, "y", "null_share"): 0.5}),
    )

    assert reasons(before, after) == [("table_added", None, (), None, -20.0)]
    assert reasons(after, before) == [("table_gone", None, (), None, 20.0)]


def test_a_dimension_measured_for_the_first_time_is_coverage_and_no_change_of_values():
    before = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1}))
    after = run(
        table("a", {(COMPLETENESS, "x", "null_share"): 0.1, (UNIQUENESS, "x", "distinct_share"): 0.5})
    )

    assert reasons(before, after) == [("coverage", "uniqueness", (), None, -20.0)]


def test_losses_of_a_column_that_came_or_went_are_told_as_such():
    before = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1}))
    after = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1, (COMPLETENESS, "y", "null_share"): 0.2}))

    assert [each[0] for each in reasons(before, after)] == ["column_added"]
    assert [each[0] for each in reasons(after, before)] == ["column_gone"]


def test_losses_that_were_not_kept_are_named_as_others():
    before = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1}))
    after = run(table("a", {(COMPLETENESS, "x", "null_share"): 0.4}, kept=0.0))

    assert {each[3] for each in reasons(before, after)} == {"null_share", "other"}


def test_a_run_without_a_score_has_no_difference_and_no_reasons():
    change = score_change(run(), run(table("a", {(COMPLETENESS, "x", "null_share"): 0.1})))

    assert (change.before, change.difference, change.contributions) == (None, None, ())


losses = st.dictionaries(
    st.tuples(st.sampled_from(Dimension), st.sampled_from("xyz"), st.sampled_from(["null_share", "typo"])),
    st.floats(0, 0.15),
    min_size=1,
    max_size=8,
)
tables = st.builds(
    table, st.sampled_from("abcd"), losses, weight=st.integers(1, 40), kept=st.sampled_from([1.0, 0.4])
)
a_run = st.lists(tables, min_size=1, max_size=4, unique_by=lambda each: each.table_id).map(
    lambda each: run(*each)
)


@given(a_run, a_run)
def test_contributions_add_up_to_the_difference(before: RunPoint, after: RunPoint):
    change = score_change(before, after)

    assert change.difference is not None
    assert abs(sum(each.points for each in change.contributions) - change.difference) < 1e-6


@given(a_run)
def test_the_same_run_again_moves_nothing(before: RunPoint):
    assert score_change(before, before).contributions == ()


def test_more_columns_weigh_more():
    good, bad = table("a", {(COMPLETENESS, "x", "null_share"): 0.0}), {(COMPLETENESS, "x", "null_share"): 0.4}
    change = score_change(run(good, table("b", bad, weight=2)), run(good, table("b", bad, weight=6)))

    assert {each.cause for each in change.contributions} == {Cause.WEIGHT}
    assert change.difference is not None
    assert change.difference < 0
