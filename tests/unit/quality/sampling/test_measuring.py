"""Measurements on sampled values."""

from random import Random

import pytest

from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import SamplingMethod
from app.model.schema import DataType
from app.quality.metrics import METRIC
from app.quality.sampled import distinct_estimate, measure_sample, share_estimate
from tests.support.tables import make_sample, make_table

TEXTS = (None, "", "  ", "n/a", "Paris", "Paris", "Paris ", "paris", "Rome", "Oslo")
TABLE = make_table({"city": DataType.TEXT})


def _only(profiles: tuple[ColumnProfile, ...]) -> dict[str, Measurement]:
    (profile,) = profiles
    return {each.metric: each for each in profile.measurements}


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("null_share", 0.1),
        ("blank_share", 0.2),
        ("placeholder_share", 0.1),
        ("untrimmed_share", 1 / 7),
        ("variant_share", 2 / 7),
        ("distinct_count", 8),
        ("duplicate_count", 1),
        ("distinct_share", 8 / 9),
        ("min_length", 0),
        ("max_length", 6),
    ],
)
def test_a_sample_of_all_rows_counts_exactly(metric: str, value: float) -> None:
    measured = _only(measure_sample(TABLE, make_sample({"city": TEXTS})))

    assert measured[metric].value == pytest.approx(value)
    assert measured[metric].exact
    assert measured[metric].bound is None
    assert METRIC[metric]


@pytest.mark.parametrize("method", SamplingMethod)
def test_a_share_has_a_bound_exactly_where_rows_were_drawn_independently(method: SamplingMethod) -> None:
    null_share = _only(measure_sample(TABLE, make_sample({"city": TEXTS}, method=method)))["null_share"]

    assert null_share.exact is (method is SamplingMethod.ALL)
    assert (null_share.bound is not None) is (method is SamplingMethod.BERNOULLI)


@pytest.mark.parametrize("cells", [(), (None, None)])
def test_where_nothing_is_filled_no_share_of_filled_cells_is_given(cells: tuple[None, ...]) -> None:
    measured = _only(measure_sample(TABLE, make_sample({"city": cells})))

    assert {"untrimmed_share", "variant_share", "min_length", "distinct_share"}.isdisjoint(measured)
    assert measured["distinct_count"].value == 0
    assert ("null_share" in measured) is bool(cells)


def test_a_column_that_was_not_sampled_has_no_profile() -> None:
    assert measure_sample(make_table({"photo": DataType.BINARY}), make_sample({})) == ()


def test_without_a_row_estimate_a_part_of_the_rows_says_nothing_about_distinct_values() -> None:
    sample = make_sample({"city": TEXTS}, method=SamplingMethod.BERNOULLI)

    assert "distinct_count" not in _only(measure_sample(TABLE, sample))


def test_an_estimate_of_distinct_values_lies_between_its_certain_ends() -> None:
    table = make_table({"city": DataType.TEXT}, row_estimate=1_000)
    cells = ["a", "a", "a", *map(str, range(7))]
    distinct = _only(measure_sample(table, make_sample({"city": cells}, method=SamplingMethod.BERNOULLI)))[
        "distinct_count"
    ]

    assert distinct == Measurement(metric="distinct_count", value=71, exact=False, bound=630)


def test_a_stale_row_estimate_below_the_sample_never_shrinks_the_count() -> None:
    table = make_table({"city": DataType.TEXT}, row_estimate=2)
    sample = make_sample({"city": ("a", "b", "c")}, method=SamplingMethod.HEAD)

    assert _only(measure_sample(table, sample))["distinct_count"].value == 3


def test_the_interval_of_a_share_covers_the_truth_in_about_95_of_100_samples() -> None:
    random = Random(5)  # noqa: S311 - a seeded experiment
    truth, rows, trials = 0.07, 300, 2_000
    covered = 0
    for _ in range(trials):
        estimate = share_estimate(sum(random.random() < truth for _ in range(rows)), rows)
        assert estimate.low is not None
        assert estimate.high is not None
        covered += estimate.low <= truth <= estimate.high

    assert 0.935 < covered / trials < 0.975


@pytest.mark.parametrize("distinct", [20, 3_000, 100_000])
def test_the_interval_of_a_distinct_count_covers_the_truth(distinct: int) -> None:
    random = Random(distinct)  # noqa: S311 - a seeded experiment
    column = [str(random.randrange(distinct)) for _ in range(100_000)]
    seen: dict[str, int] = {}
    for cell in column:
        if random.random() < 0.02:
            seen[cell] = seen.get(cell, 0) + 1
    estimate = distinct_estimate(seen.values(), 50)

    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low <= len(set(column)) <= estimate.high
