"""Columns with few values are listed by the server, in the statement that measures the others, on every server."""

from dataclasses import replace

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.exact import measure_exactly
from app.extraction.inspector import extract_schema
from app.extraction.measurement import grouping, measure_table
from app.model.measurements import ColumnProfile
from app.model.schema import Table
from app.quality.profile import Measured
from tests.support.dialects import every_dialect, servers_of
from tests.support.listing import listed_values
from tests.support.scratch import Scratch

SHIRTS = """
CREATE TABLE shirt (colour varchar(20), size int, worn date, price decimal(8,2), sold timestamp NULL, weight {double});
INSERT INTO shirt VALUES ('red', 1, '2024-02-29', 9.50, '2024-02-29 08:30:00', 0.1), ('Red', 1, NULL, 9.50, NULL, 0.25),
    ('red ', 2, '2024-02-29', 12.00, '2024-03-01 00:00:00', 0.1), (NULL, 2, NULL, NULL, NULL, NULL),
    ('', 1, NULL, 9.50, '2024-03-01 00:00:00', -1);
"""


async def shirt(scratch: Scratch, readers: Readers, *, few: bool) -> tuple[Table, Measured]:
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        columns = table.columns if few else ()
        return table, await measure_table(session, scratch.connection.dialect, table, few=columns)


def fill(scratch: Scratch) -> None:
    scratch.execute(SHIRTS.format(double="double precision"))


@every_dialect
async def test_every_value_is_listed_as_it_stands(scratch: Scratch, readers: Readers):
    fill(scratch)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        found = await listed_values(session, scratch.connection.dialect, table, table.columns)

    assert dict(found["colour"]) == {"red": 1, "Red": 1, "red ": 1, None: 1, "": 1}
    assert dict(found["size"]) == {"1": 3, "2": 2}
    assert dict(found["worn"]) == {"2024-02-29": 2, None: 3}


@every_dialect
async def test_a_list_says_what_counting_says_and_more_in_one_statement(scratch: Scratch, readers: Readers):
    fill(scratch)
    table, counted = await shirt(scratch, readers, few=False)
    _, listed = await shirt(scratch, readers, few=True)

    assert (counted.statements, listed.statements, listed.rows) == (1, 1, 5)
    assert listed.listed == tuple(column.name for column in table.columns)
    for plain, column in zip(counted.columns, listed.columns, strict=True):
        for each in plain.measurements:
            same = pytest.approx(each.value, rel=1e-12) if isinstance(each.value, float) else each.value
            assert column.value(each.metric) == same
        assert column.value("unique_count") is not None
        assert all(each.exact for each in column.measurements)
    spread = {column.column: column.distribution for column in listed.columns}
    assert [(each.label, each.count, each.exact) for each in spread["size"].top_values] == [
        ("1", 3, True),
        ("2", 2, True),
    ]
    assert medians(listed) == {"size": 1, "price": 9.5, "weight": 0.1, "worn": "2024-02-29"}
    assert [each.count for each in spread["worn"].weekdays] == [0, 0, 0, 2, 0, 0, 0]
    assert sum(each.count for each in spread["sold"].weekdays) == 3
    assert sum(each.count for each in spread["price"].histogram) == 4
    assert not spread["colour"].quantiles


def medians(measured: Measured) -> dict[str, float | str | None]:
    """Without that of ``sold``, whose text servers write differently."""
    found = {
        column.column: each.value
        for column in measured.columns
        for each in column.distribution.quantiles
        if each.share == 0.5 and each.exact
    }
    assert str(found.pop("sold")).startswith("2024-03-01 00:00:00")
    return found


@servers_of("postgresql", "mysql", "sqlite")
async def test_a_column_of_more_values_than_may_be_told_is_measured_without_its_list(
    scratch: Scratch, readers: Readers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(grouping, "MOST_VALUES", 1)
    fill(scratch)
    _, listed = await shirt(scratch, readers, few=True)
    assert (listed.statements, listed.listed, listed.rows) == (1, (), 5)
    (size,) = [column for column in listed.columns if column.column == "size"]
    assert (size.value("mean"), size.value("distinct_count"), size.distribution.top_values) == (1.4, None, ())


@servers_of("postgresql", "mysql", "sqlite")
async def test_above_the_size_that_is_counted_thoroughly_nothing_is_listed_unless_all_is_asked_for(
    scratch: Scratch, readers: Readers
):
    fill(scratch)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        large = replace(table, row_estimate=10**7)
        dialect, columns = scratch.connection.dialect, table.columns
        lean = await measure_table(session, dialect, large, few=columns)
        everything = await measure_table(session, dialect, large, few=columns, everything=True)
    assert (lean.listed, lean.columns[0].value("distinct_count")) == ((), None)
    assert everything.listed
    assert everything.columns[0].value("distinct_count") == 4


ODD_CELLS = "CREATE TABLE t (n integer, d date); INSERT INTO t VALUES (1, '2024-01-31'), (1, '2024-01-31x'), ('one', 20240131);"


@servers_of("sqlite")
async def test_cells_of_another_type_cost_a_column_its_quantiles(scratch: Scratch, readers: Readers):
    scratch.execute(ODD_CELLS)
    _, listed = await shirt(scratch, readers, few=True)
    number, day = listed.columns
    assert listed.listed == ("n", "d")
    assert (number.value("wrong_type_count"), number.value("distinct_count")) == (1, 2)
    assert ([each.label for each in number.distribution.top_values], number.distribution.quantiles) == (
        ["1"],
        (),
    )
    assert (day.value("distinct_count"), day.distribution.quantiles, day.distribution.weekdays) == (3, (), ())


NOT_FINITE = """
CREATE TABLE t (f double precision, n numeric, d date, b boolean);
INSERT INTO t VALUES ('NaN', 'NaN', 'infinity', true), ('-Infinity', 1, '2024-01-31', true), (2, 1, '2024-01-31', NULL),
    (2, 3, '0044-03-15 BC', false);
"""


@servers_of("postgresql")
async def test_what_has_no_place_on_a_line_is_counted_and_left_out_of_quantiles(
    scratch: Scratch, readers: Readers
):
    scratch.execute(NOT_FINITE)
    _, listed = await shirt(scratch, readers, few=True)
    by_name: dict[str, ColumnProfile] = {column.column: column for column in listed.columns}
    assert [by_name[name].value("distinct_count") for name in "fndb"] == [3, 3, 3, 2]
    assert {each.value for each in by_name["f"].distribution.quantiles} == {2}
    assert {each.value for each in by_name["n"].distribution.quantiles} == {1, 3}
    assert by_name["d"].distribution.quantiles == ()  # no calendar of ours has days before Christ
    assert [(each.label, each.count) for each in by_name["b"].distribution.top_values] == [("true", 2)]


LEFT = "CREATE TABLE t AS SELECT i AS id, (i % 3)::numeric AS free FROM generate_series(1, 30) AS i;"
"""A pass has no type for a numeric of any precision."""


@servers_of("postgresql")
async def test_few_values_of_a_column_that_a_pass_leaves_are_listed(scratch: Scratch, readers: Readers):
    scratch.execute(LEFT)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        measured = await measure_exactly(session, "postgresql", table, few=table.columns)
    free = measured.columns[1]
    assert (measured.listed, free.value("distinct_count")) == (("free",), 3)
    assert [(each.count, each.exact) for each in free.distribution.top_values] == [(10, True)] * 3
    assert {each.value for each in free.distribution.quantiles} == {0, 1, 2}
