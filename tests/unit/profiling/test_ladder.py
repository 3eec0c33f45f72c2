"""Values up to a rung and below it are counted as comparisons count them, for every type that has ranks."""

import duckdb
import pytest

from app.model.schema import DataType
from app.profiling.ladder import at, below, counted, up_to
from app.profiling.plans import ColumnPlan, Way, with_derived
from app.profiling.relation import RelationColumn, kind_of

VALUES = {
    "UTINYINT": ("0", "0", "1", "7", "255"),
    "BIGINT": ("-9223372036854775808", "-1", "0", "0", "9223372036854775807"),
    "HUGEINT": ("-170141183460469231731687303715884105728", "5", "170141183460469231731687303715884105727"),
    "DECIMAL(4,2)": ("-99.99", "0.00", "0.01", "99.99"),
    "DECIMAL(38,10)": ("-9999999999999999999999999999.9999999999", "1234567890123456789.0123456789", "2.0000000000"),
    "DECIMAL(19,4)": ("-999999999999999.9999", "0.0000", "0.0001", "999999999999999.9999", "123456789012345.6789"),
    "DECIMAL(38,0)": ("-99999999999999999999999999999999999999", "0", "1"),
    "FLOAT": ("-3.4028235e38", "-0.0", "0.0", "0.1", "1e-45", "nan", "inf"),
    "DOUBLE": ("-1.7976931348623157e308", "-0.0", "0.1", "5e-324", "1e16", "-inf"),
    "DATE": ("0044-03-15 (BC)", "1970-01-01", "2026-11-27", "infinity"),
    "TIMESTAMP": ("1969-12-31 23:59:59.999999", "1970-01-01 00:00:00", "2026-11-27 10:00:00", "-infinity"),
    "TIMESTAMP_S": ("1969-12-31 23:59:59", "2026-11-27 10:00:00"),
    "TIMESTAMP_NS": ("2026-11-27 10:00:00.000000001", "2026-11-27 10:00:00.000000002"),
    "TIMESTAMP WITH TIME ZONE": ("2026-11-27 10:00:00+00", "2026-11-27 10:00:00.000001+00"),
}  # fmt: skip


@pytest.mark.parametrize("native", VALUES)
def test_as_comparisons_count(native: str) -> None:
    column = RelationColumn(name="c", data_type=DataType.OTHER, sql="c0")
    plan = ColumnPlan(column=column, place=0, native=native, kind=kind_of(native), way=Way.HASHED)
    duck = duckdb.connect(":memory:")
    rows = ", ".join(f"(CAST('{value}' AS {native}))" for value in VALUES[native])
    duck.execute(f"CREATE TABLE t (c0 {native}); INSERT INTO t VALUES {rows}, (NULL)")  # noqa: S608 - values above
    ends = [value for value in VALUES[native] if "inf" not in value and value != "nan"]
    rungs = [rung for value in ends for rung in (at(plan, value), below(plan, value))]
    asked = ", ".join(up_to("steps", rung) for rung in rungs)
    source = with_derived([plan], "t")

    found = duck.execute(
        f"SELECT {asked} FROM (SELECT {counted(plan, rungs)} AS steps FROM {source})"  # noqa: S608 - likewise
    ).fetchone()

    compared = ", ".join(
        f"count_if({plan.finite} {sign} {plan.literal(value)})" for value in ends for sign in ("<=", "<")
    )
    assert found == duck.execute(f"SELECT {compared} FROM {source}").fetchone()  # noqa: S608 - likewise


def test_a_column_without_a_value_has_none_below_anything() -> None:
    column = RelationColumn(name="c", data_type=DataType.INTEGER, sql="c0")
    plan = ColumnPlan(column=column, place=0, native="INTEGER", kind=kind_of("INTEGER"), way=Way.HASHED)
    rung = at(plan, "3")
    source = with_derived([plan], "(SELECT CAST(NULL AS INTEGER) AS c0)")

    (found,) = duckdb.sql(
        f"SELECT {up_to('s', rung)} FROM (SELECT {counted(plan, [rung])} AS s FROM {source})"  # noqa: S608 - likewise
    ).fetchall()

    assert found == (0,)
