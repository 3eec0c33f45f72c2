"""The pass over tables whose truth Python counts value by value."""

from collections import Counter
from collections.abc import Iterator
from math import ceil
from statistics import fmean, stdev

import pytest

from app.model.measurements import ColumnProfile
from app.model.schema import DataType
from app.profiling.one_pass import profile_relation
from app.profiling.plans import SHARES, Way
from app.profiling.probing import plan
from app.profiling.relation import Ask, Relation, RelationColumn
from app.quality.placeholders import PLACEHOLDER_DAYS, PLACEHOLDER_TEXTS, is_blank, is_placeholder
from app.quality.profile import Measured
from tests.support.duck import duck

NOW = "2026-11-27 12:00:00"
ROWS = 60_000
TABLE = """
CREATE TABLE t AS SELECT i AS id, i % 7 AS few, (i * 7919) % 40009 AS middle, i * 0.25 AS quarter,
    CASE WHEN i % 3 = 0 THEN 0.0 ELSE sqrt(i) - 20 END AS score,
    CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN '  ' WHEN 3 THEN ' N/A ' ELSE 'w' || i % 11 END AS word,
    md5(i::VARCHAR) AS hash, i % 4 = 0 AS flag, DATE '2020-01-01' + (i % 3000)::INTEGER AS day,
    TIMESTAMP '2020-01-01' + INTERVAL 1 MINUTE * (i * 7) AS moment,
    CASE WHEN i % 5 < 3 THEN 'heavy' ELSE 'x' || i END AS skewed
FROM range(60000) AS r(i)
"""
TYPES = {
    "id": DataType.INTEGER, "few": DataType.INTEGER, "middle": DataType.INTEGER, "quarter": DataType.DECIMAL,
    "score": DataType.FLOAT, "word": DataType.TEXT, "hash": DataType.TEXT, "flag": DataType.BOOLEAN,
    "day": DataType.DATE, "moment": DataType.TIMESTAMP, "skewed": DataType.TEXT,
}  # fmt: skip


def relation(share: float, types: dict[str, DataType] | None = None) -> Relation:
    columns = tuple(
        RelationColumn(name=name, data_type=kind, sql=f'"{name}"') for name, kind in (types or TYPES).items()
    )
    probe = f"(SELECT * FROM t USING SAMPLE {share * 100} PERCENT (bernoulli, 7))" if share < 1 else "t"  # noqa: S608 - a number of ours
    return Relation(source="t", probe=probe, probe_share=share, columns=columns)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with duck(TABLE) as asking:
        yield asking


@pytest.fixture(scope="module", params=[0.1, 1.0], ids=["probed", "whole"])
def measured(request: pytest.FixtureRequest, ask: Ask) -> Measured:
    return profile_relation(ask, relation(request.param), now=NOW)


def column(measured: Measured, name: str) -> ColumnProfile:
    return next(each for each in measured.columns if each.column == name)


def values(ask: Ask, name: str) -> list[object]:
    return [row[0] for row in ask(f'SELECT "{name}" FROM t WHERE "{name}" IS NOT NULL')]  # noqa: S608 - a test's own name


@pytest.mark.parametrize("name", TYPES)
def test_counts_and_distinct_values_are_those_of_every_row(ask: Ask, measured: Measured, name: str) -> None:
    truth = Counter(values(ask, name))
    profile = column(measured, name)
    assert measured.rows == ROWS
    assert profile.value("null_count") == ROWS - truth.total()
    found = next(each for each in profile.measurements if each.metric == "distinct_count")
    assert found.exact
    assert found.value == len(truth)


@pytest.mark.parametrize("name", ["id", "few", "middle", "quarter", "score"])
def test_numbers_are_those_of_every_row(ask: Ask, measured: Measured, name: str) -> None:
    truth = [float(str(each)) for each in values(ask, name)]
    profile = column(measured, name)
    assert profile.value("mean") == pytest.approx(fmean(truth), rel=1e-12)
    assert profile.value("standard_deviation") == pytest.approx(stdev(truth), rel=1e-9)
    assert profile.value("min") == min(truth)
    assert profile.value("max") == max(truth)
    assert profile.value("zero_count") == truth.count(0)
    assert profile.value("negative_count") == sum(1 for each in truth if each < 0)


@pytest.mark.parametrize("name", ["id", "few", "middle", "quarter", "score", "day", "moment"])
def test_quantiles_are_the_values_of_that_rank(ask: Ask, measured: Measured, name: str) -> None:
    truth = sorted(str(row[0]) for row in ask(f"SELECT CAST({name} AS VARCHAR) FROM t"))  # noqa: S608 - likewise
    if TYPES[name] not in {DataType.DATE, DataType.TIMESTAMP}:
        truth.sort(key=float)
    quantiles = column(measured, name).distribution.quantiles
    assert [each.share for each in quantiles] == list(SHARES)
    for each in quantiles:
        expected = truth[max(1, ceil(each.share * ROWS)) - 1]
        assert each.exact
        assert each.value == (float(expected) if isinstance(each.value, float) else expected)


def test_blanks_and_placeholders_are_told_apart(measured: Measured) -> None:
    word = column(measured, "word")
    tenth = ROWS // 10
    assert [word.value(f"{each}_count") for each in ("empty", "blank", "placeholder")] == [
        tenth,
        2 * tenth,
        tenth,
    ]
    assert [word.value(f"{each}_length") for each in ("min", "max")] == [0, 5]


