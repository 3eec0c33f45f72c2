"""Joining exact and sampled measurements, and masking values of sensitive columns."""

from dataclasses import replace

import pytest

from app.model.distribution import Distribution, Frequency
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import DataType
from app.quality.merging import merge_profile
from app.quality.metrics import ORDER
from app.quality.profile import Measured
from tests.support.tables import make_table
from tests.support.verdicts import email_verdict

TABLE = make_table({"email": DataType.TEXT, "note": DataType.TEXT})
EXACT = Measured(
    rows=4,
    statements=1,
    columns=(
        ColumnProfile(
            column="email",
            measurements=(
                Measurement(metric="max", value="zoe@example.com", exact=True),
                Measurement(metric="min", value="ann@example.com", exact=True),
                Measurement(metric="null_share", value=0.25, exact=True),
            ),
        ),
    ),
)
SAMPLED = (
    ColumnProfile(
        column="email",
        measurements=(
            Measurement(metric="null_share", value=0.5, exact=False),
            Measurement(metric="max_length", value=15, exact=False),
        ),
    ),
)
HARMLESS = replace(email_verdict(1.0), findings=())


def measured(verdicts: tuple[ColumnVerdict, ...], metric: str) -> Measurement:
    profile = merge_profile(TABLE, EXACT, SAMPLED, verdicts)
    return next(each for each in profile.columns[0].measurements if each.metric == metric)


def test_what_every_row_said_wins_over_the_sample() -> None:
    assert measured((HARMLESS,), "null_share") == Measurement(metric="null_share", value=0.25, exact=True)
    assert measured((HARMLESS,), "max_length").value == 15


def test_values_of_a_harmless_column_are_shown() -> None:
    assert measured((HARMLESS,), "min").value == "ann@example.com"


def test_values_of_a_sensitive_column_are_masked() -> None:
    assert measured((email_verdict(1.0),), "min") == Measurement(
        metric="min", value=None, exact=True, masked=True
    )


def test_values_of_a_column_nobody_tested_are_masked() -> None:
    assert measured((), "max").masked
    assert measured((replace(HARMLESS, tested=0),), "max").masked


@pytest.mark.parametrize("value", ["a text of many words " * 3, "two\nlines", "a\0b", "\ud800", "\u202e"])
def test_texts_and_what_does_not_print_are_masked_in_a_harmless_column_too(value: str) -> None:
    measurement = Measurement(metric="max", value=value, exact=True)
    exact = replace(EXACT, columns=(ColumnProfile(column="email", measurements=(measurement,)),))
    (shown,) = merge_profile(TABLE, exact, (), (HARMLESS,)).columns[0].measurements
    assert (shown.value, shown.masked) == (None, True)


def test_a_mask_decides_what_is_shown_of_a_sensitive_value() -> None:
    profile = merge_profile(
        TABLE, EXACT, SAMPLED, (email_verdict(1.0),), mask=lambda type_id, value: f"{type_id}:{value[0]}…"
    )

    assert profile.columns[0].value("min") == "EMAIL_ADDRESS:a…"


def test_the_valid_share_comes_from_the_finding() -> None:
    assert measured((email_verdict(0.75),), "valid_share").value == 0.75


def test_measurements_stand_in_the_order_of_their_definitions() -> None:
    profile = merge_profile(TABLE, EXACT, SAMPLED, (email_verdict(0.75),))
    places = [ORDER[each.metric] for each in profile.columns[0].measurements]

    assert places == sorted(places)


def test_every_column_of_the_table_has_a_profile_even_without_measurements() -> None:
    profile = merge_profile(TABLE, EXACT, SAMPLED, ())

    assert [column.column for column in profile.columns] == ["email", "note"]
    assert profile.columns[1].measurements == ()


def test_statements_are_those_of_both_ways_together() -> None:
    assert merge_profile(TABLE, EXACT, SAMPLED, ()).statements == 2
    assert merge_profile(TABLE, EXACT, (), ()).statements == 1
    assert merge_profile(TABLE, None, SAMPLED, ()).statements == 1


def test_without_exact_measurements_rows_stay_unknown() -> None:
    profile = merge_profile(replace(TABLE, row_estimate=10), None, SAMPLED, ())

    assert profile.rows is None
    assert profile.score.value is not None


def test_a_part_of_the_distribution_that_every_row_told_wins_over_the_sample() -> None:
    sampled = Distribution(
        top_values=(Frequency(label="a", share=0.5, count=2, exact=False),),
        shapes=(Frequency(label="aa", share=1.0, count=4, exact=False),),
    )
    exact = Distribution(top_values=(Frequency(label="b", share=0.25, count=1, exact=True),))
    (found, _) = merge_profile(
        TABLE,
        replace(EXACT, columns=(ColumnProfile(column="email", measurements=(), distribution=exact),)),
        (ColumnProfile(column="email", measurements=(), distribution=sampled),),
        (HARMLESS,),
    ).columns

    assert found.distribution == Distribution(top_values=exact.top_values, shapes=sampled.shapes)


def test_an_estimate_never_replaces_what_a_whole_sample_counted() -> None:
    counted = Measurement(metric="distinct_count", value=3, exact=True)
    guessed = Measurement(metric="distinct_count", value=5, exact=False)
    exact = replace(EXACT, columns=(ColumnProfile(column="email", measurements=(guessed,)),))
    sampled = (ColumnProfile(column="email", measurements=(counted,)),)

    assert merge_profile(TABLE, exact, sampled, (HARMLESS,)).columns[0].measurements == (counted,)


@pytest.mark.parametrize(
    ("seen", "told", "wins"),
    [
        (None, 0.2, True),
        (Measurement(metric="null_share", value=0.5, exact=False), 0.2, True),
        (Measurement(metric="null_share", value=0.5, exact=False, bound=0.1), 0.2, False),
        (Measurement(metric="null_share", value=0.5, exact=True), 0.2, False),
        (Measurement(metric="null_share", value=0.5, exact=False), 0.0, False),
        (Measurement(metric="null_share", value=0.5, exact=False), 1.0, False),
    ],
)
def test_the_catalog_speaks_where_the_sample_is_not_sure(
    seen: Measurement | None, told: float, wins: bool
) -> None:
    statistic = Measurement(metric="null_share", value=told, exact=False, from_catalog=True)
    sampled = ColumnProfile(column="email", measurements=(seen,) if seen else ())
    catalog = ColumnProfile(column="email", measurements=(statistic,))
    profile = merge_profile(TABLE, None, [sampled], (), catalog=[catalog])
    assert profile.columns[0].measurements == ((statistic,) if wins else (seen,))
    counted = merge_profile(TABLE, EXACT, [sampled], (), catalog=[catalog])
    assert counted.columns[0].value("null_share") == 0.25
