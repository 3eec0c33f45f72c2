"""The profile of sampled columns: every metric against a table made by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import DataType
from app.quality.metrics import METRIC
from app.quality.sampling.measuring import measure_sample
from tests.support.tables import make_sample, make_table
from tests.support.verdicts import harmless_verdict

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TEXTS = (None, "", "  ", "n/a", "Paris", "Paris", "Paris ", "paris", "Rome", "Oslo")
NUMBERS = ("1", "2", "2", "0", "-0.0", "-5", "3", "4", "1000", None, "NaN", "-Infinity", "word")
DAYS = (
    "2024-02-29",
    "2024-03-02",
    "2024-03-03",
    "2026-11-28",
    "infinity",
    "0044-03-15 BC",
    None,
    "0000-00-00",
)
MOMENTS = (
    "2024-02-29 00:00:00",
    "2024-02-29 10:00:00+02",
    "2026-11-27 12:00:01",
    "2026-11-27 11:59:59.5+00:00",
)
BOOLS = ("true", "t", "1", "false", "0", None)
ODD = (
    "caf\u00c3\u00a9",
    "caf\u00e9",
    "a\ufffdb",
    "P\u0430ris",
    "plain",
    "1,234.50",
    "2024-01-31",
    "yes",
    "no",
    "007",
)


def profile(
    data_type: DataType,
    cells: Iterable[str | None],
    *,
    method: SamplingMethod = SamplingMethod.ALL,
    row_estimate: int | None = None,
    table_rows: int | None = None,
) -> ColumnProfile:
    table = make_table({"c": data_type}, row_estimate=row_estimate)
    kept = tuple(cells)
    sample = Sample(
        facts=SampleFacts(method=method, rows=len(kept), seed=1, table_rows=table_rows), values={"c": kept}
    )
    (found,) = measure_sample(table, sample, (harmless_verdict("c"),), now=NOW)
    return found


@pytest.mark.parametrize(
    ("data_type", "cells", "metric", "value"),
    [
        (DataType.TEXT, TEXTS, "null_count", 1),
        (DataType.TEXT, TEXTS, "null_share", 0.1),
        (DataType.TEXT, TEXTS, "empty_count", 1),
        (DataType.TEXT, TEXTS, "blank_count", 2),
        (DataType.TEXT, TEXTS, "blank_share", 0.2),
        (DataType.TEXT, TEXTS, "placeholder_count", 1),
        (DataType.TEXT, TEXTS, "placeholder_share", 0.1),
        (DataType.TEXT, TEXTS, "untrimmed_share", 1 / 7),
        (DataType.TEXT, TEXTS, "variant_share", 2 / 7),
        (DataType.TEXT, TEXTS, "distinct_count", 8),
        (DataType.TEXT, TEXTS, "duplicate_count", 1),
        (DataType.TEXT, TEXTS, "distinct_share", 8 / 9),
        (DataType.TEXT, TEXTS, "unique_count", 7),
        (DataType.TEXT, TEXTS, "unique_share", 7 / 9),
        (DataType.TEXT, TEXTS, "min_length", 0),
        (DataType.TEXT, TEXTS, "max_length", 6),
        (DataType.TEXT, TEXTS, "mean_length", (0 + 2 + 3 + 5 + 5 + 6 + 5 + 4 + 4) / 9),
        (DataType.TEXT, TEXTS, "min", ""),
        (DataType.TEXT, TEXTS, "max", "paris"),
        (DataType.TEXT, ODD, "encoding_share", 0.3),
        (DataType.TEXT, ODD, "number_as_text_share", 0.1),
        (DataType.TEXT, ODD, "date_as_text_share", 0.1),
        (DataType.TEXT, ODD, "boolean_as_other_share", 0.2),
        (DataType.INTEGER, ("1", "0", "1", "7", None), "boolean_as_other_share", 0.75),
        (DataType.FLOAT, NUMBERS, "zero_count", 2),
        (DataType.FLOAT, NUMBERS, "zero_share", 2 / 12),
        (DataType.FLOAT, NUMBERS, "negative_count", 2),
        (DataType.FLOAT, NUMBERS, "negative_share", 2 / 12),
        (DataType.FLOAT, NUMBERS, "nan_count", 1),
        (DataType.FLOAT, NUMBERS, "infinite_count", 1),
        (DataType.FLOAT, NUMBERS, "mean", 1007 / 9),
        (DataType.INTEGER, ("2", "4", "4", "4", "5", "5", "7", "9"), "standard_deviation", 2.138089935299395),
        (DataType.FLOAT, NUMBERS, "outlier_count", 1),
        (DataType.FLOAT, NUMBERS, "outlier_share", 1 / 9),
        (DataType.INTEGER, ("3", "-1", "20"), "min", -1),
        (DataType.INTEGER, ("3", "-1", "20"), "max", 20),
        (DataType.DECIMAL, ("0.5", "12345678901234567890.1"), "max", "12345678901234567890.1"),
        (DataType.DATE, DAYS, "future_count", 1),
        (DataType.DATE, DAYS, "future_share", 1 / 7),
        (DataType.DATE, DAYS, "infinite_count", 1),
        (DataType.DATE, DAYS, "placeholder_count", 1),
        (DataType.DATE, DAYS, "weekend_share", 3 / 5),
        (DataType.DATE, ("2024-03-02", "0999-01-01"), "min", "0999-01-01"),
        (DataType.TIMESTAMP, MOMENTS, "future_count", 1),
        (DataType.TIMESTAMP, MOMENTS, "midnight_share", 0.25),
        (DataType.TIMESTAMP, MOMENTS, "max", "2026-11-27 12:00:01"),
        (DataType.TIME, ("24:00:00", "-838:59:59", "10:00"), "distinct_count", 3),
        (DataType.BOOLEAN, BOOLS, "true_count", 3),
        (DataType.BOOLEAN, BOOLS, "true_share", 0.6),
        (DataType.BOOLEAN, BOOLS, "false_count", 2),
    ],
)  # fmt: skip
def test_a_whole_table_is_counted_exactly(
    data_type: DataType, cells: tuple[str | None, ...], metric: str, value: float | str
) -> None:
    found = {each.metric: each for each in profile(data_type, cells).measurements}[metric]

    assert found.value == (value if isinstance(value, str) else pytest.approx(value))
    assert found.exact
    assert found.bound is None
    assert METRIC[metric].applies_to(data_type)


@pytest.mark.parametrize("method", SamplingMethod)
def test_a_share_has_a_bound_exactly_where_rows_were_drawn_independently(method: SamplingMethod) -> None:
    found = {each.metric: each for each in profile(DataType.TEXT, TEXTS, method=method).measurements}

    assert found["null_share"].exact is (method is SamplingMethod.ALL)
    assert (found["null_share"].bound is not None) is (method is SamplingMethod.BERNOULLI)


@pytest.mark.parametrize("cells", [(), (None, None)])
def test_where_nothing_is_filled_no_share_of_filled_cells_is_given(cells: tuple[None, ...]) -> None:
    found = {each.metric: each for each in profile(DataType.TEXT, cells).measurements}

    assert {"untrimmed_share", "variant_share", "min_length", "distinct_share", "min"}.isdisjoint(found)
    assert found["distinct_count"].value == 0
    assert ("null_share" in found) is bool(cells)


def test_a_column_that_was_not_sampled_has_no_profile() -> None:
    assert measure_sample(make_table({"photo": DataType.BINARY}), make_sample({})) == ()


def test_without_any_number_of_rows_a_sample_says_nothing_about_distinct_values() -> None:
    assert profile(DataType.TEXT, TEXTS, method=SamplingMethod.BERNOULLI).value("distinct_count") is None


def test_an_estimated_number_of_rows_allows_an_estimate_of_distinct_values_and_no_bound() -> None:
    cells = [str(number) for number in range(100)]
    found = profile(DataType.TEXT, cells, method=SamplingMethod.BERNOULLI, row_estimate=10_000)

    distinct = next(each for each in found.measurements if each.metric == "distinct_count")
    assert distinct == Measurement(metric="distinct_count", value=10_000, exact=False)


def test_a_stale_row_estimate_below_the_sample_never_shrinks_the_count() -> None:
    found = profile(DataType.TEXT, ("a", "b", "c"), method=SamplingMethod.HEAD, row_estimate=2)

    assert found.value("distinct_count") == 3


def test_counted_rows_scale_a_count_with_its_bound() -> None:
    cells = (None, *("x" * 99))
    found = profile(DataType.TEXT, cells, method=SamplingMethod.BERNOULLI, table_rows=10_000)
    nulls = next(each for each in found.measurements if each.metric == "null_count")

    assert (nulls.value, nulls.exact) == (100, False)
    assert nulls.bound is not None
    assert 100 < nulls.bound < 500


def test_the_ends_of_a_column_are_not_told_from_a_part_of_it() -> None:
    found = profile(DataType.INTEGER, map(str, range(50)), method=SamplingMethod.BERNOULLI, table_rows=5_000)

    assert found.value("min") is None
    assert found.distribution.quantiles


def test_the_order_of_rows_changes_nothing() -> None:
    for data_type, cells in ((DataType.TEXT, ODD), (DataType.FLOAT, NUMBERS), (DataType.DATE, DAYS)):
        assert profile(data_type, cells) == profile(data_type, reversed(cells))


def test_added_nulls_change_metrics_of_nulls_alone() -> None:
    bare, padded = profile(DataType.FLOAT, NUMBERS), profile(DataType.FLOAT, (*NUMBERS, None, None))
    changed = {
        left.metric
        for left, right in zip(bare.measurements, padded.measurements, strict=True)
        if left != right
    }

    assert changed == {"null_count", "null_share"}
    assert bare.distribution == padded.distribution