def test_a_heavy_value_is_counted_on_every_row_in_a_column_of_many(measured: Measured) -> None:
    top = column(measured, "skewed").distribution.top_values[0]
    assert (top.label, top.count, top.exact) == ("heavy", ROWS * 3 // 5, True)


def test_days_are_counted_by_weekday_and_against_the_clock(ask: Ask, measured: Measured) -> None:
    day = column(measured, "day")
    truth = {
        int(str(number)): count for number, count in ask("SELECT isodow(day), count(*) FROM t GROUP BY 1")
    }
    assert [each.count for each in day.distribution.weekdays] == [truth[number] for number in range(1, 8)]
    ((future,),) = ask("SELECT count(*) FROM t WHERE day > DATE '2026-11-27'")
    assert day.value("future_count") == future
    ((midnight,),) = ask("SELECT avg(CAST(moment = date_trunc('day', moment) AS INTEGER)) FROM t")
    assert column(measured, "moment").value("midnight_share") == pytest.approx(midnight)


def test_bars_hold_every_row_or_say_that_they_are_estimates(measured: Measured) -> None:
    for name in ("id", "few", "day"):
        bars = column(measured, name).distribution.histogram
        assert sum(each.share for each in bars) == pytest.approx(1)
        assert all((each.bound is None) == each.exact for each in bars)
        if all(each.exact for each in bars):
            assert sum(each.count for each in bars) == ROWS


def test_an_empty_table_and_an_empty_column_have_no_shares() -> None:
    with duck("CREATE TABLE t (n INTEGER, s VARCHAR, d DATE)") as ask:
        types = {"n": DataType.INTEGER, "s": DataType.TEXT, "d": DataType.DATE}
        empty = profile_relation(ask, relation(1.0, types), now=NOW)
        assert empty.rows == 0
        assert [each.value("null_share") for each in empty.columns] == [None] * 3
        ask("INSERT INTO t VALUES (NULL, NULL, NULL)")
        ask("INSERT INTO t VALUES (NULL, NULL, NULL)")
        nulls = profile_relation(ask, relation(1.0, types), now=NOW)
    assert [each.value("distinct_count") for each in nulls.columns] == [0] * 3
    assert [each.value("mean") for each in nulls.columns] == [None] * 3
    assert all(not each.distribution.quantiles for each in nulls.columns)


def test_what_is_no_number_is_counted_and_left_out_of_the_others() -> None:
    rows = "INSERT INTO t VALUES (1.0), (3.0), ('nan'), ('inf'), ('-inf'), (-0.0), (0.0), (NULL)"
    with duck("CREATE TABLE t (f DOUBLE)", rows) as ask:
        (found,) = profile_relation(ask, relation(1.0, {"f": DataType.FLOAT}), now=NOW).columns
    counted = {
        name: found.value(f"{name}_count") for name in ("nan", "infinite", "zero", "negative", "distinct")
    }
    assert counted == {"nan": 1, "infinite": 2, "zero": 2, "negative": 1, "distinct": 6}
    assert (found.value("mean"), found.value("min"), found.value("max")) == (1.0, "-Infinity", "NaN")


def test_more_than_memory_holds_is_counted_in_a_more_careful_way() -> None:
    """The probe sees one value, all others come after; the set it promised does not fit."""
    late = "CREATE TABLE t AS SELECT CASE WHEN i < 900 THEN 'a' ELSE repeat('b', 200) || i END AS s FROM range(400000) r(i)"
    with duck(late, "SET memory_limit = '150MB'") as ask:
        promised = Relation(
            source="t", probe="(SELECT * FROM t LIMIT 800)", probe_share=1.0,
            columns=(RelationColumn(name="s", data_type=DataType.TEXT, sql="s"),),
        )  # fmt: skip
        assert [each.way for each in plan(ask, promised)] == [Way.MAPPED]
        measured = profile_relation(ask, promised, now=NOW)
    distinct = next(each for each in measured.columns[0].measurements if each.metric == "distinct_count")
    assert measured.statements > 2
    assert abs(float(str(distinct.value)) - 399_101) <= 0.05 * 399_101


TEXTS = [*PLACEHOLDER_TEXTS, *PLACEHOLDER_DAYS, "", "0", "1", "na", "x", "1900-01-02", "Größe", "\u212a", "~", "\t", "!", "nul", "undefinedd"]  # fmt: skip
DRESSES = ("{}", " {}", "{} ", "  {}  ", "{} 10:30", "{}\t", "\u00a0{}")


def test_every_text_is_empty_blank_or_a_placeholder_where_python_says_so() -> None:
    """Row by row in SQL, in a column of too many values to list them."""
    told = [dress.format(each) for text in TEXTS for each in (text, text.upper()) for dress in DRESSES]
    rows = ", ".join(f"('{text}')" for text in told)
    many = "INSERT INTO t SELECT 'w' || i FROM range(100000) AS r(i)"
    odd = f"INSERT INTO t VALUES {rows}, (NULL)"  # noqa: S608 - texts of ours
    with duck("CREATE TABLE t (s VARCHAR)", odd, many) as ask:
        assert [each.way for each in plan(ask, relation(1.0, {"s": DataType.TEXT}))] != [Way.MAPPED]
        (found,) = profile_relation(ask, relation(1.0, {"s": DataType.TEXT}), now=NOW).columns
    counted = [found.value(f"{name}_count") for name in ("empty", "blank", "placeholder")]
    assert counted == [told.count(""), sum(map(is_blank, told)), sum(map(is_placeholder, told))]
