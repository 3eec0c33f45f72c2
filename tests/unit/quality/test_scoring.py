"""The score: a mean over what was measured, with coverage beside it."""

from dataclasses import replace

import pytest

from app.model.defects import Defect, DefectKind
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Dimension, DimensionScore, Measurement, Score
from app.model.schema import DataType, Index, Key, Table
from app.quality.scoring.parts import Grounds, Loss, part
from app.quality.scoring.score import score_of, score_run, score_table
from tests.support.tables import make_table
from tests.support.verdicts import email_verdict


def profile(column: str, *, exact: bool = True, **values: float | None) -> ColumnProfile:
    return ColumnProfile(
        column=column,
        measurements=tuple(Measurement(metric=m, value=value, exact=exact) for m, value in values.items()),
    )


TABLE = make_table({"id": DataType.INTEGER, "email": DataType.TEXT}, unique=("id",))


def scored(
    columns: tuple[ColumnProfile, ...],
    verdicts: tuple[ColumnVerdict, ...] = (),
    rows: int | None = 100,
    *,
    table: Table = TABLE,
    defects: tuple[Defect, ...] = (),
    whole: bool = False,
) -> Score:
    grounds = Grounds(
        table=table, columns=columns, verdicts=verdicts, rows=rows, defects=defects, whole=whole
    )
    return score_table(grounds)


def dimension_of(score: Score, dimension: Dimension) -> DimensionScore:
    return next(each for each in score.dimensions if each.dimension is dimension)


def test_completeness_counts_cells_that_are_neither_null_blank_nor_placeholder() -> None:
    columns = (
        profile("id", null_share=0.0),
        profile("email", null_share=0.1, blank_share=0.1, placeholder_share=0.2),
    )

    completeness = dimension_of(scored(columns), Dimension.COMPLETENESS)

    assert (completeness.numerator, completeness.denominator, completeness.exact) == (
        pytest.approx(160),
        200,
        True,
    )


def test_one_estimate_makes_its_dimension_an_estimate() -> None:
    columns = (profile("id", null_share=0.0), profile("email", exact=False, null_share=0.0))

    assert not dimension_of(scored(columns), Dimension.COMPLETENESS).exact


def test_only_columns_declared_unique_are_asked_for_uniqueness() -> None:
    columns = (profile("id", null_share=0.0, distinct_share=1.0), profile("email", distinct_share=0.2))

    uniqueness = dimension_of(scored(columns), Dimension.UNIQUENESS)

    assert (uniqueness.numerator, uniqueness.denominator) == (100, 100)


def test_validity_is_the_valid_share_of_what_is_filled() -> None:
    columns = (profile("email", null_share=0.5),)

    validity = dimension_of(scored(columns, (email_verdict(0.9),)), Dimension.VALIDITY)

    assert (validity.numerator, validity.denominator, validity.exact) == (pytest.approx(45), 50, False)


def test_a_type_whose_test_cannot_tell_wrong_values_does_not_speak_for_validity() -> None:
    columns = (profile("email", null_share=0.0),)
    score = scored(columns, (email_verdict(0.9, decisive=False),))

    assert dimension_of(score, Dimension.VALIDITY).ratio is None


@pytest.mark.parametrize("rows", [0, None])
def test_a_table_without_rows_has_no_score(rows: int | None) -> None:
    score = scored((profile("email", null_share=None),), (), rows)

    assert (score.value, score.coverage) == (None, 0.0)
    assert {each.dimension for each in score.dimensions} == set(Dimension)


def test_accuracy_is_never_measured() -> None:
    columns = (profile("id", null_share=0.0, distinct_share=1.0, untrimmed_share=0.0, variant_share=0.0),)
    score = scored(columns, (email_verdict(1.0),))

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


def defect(kind: DefectKind, *columns: str, count: int, rows: int = 100, exact: bool = True) -> Defect:
    return Defect(kind=kind, columns=columns, count=count, rows=rows, exact=exact, confidence=0.9)


