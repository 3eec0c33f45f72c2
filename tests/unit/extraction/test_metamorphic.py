"""What must hold of every table: counts add up, two tables measured apart tell what they are together."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.measurement import measure_table
from app.model.sample import Cell
from app.model.schema import DataType
from tests.support.tables import make_table
from tests.unit.extraction.test_measurement import SqliteSession, fill

numbers = st.one_of(
    st.none(),
    st.integers(-(2**40), 2**40),
    st.floats(-1e9, 1e9),
    st.sampled_from([0, 0.0, -0.0, 1, -1, "many", float("inf")]),
)
texts = st.one_of(
    st.none(), st.sampled_from(["", " ", "n/a", "Oslo", " - ", "1900-01-01"]), st.text(max_size=9)
)
days = st.one_of(st.none(), st.sampled_from(["1900-01-01", "9999-12-31", "2024-02-29", "", "x"]))
rows = st.lists(st.tuples(numbers, texts, days), max_size=30)

TABLE = make_table({"number": DataType.DECIMAL, "text": DataType.TEXT, "day": DataType.DATE})
SUMS = (
    "null_count", "blank_count", "placeholder_count", "zero_count", "negative_count", "infinite_count",
    "wrong_type_count", "future_count", "empty_count",
)  # fmt: skip

Values = dict[str, dict[str, float | str | None]]


async def measure(cells: Sequence[tuple[Cell, ...]]) -> tuple[int, Values]:
    """Rows, and every value by column and metric."""
    with closing(sqlite3.connect(":memory:")) as connection:
        session = SqliteSession(connection)
        fill(session, TABLE, cells)
        found = await measure_table(session, "sqlite", TABLE)
    return found.rows, {
        profile.column: {each.metric: each.value for each in profile.measurements}
        for profile in found.columns
    }


def numbers_in(cells: Sequence[tuple[Cell, ...]]) -> list[float]:
    return [
        float(cell[0]) for cell in cells if isinstance(cell[0], int | float) and abs(cell[0]) != float("inf")
    ]


@given(cells=rows)
async def test_counts_add_up(cells: list[tuple[Cell, ...]]) -> None:
    total, found = await measure(cells)
    for values in found.values():
        filled = total - _count(values["null_count"])
        assert _count(values["distinct_count"]) + _count(values["duplicate_count"]) <= filled
        for metric, value in values.items():
            if metric.endswith("_count"):
                assert 0 <= _count(value) <= total
            if metric.endswith("_share") and value is not None:
                assert 0 <= float(value) <= 1


@given(one=rows, other=rows)
async def test_two_tables_together_are_what_they_are_apart(
    one: list[tuple[Cell, ...]], other: list[tuple[Cell, ...]]
) -> None:
    rows_one, first = await measure(one)
    rows_other, second = await measure(other)
    rows_both, both = await measure([*one, *other])

    assert rows_both == rows_one + rows_other
    for column, values in both.items():
        for metric in SUMS:
            if metric in values:
                assert _count(values[metric]) == _count(first[column][metric]) + _count(
                    second[column][metric]
                )
        for metric, pick in (("min_length", min), ("max_length", max)):
            ends = [part[column].get(metric) for part in (first, second)]
            known = [float(end) for end in ends if end is not None]
            if metric in values and all(metric in part[column] for part in (first, second)):
                assert values[metric] == (pick(known) if known else None)


@given(cells=rows)
async def test_mean_and_deviation_are_those_of_two_passes(cells: list[tuple[Cell, ...]]) -> None:
    _, found = await measure(cells)
    summed = numbers_in(cells)
    mean, deviation = found["number"]["mean"], found["number"]["standard_deviation"]
    if not summed:
        assert mean is None
        return
    exact = sum(summed) / len(summed)
    assert isclose(float(mean or 0), exact, rel_tol=1e-9, abs_tol=1e-5)
    if deviation is not None:
        expected = sqrt(sum((number - exact) ** 2 for number in summed) / (len(summed) - 1))
        assert isclose(float(deviation), expected, rel_tol=1e-5, abs_tol=1e-5)


@pytest.mark.parametrize("far", [0, 10**6, 10**9])
async def test_a_deviation_does_not_depend_on_where_the_numbers_lie(far: int) -> None:
    cells: list[tuple[Cell, ...]] = [(far + number, None, None) for number in (1, 2, 3, 4, 5, 6)]
    _, found = await measure(cells)
    assert found["number"]["standard_deviation"] == pytest.approx(1.8708286933869707, rel=1e-9)


def _count(value: float | str | None) -> int:
    assert isinstance(value, int | float)
    return int(value)
