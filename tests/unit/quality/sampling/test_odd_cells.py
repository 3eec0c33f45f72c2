"""Whatever a cell holds, the column is measured: no text, no number and no date of any source stops it."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.cells.masking import mask
from app.model.measurements import ColumnProfile
from app.model.sample import SamplingMethod
from app.model.schema import DataType
from app.quality.sampling.measuring import measure_sample
from app.results.encoding import encoded
from tests.support.tables import make_sample, make_table
from tests.support.verdicts import harmless_verdict

ODD = (
    "", " ", "\0", "\ud800", "a\udfffb", "\ufeff", "\u202e", "\U0001f600" * 30, "x" * 4096, "9" * 4096, "-" * 4096,
    "1e999999", "-1e999999", "1e-999999", "1E+400", "NaN", "-NaN", "sNaN", "Infinity", "-inf", "+Infinity", "-0", "-0.0",
    "0x1F", "1_000", "\u0661\u0662\u0663", "1.", ".5", "--5", "9223372036854775808", "18446744073709551615",
    "170141183460469231731687303715884105728", "0.1" + "0" * 200, "$1,000.00", "1,5",
    "0000-00-00", "0000-00-00 00:00:00", "0000-01-01", "0001-01-01", "0001-01-01 00:00:00+14:00", "9999-12-31 23:59:59.999999",
    "10000-01-01", "294276-12-31 23:59:59.999999", "4713-01-01 BC", "0044-03-15 BC", "infinity", "2024-02-30", "2024-13-01",
    "2024-06-30 23:59:60", "2024-01-01T00:00:00Z", "20240101", "2024-W01-1", "24:00:00", "-838:59:59", "838:59:59.5",
    "23:59:59+15:59", "12:00 PM", "t", "TRUE", "2", "\\x00ff", "{1,2}", "[]", "null",
)  # fmt: skip
TYPES = [each for each in DataType if each is not DataType.BINARY]


def profile(data_type: DataType, cells: tuple[str | None, ...], method: SamplingMethod) -> ColumnProfile:
    table = make_table({"c": data_type}, row_estimate=10 * len(cells))
    (found,) = measure_sample(
        table, make_sample({"c": cells}, method=method), (harmless_verdict("c"),), mask=mask
    )
    return found


def check(found: ColumnProfile) -> None:
    """What is told can be stored, and numbers are numbers."""
    encoded(found)
    for each in found.measurements:
        assert not isinstance(each.value, float) or isfinite(each.value), each
        assert each.bound is None or (isfinite(each.bound) and each.bound >= 0), each
    for quantile in found.distribution.quantiles:
        assert not isinstance(quantile.value, float) or isfinite(quantile.value), quantile


@pytest.mark.parametrize("data_type", TYPES)
@pytest.mark.parametrize("method", [SamplingMethod.ALL, SamplingMethod.BERNOULLI])
@pytest.mark.parametrize("cell", ODD)
def test_an_odd_cell_among_ordinary_ones_is_measured(
    data_type: DataType, method: SamplingMethod, cell: str
) -> None:
    check(profile(data_type, (cell, cell, "1", "2024-01-31", "12:30:00", None), method))


@pytest.mark.parametrize("data_type", TYPES)
def test_all_odd_cells_together_are_measured(data_type: DataType) -> None:
    check(profile(data_type, ODD, SamplingMethod.ALL))
    check(profile(data_type, ODD * 3, SamplingMethod.BERNOULLI))


@given(cells=st.lists(st.none() | st.text(max_size=12), max_size=30), data_type=st.sampled_from(TYPES))
def test_any_text_is_measured(cells: list[str | None], data_type: DataType) -> None:
    check(profile(data_type, tuple(cells), SamplingMethod.ALL))


def test_a_number_too_large_for_a_float_keeps_its_text_and_its_place() -> None:
    found = profile(DataType.DECIMAL, ("1", "2", "1e999999"), SamplingMethod.ALL)

    assert (found.value("min"), found.value("max")) == (1, "1e999999")
    assert found.value("mean") is None


def test_neighbours_that_a_float_cannot_tell_apart_stay_in_order() -> None:
    large = ["9007199254740993", "9007199254740992", "-9007199254740993", "-9007199254740992"]
    found = profile(DataType.INTEGER, tuple(large), SamplingMethod.ALL)

    assert (found.value("min"), found.value("max")) == ("-9007199254740993", "9007199254740993")


def test_a_wide_table_is_measured_column_by_column() -> None:
    columns = {f"c{number}": DataType.TEXT for number in range(2_000)}
    found = measure_sample(make_table(columns), make_sample(dict.fromkeys(columns, ("a", "b", None))))

    assert len(found) == 2_000
    assert len(encoded(found)) < 2_000 * 5_000
