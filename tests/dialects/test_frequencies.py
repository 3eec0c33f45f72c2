"""Values counted by grouping, and what the catalog's own statistics say: on every server."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction import frequencies as module
from app.extraction.frequencies import few_valued, frequencies
from app.extraction.inspector import extract_schema
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import DataType
from tests.support.dialects import every_dialect, servers_of
from tests.support.scratch import Scratch
from tests.support.tables import make_table

SHIRTS = """
CREATE TABLE shirt (colour varchar(20), size int, worn date);
INSERT INTO shirt VALUES ('red', 1, '2024-02-29'), ('Red', 1, NULL), ('red ', 2, '2024-02-29'), (NULL, 2, NULL), ('', 1, NULL);
"""


@every_dialect
async def test_every_value_is_counted_as_it_stands(scratch: Scratch, readers: Readers):
    scratch.execute(SHIRTS)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = (await extract_schema(session, scratch.connection)).tables
        (table,) = [each for each in tables if each.name == "shirt"]
        found = await frequencies(session, scratch.connection.dialect, table, table.columns)

    assert found.counts == {
        "colour": {"red": 1, "Red": 1, "red ": 1, None: 1, "": 1},
        "size": {"1": 3, "2": 2},
        "worn": {"2024-02-29": 2, None: 3},
    }
    assert found.distinct == {"colour": 4, "size": 2, "worn": 1}
    assert found.statements == (1 if scratch.connection.dialect == "postgresql" else 3)


@servers_of("postgresql", "sqlite")
async def test_a_column_of_more_values_than_may_be_told_is_left_out(
    scratch: Scratch, readers: Readers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_VALUES", 1)
    scratch.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (NULL);")
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        found = await frequencies(session, scratch.connection.dialect, table, table.columns)

    assert (found.counts, found.statements) == ({}, 1)


@servers_of("postgresql")
async def test_more_columns_than_grouping_takes_are_counted_in_two_statements(
    scratch: Scratch, readers: Readers
):
    names = ", ".join(f"c{number} int" for number in range(33))
    values = ", ".join(str(number) for number in range(33))
    scratch.execute(f"CREATE TABLE t ({names}); INSERT INTO t VALUES ({values});")  # noqa: S608 - our own
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        found = await frequencies(session, scratch.connection.dialect, table, table.columns)

    assert found.counts == {f"c{number}": {str(number): 1} for number in range(33)}
    assert found.statements == 2


def test_only_columns_known_to_have_few_values_are_counted_so() -> None:
    table = make_table({"a": DataType.TEXT, "b": DataType.TEXT, "c": DataType.TEXT, "d": DataType.JSON})
    told = [
        ColumnProfile(
            column=name, measurements=(Measurement(metric="distinct_count", value=count, exact=False),)
        )
        for name, count in (("a", 7), ("b", 2501), ("d", 7))
    ]
    assert [column.name for column in few_valued(table, told)] == ["a"]
