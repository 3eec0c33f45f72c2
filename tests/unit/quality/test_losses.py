"""What keeps a score from 100: points that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.measurements import Dimension
from app.quality.scoring.losses import losses_of
from app.quality.scoring.parts import Loss, ScorePart, part
from app.quality.scoring.score import dimension_scores, score_of

LOSSES = st.builds(
    Loss,
    source=st.sampled_from(["null_share", "typo", "orphan"]),
    count=st.floats(0, 150),
    exact=st.booleans(),
)


@st.composite
def parts(draw: st.DrawFn) -> ScorePart:
    dimension = draw(st.sampled_from([each for each in Dimension if each is not Dimension.ACCURACY]))
    column = draw(st.sampled_from(["a", "b", "c"]))
    return part(dimension, (column,), draw(st.floats(1, 100)), draw(st.lists(LOSSES, max_size=3)), exact=True)


def a_part(dimension: Dimension, column: str, total: float, **losses: float) -> ScorePart:
    counted = [Loss(source=source, count=count, exact=True) for source, count in losses.items()]
    return part(dimension, (column,), total, counted, exact=True)


@given(st.lists(parts(), min_size=1, max_size=8))
def test_points_add_up_to_what_is_missing_of_100(found: list[ScorePart]) -> None:
    score = score_of(dimension_scores(found)).value
    assert score is not None
    assert sum(loss.points for loss in losses_of(found)) == pytest.approx(100 - score, abs=1e-6)


def test_a_dimension_counts_the_same_however_many_cells_it_has() -> None:
    found = [
        a_part(Dimension.COMPLETENESS, "a", 1000, null_share=100),
        a_part(Dimension.COMPLETENESS, "b", 1000),
        a_part(Dimension.UNIQUENESS, "a", 10, distinct_share=1),
    ]

    repeated, missing = losses_of(found)

    assert (repeated.source, repeated.points) == ("distinct_share", pytest.approx(5))
    assert (missing.source, missing.points) == ("null_share", pytest.approx(2.5))


def test_losses_that_overlap_are_scaled_down_alike() -> None:
    worst, other = losses_of([a_part(Dimension.COMPLETENESS, "a", 10, null_share=9, placeholder_share=6)])

    assert (worst.points, other.points) == (pytest.approx(60), pytest.approx(40))
    assert (worst.count, worst.total) == (9, 10)


def test_nothing_measured_loses_nothing() -> None:
    assert losses_of([]) == ()
