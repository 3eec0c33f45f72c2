"""What a profile leaves for later runs, and what it does not."""

from dataclasses import replace

from app.history.points import Reading, Slice
from app.history.taking import column_point, table_point
from app.model.distribution import Distribution, Frequency, Quantile
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, DataType
from tests.support.runs import a_table, measured

CREATED = Column(name="created", position=1, native_type="timestamp", data_type=DataType.TIMESTAMP)
SAMPLE = SampleFacts(method=SamplingMethod.BERNOULLI, rows=400, seed=1)
TOP = Frequency(label="paid", share=0.5, count=200, exact=False, bound=0.05)


def profile(*measurements: Measurement, **spread: object) -> ColumnProfile:
    return ColumnProfile(column="created", measurements=measurements, distribution=Distribution(**spread))  # pyright: ignore[reportArgumentType]


def test_shares_are_kept_with_their_bounds_and_counts_are_not():
    point = column_point(
        CREATED,
        profile(
            Measurement(metric="null_share", value=0.25, exact=False, bound=0.04),
            Measurement(metric="blank_share", value=0.0, exact=True),
            Measurement(metric="untrimmed_share", value=0.1, exact=False),
            Measurement(metric="null_count", value=3, exact=True),
        ),
        100,
        SAMPLE,
    )

    assert point.numbers == {
        "null_share": Reading(0.25, 0.04),
        "blank_share": Reading(0.0, 0.0),
        "untrimmed_share": Reading(0.1, None),
    }


def test_the_newest_moment_is_kept_where_it_is_exact_and_not_hidden():
    newest = Measurement(metric="max", value="1970-01-02 00:00:00", exact=True)

    assert column_point(CREATED, profile(newest), 100, None).newest == 86_400
    for hidden in (replace(newest, masked=True), replace(newest, exact=False), replace(newest, value=None)):
        assert column_point(CREATED, profile(hidden), 100, None).newest is None


def test_labels_that_are_masked_or_long_are_left_out_and_their_shares_kept():
    shown = column_point(CREATED, profile(top_values=(TOP,)), 100, SAMPLE)
    masked = column_point(CREATED, profile(top_values=(replace(TOP, masked=True),)), 100, SAMPLE)
    long = column_point(CREATED, profile(top_values=(replace(TOP, label="x" * 61),)), 100, SAMPLE)

    assert (shown.top, masked.top, long.top) == (
        (Slice("paid", 0.5),),
        (Slice(None, 0.5),),
        (Slice(None, 0.5),),
    )


def test_masked_quantiles_are_left_out_and_dates_are_seconds():
    days = (
        Quantile(share=0.5, value="1970-01-02", exact=False),
        Quantile(share=0.75, value="1970-01-09", exact=False, masked=True),
    )

    assert column_point(CREATED, profile(quantiles=days), 100, SAMPLE).quantiles == ((0.5, 86_400.0),)


def test_the_size_of_a_sample_is_known_only_where_rows_were_drawn_independently():
    nulls = Measurement(metric="null_share", value=0.25, exact=True)
    pages = replace(SAMPLE, method=SamplingMethod.PAGES)
    whole = replace(TOP, exact=True)

    assert column_point(CREATED, profile(nulls, top_values=(TOP,)), 9_000, SAMPLE).values == 300
    assert column_point(CREATED, profile(nulls, top_values=(TOP,)), 9_000, pages).values is None
    assert column_point(CREATED, profile(nulls, top_values=(whole,)), 9_000, pages).values == 6_750


def test_a_table_leaves_its_score_and_the_dimensions_that_were_measured():
    quality = measured("orders")
    assert quality.profile is not None
    point = table_point(a_table("orders"), quality.profile, None)

    assert (point.rows, point.weight, point.score, len(point.dimensions)) == (10, 2, 90.0, 1)
    assert list(point.columns) == ["email"]
