"""The score: a mean over what was measured, with coverage beside it."""

import pytest

from app.model.measurements import ColumnProfile, Dimension, DimensionScore, Measurement, Score
from app.model.schema import DataType
from app.quality.scoring import score_of, score_run, score_table
from tests.support.tables import make_table
from tests.support.verdicts import email_verdict


def profile(column: str, *, exact: bool = True, **values: float | None) -> ColumnProfile:
    return ColumnProfile(
        column=column,
        measurements=tuple(Measurement(metric=m, value=value, exact=exact) for m, value in values.items()),
    )


def dimension_of(score: Score, dimension: Dimension) -> DimensionScore:
    return next(each for each in score.dimensions if each.dimension is dimension)


TABLE = make_table({"id": DataType.INTEGER, "email": DataType.TEXT}, unique=("id",))


def test_completeness_counts_cells_that_are_neither_null_blank_nor_placeholder() -> None:
    columns = (
        profile("id", null_share=0.0),
        profile("email", null_share=0.1, blank_share=0.1, placeholder_share=0.2),
    )

    completeness = dimension_of(score_table(TABLE, columns, (), 100), Dimension.COMPLETENESS)

    assert (completeness.numerator, completeness.denominator, completeness.exact) == (
        pytest.approx(160),
        200,
        True,
    )


def test_one_estimate_makes_its_dimension_an_estimate() -> None:
    columns = (profile("id", null_share=0.0), profile("email", exact=False, null_share=0.0))

    assert not dimension_of(score_table(TABLE, columns, (), 100), Dimension.COMPLETENESS).exact


def test_only_columns_declared_unique_are_asked_for_uniqueness() -> None:
    columns = (profile("id", null_share=0.0, distinct_share=1.0), profile("email", distinct_share=0.2))

    uniqueness = dimension_of(score_table(TABLE, columns, (), 100), Dimension.UNIQUENESS)

    assert (uniqueness.numerator, uniqueness.denominator) == (100, 100)


def test_validity_is_the_valid_share_of_what_is_filled() -> None:
    columns = (profile("email", null_share=0.5),)

    validity = dimension_of(score_table(TABLE, columns, (email_verdict(0.9),), 100), Dimension.VALIDITY)

    assert (validity.numerator, validity.denominator, validity.exact) == (pytest.approx(45), 50, False)


def test_a_type_whose_test_cannot_tell_wrong_values_does_not_speak_for_validity() -> None:
    columns = (profile("email", null_share=0.0),)
    score = score_table(TABLE, columns, (email_verdict(0.9, decisive=False),), 100)

    assert dimension_of(score, Dimension.VALIDITY).ratio is None


@pytest.mark.parametrize("rows", [0, None])
def test_a_table_without_rows_has_no_score(rows: int | None) -> None:
    score = score_table(TABLE, (profile("email", null_share=None),), (), rows)

    assert (score.value, score.coverage) == (None, 0.0)
    assert {each.dimension for each in score.dimensions} == set(Dimension)


def test_accuracy_is_never_measured() -> None:
    columns = (profile("id", null_share=0.0, distinct_share=1.0, untrimmed_share=0.0, variant_share=0.0),)
    score = score_table(TABLE, columns, (email_verdict(1.0),), 100)

    assert dimension_of(score, Dimension.ACCURACY).ratio is None
    assert score.coverage < 1


def test_unmeasured_dimensions_do_not_lower_the_mean() -> None:
    score = score_of(
        [
            DimensionScore(dimension=Dimension.COMPLETENESS, numerator=8, denominator=10, exact=True),
            DimensionScore(dimension=Dimension.VALIDITY, numerator=0, denominator=0, exact=False),
        ]
    )

    assert (score.value, score.coverage) == (80, 0.5)


def test_a_run_weighs_its_tables_by_their_columns() -> None:
    def table_score(share: float) -> Score:
        ratio = DimensionScore(dimension=Dimension.COMPLETENESS, numerator=share, denominator=1, exact=True)
        return score_of([ratio])

    run = score_run([(9, table_score(1.0)), (1, table_score(0.5))])

    assert run.value == pytest.approx(95)
    assert dimension_of(run, Dimension.COMPLETENESS).ratio == pytest.approx(0.95)


def test_a_table_without_score_lowers_the_coverage_of_the_run_and_not_its_score() -> None:
    full = score_of(
        [DimensionScore(dimension=Dimension.COMPLETENESS, numerator=1, denominator=1, exact=True)]
    )
    nothing = Score(value=None, coverage=0.0, dimensions=())

    assert score_run([(5, full), (5, nothing)]).value == 100
    assert score_run([(5, full), (5, nothing)]).coverage == 0.5


def test_a_run_without_tables_has_no_score() -> None:
    assert (score_run([]).value, score_run([]).coverage) == (None, 0.0)
