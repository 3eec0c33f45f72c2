"""Which columns have so few values that all of them are listed."""

import pytest

from app.extraction.few_values import MOST_COLUMNS, MOST_VALUES, few_valued
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import DataType
from tests.support.tables import make_table


def told(column: str, count: float, bound: float | None = None) -> ColumnProfile:
    distinct = Measurement(metric="distinct_count", value=count, exact=False, bound=bound)
    return ColumnProfile(column=column, measurements=(distinct,))


@pytest.mark.parametrize(
    ("estimates", "columns"),
    [
        ([], []),
        ([told("a", 7), told("b", 2501), told("d", 7)], ["a"]),
        ([told("c", 7), told("a", 2000)], ["a", "c"]),
        ([told("a", 1500), told("b", 1200), told("c", 3)], ["b", "c"]),
        ([told("a", 7, 3000)], []),
        ([told("a", 7, 3000), told("a", 7)], ["a"]),
        ([told("a", 7), told("a", 10_000)], []),
    ],
)
def test_the_columns_with_the_fewest_values_are_listed(
    estimates: list[ColumnProfile], columns: list[str]
) -> None:
    table = make_table({"a": DataType.TEXT, "b": DataType.TEXT, "c": DataType.TEXT, "d": DataType.JSON})
    assert [column.name for column in few_valued(table, estimates)] == columns


def test_together_they_are_no_more_than_a_statement_may_tell() -> None:
    table = make_table({f"c{place}": DataType.INTEGER for place in range(100)})
    few = few_valued(table, [told(f"c{place}", 100) for place in range(100)])
    assert len(few) * 100 <= MOST_VALUES / 2
    assert len(few_valued(table, [told(f"c{place}", 2) for place in range(100)])) == MOST_COLUMNS