def test_of_a_metric_and_a_defect_that_see_the_same_cells_the_greater_counts() -> None:
    columns = (profile("email", null_share=0.0, placeholder_share=0.1),)
    found = (defect(DefectKind.DISGUISED_MISSING, "email", count=25),)

    completeness = dimension_of(scored(columns, defects=found), Dimension.COMPLETENESS)

    assert (completeness.numerator, completeness.denominator) == (75, 100)


def test_an_error_between_two_columns_is_borne_by_both() -> None:
    columns = (
        profile("id", null_share=0.0, untrimmed_share=0.0),
        profile("email", null_share=0.0, untrimmed_share=0.0),
    )
    found = (defect(DefectKind.SWAPPED_COLUMNS, "id", "email", count=10),)

    consistency = dimension_of(scored(columns, defects=found), Dimension.CONSISTENCY)

    assert (consistency.numerator, consistency.denominator) == (190, 200)


def test_what_is_remarkable_and_no_proof_moves_no_score() -> None:
    columns = (profile("id", null_share=0.0, untrimmed_share=0.0),)
    remarkable = (DefectKind.OUTLIER, DefectKind.CONSTANT, DefectKind.FUTURE_DATES, DefectKind.MISSING)
    found = tuple(defect(kind, "id", count=50) for kind in remarkable)

    assert scored(columns, defects=found) == scored(columns)


def test_a_sample_of_some_rows_makes_consistency_an_estimate() -> None:
    columns = (profile("email", null_share=0.0),)
    looked_at = (email_verdict(1.0),)

    assert not dimension_of(scored(columns, looked_at), Dimension.CONSISTENCY).exact
    assert dimension_of(scored(columns, looked_at, whole=True), Dimension.CONSISTENCY).exact


def test_a_key_of_several_columns_is_taken_at_the_word_of_the_server() -> None:
    table = replace(TABLE, unique_keys=(), primary_key=Key(columns=("id", "email")))

    uniqueness = dimension_of(scored((profile("id", null_share=0.0),), table=table), Dimension.UNIQUENESS)

    assert (uniqueness.ratio, uniqueness.exact) == (1.0, True)


def test_an_index_on_some_rows_or_on_an_expression_promises_nothing() -> None:
    indexes = (
        Index(name="partial", columns=("id",), unique=True, predicate="id > 0"),
        Index(name="expression", columns=("lower(email)",), unique=True, expressions=(0,)),
        Index(name="unfinished", columns=("id",), unique=True, valid=False),
    )
    table = replace(TABLE, unique_keys=(), indexes=indexes)
    columns = (profile("id", null_share=0.0, distinct_share=0.5),)

    assert dimension_of(scored(columns, table=table), Dimension.UNIQUENESS).ratio is None


def test_repeated_rows_count_against_uniqueness_once() -> None:
    table = replace(TABLE, unique_keys=())
    found = (
        defect(DefectKind.DUPLICATE_ROWS, "id", "email", count=4),
        defect(DefectKind.DUPLICATE_ENTITIES, "email", count=6, exact=False),
    )

    uniqueness = dimension_of(scored((), table=table, defects=found), Dimension.UNIQUENESS)

    assert (uniqueness.numerator, uniqueness.denominator, uniqueness.exact) == (94, 100, False)


def test_parts_measured_elsewhere_make_their_dimension() -> None:
    orphans = part(
        Dimension.INTEGRITY, ("email",), 50, [Loss(source="orphan", count=5, exact=True)], exact=True
    )
    score = score_table(Grounds(table=TABLE, columns=(), verdicts=(), rows=100, others=(orphans,)))

    assert dimension_of(score, Dimension.INTEGRITY).ratio == pytest.approx(0.9)


def test_weights_are_of_the_mean_and_of_the_coverage() -> None:
    complete = DimensionScore(dimension=Dimension.COMPLETENESS, numerator=1, denominator=1, exact=True)
    valid = DimensionScore(dimension=Dimension.VALIDITY, numerator=0, denominator=1, exact=True)
    unknown = DimensionScore(dimension=Dimension.ACCURACY, numerator=0, denominator=0, exact=False)
    weights = {Dimension.COMPLETENESS: 3.0, Dimension.VALIDITY: 1.0, Dimension.ACCURACY: 4.0}

    score = score_of([complete, valid, unknown], weights)

    assert (score.value, score.coverage) == (75.0, 0.5)
