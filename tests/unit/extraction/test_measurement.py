"""One flat aggregate statement per table: its SQL per dialect, and its numbers on a real SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connection.session import Rows, Statement
from app.errors import (
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    UnsupportedDialectError,
)
from app.extraction.measurement import is_thorough, measure_table, measurement_statements
from app.extraction.measurement.listed import with_list
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Cell
from app.model.schema import DataType, Table
from app.quality.metrics import METRIC
from app.quality.profile import Measured
from app.quality.sampling.measuring import measure_sample
from tests.support.tables import make_sample, make_table
from tests.support.verdicts import harmless_verdict

GOLDEN = Path(__file__).parents[2] / "golden" / "measurement"

EVERY_TYPE = make_table(
    {
        "id": DataType.INTEGER,
        'Näme "50%"': DataType.TEXT,
        "price": DataType.DECIMAL,
        "weight": DataType.FLOAT,
        "active": DataType.BOOLEAN,
        "born": DataType.DATE,
        "opens": DataType.TIME,
        "seen": DataType.TIMESTAMP,
        "extra": DataType.JSON,
        "token": DataType.UUID,
        "address": DataType.NETWORK,
        "tags": DataType.ARRAY,
        "photo": DataType.BINARY,
        "place": DataType.OTHER,
    },
    schema="shop",
    name='order`"%',
)


@dataclass
class SqliteSession:
    """A session on a database in memory that counts its statements and can refuse the first ones."""

    connection: sqlite3.Connection
    refusals: list[SourceSenseError] = field(default_factory=list[SourceSenseError])
    statements: list[Statement] = field(default_factory=list[Statement])

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        del timeout_seconds
        self.statements.append(statement)
        if self.refusals:
            raise self.refusals.pop(0)
        cursor = self.connection.execute(statement.sql, statement.parameters or {})
        return Rows(tuple(each[0] for each in cursor.description), tuple(cursor.fetchall()))


@pytest.fixture
def session() -> Iterator[SqliteSession]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield SqliteSession(connection)


def fill(session: SqliteSession, table: Table, rows: Iterable[Sequence[Cell]], *, declared: str = "") -> None:
    def quoted(name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    columns = ", ".join(f"{quoted(each.name)} {declared}" for each in table.columns)
    session.connection.execute(f"DROP TABLE IF EXISTS {quoted(table.name)}")
    session.connection.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")
    marks = ", ".join("?" * len(table.columns))
    session.connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608 - quoted


async def measure_column(
    session: SqliteSession, data_type: DataType, cells: Sequence[Cell], *, declared: str = ""
) -> dict[str, Measurement]:
    table = make_table({"value": data_type})
    fill(session, table, [(cell,) for cell in cells], declared=declared)
    measured = await measure_table(session, "sqlite", table)
    return {each.metric: each for each in measured.columns[0].measurements}


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
@pytest.mark.parametrize("thorough", [True, False])
def test_the_statement_is_the_reviewed_one(dialect: str, thorough: bool) -> None:
    (statement,) = measurement_statements(dialect, EVERY_TYPE, thorough=thorough)
    golden = GOLDEN / f"{dialect}{'' if thorough else '-lean'}.sql"

    assert statement.sql.replace(", count", ",\n    count") + "\n" == golden.read_text(encoding="utf-8")
    assert statement.counts
    assert statement.reads == 'shop.order`"%'


TEXTS: tuple[Cell, ...] = (None, None, "", "  ", " n/a", "-", "1900-01-01", "b", "B", "a ", "a", "a")


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("null_count", 2),
        ("null_share", 2 / 12),
        ("blank_count", 2),
        ("placeholder_count", 3),
        ("placeholder_share", 3 / 12),
        ("distinct_count", 9),
        ("distinct_share", 9 / 10),
        ("duplicate_count", 1),
        ("min", ""),
        ("max", "b"),
    ],
)
async def test_texts_are_measured(session: SqliteSession, metric: str, value: float | str) -> None:
    measured = (await measure_column(session, DataType.TEXT, TEXTS))[metric]

    assert measured.value == value
    assert measured.exact
    assert METRIC[metric]


@pytest.mark.parametrize("cells", [(), (None, None)])
async def test_nothing_is_left_open_rather_than_zero(session: SqliteSession, cells: tuple[None, ...]) -> None:
    measured = await measure_column(session, DataType.TEXT, cells)

    assert measured["distinct_count"].value == 0
    assert measured["distinct_share"].value is None
    assert measured["min"].value is None
    assert measured["null_share"].value == (1.0 if cells else None)


@pytest.mark.parametrize(
    ("cells", "smallest", "largest"),
    [
        ((3, 1, 2), 1.0, 3.0),
        ((0.1, -2.5), -2.5, 0.1),
        ((9007199254740993, 1), 1.0, "9007199254740993"),
        ((float("inf"), float("-inf")), "-Infinity", "Infinity"),
        (("abc", 5), 5.0, 5.0),
    ],
)
async def test_numbers_stay_text_where_a_float_would_change_them(
    session: SqliteSession, cells: tuple[Cell, ...], smallest: float | str, largest: float | str
) -> None:
    measured = await measure_column(session, DataType.DECIMAL, cells)

    assert (measured["min"].value, measured["max"].value) == (smallest, largest)


async def test_texts_are_told_apart_whatever_the_collation_of_the_column(session: SqliteSession) -> None:
    measured = await measure_column(session, DataType.TEXT, ("A", "a", "a "), declared="TEXT COLLATE NOCASE")

    assert measured["distinct_count"].value == 3


async def test_long_texts_are_cut_on_the_server(session: SqliteSession) -> None:
    measured = await measure_column(session, DataType.TEXT, ("x" * 5_000,))

    assert measured["max"].value == "x" * 200


async def test_dates_stored_as_text_are_searched_for_placeholders_and_blanks(session: SqliteSession) -> None:
    measured = await measure_column(session, DataType.DATE, ("2024-02-03", "", "0000-00-00", "n/a"))

    assert measured["blank_count"].value == 1
    assert measured["placeholder_count"].value == 2


cells = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "n/a", "N/A ", "-", "1900-01-01 00:00:00", "Oslo", "oslo", " Oslo"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cs"]), max_size=12),
)


@given(values=st.lists(cells, min_size=1, max_size=30))
async def test_every_row_counted_in_sql_agrees_with_every_row_sampled(values: list[str | None]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        counted = await measure_column(SqliteSession(connection), DataType.TEXT, values)
    table, sample = make_table({"value": DataType.TEXT}), make_sample({"value": values})
    (sampled,) = measure_sample(table, sample, (harmless_verdict("value"),))
    # The SQL is not masked yet; what does not print is masked in the sample.
    shared = [each for each in sampled.measurements if each.metric in counted and not each.masked]

    assert {each.metric for each in shared} >= {
        "null_share",
        "blank_share",
        "placeholder_share",
        "distinct_count",
    }
    assert {each.metric: counted[each.metric].value for each in shared} == {
        each.metric: each.value for each in shared
    }


async def test_a_table_wider_than_the_answer_may_be_takes_more_statements_and_says_so(
    session: SqliteSession,
) -> None:
    table = make_table({f"c{number}": DataType.TEXT for number in range(700)})
    fill(session, table, [["x"] * 700, [None] * 700])

    measured = await measure_table(session, "sqlite", table)

    assert measured.statements == len(session.statements) == 5
    assert measured.rows == 2
    assert [profile.column for profile in measured.columns] == [column.name for column in table.columns]
    assert all(profile.value("null_share") == 0.5 for profile in measured.columns)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
def test_no_column_is_lost_when_a_table_is_split(dialect: str) -> None:
    table = make_table({f"c{number}": DataType.TEXT for number in range(1_600)})
    statements = measurement_statements(dialect, table, thorough=True)

    assert sum(statement.sql.count(" AS filled_") for statement in statements) == 1_600
    assert 1 < len(statements) <= 11


async def test_a_table_without_columns_is_counted(session: SqliteSession) -> None:
    session.connection.execute("CREATE TABLE customer AS SELECT 1 AS one")

    assert await measure_table(session, "sqlite", make_table({})) == Measured(
        rows=1, columns=(), statements=1
    )


async def test_after_a_timeout_it_is_tried_once_more_without_distinct_values(session: SqliteSession) -> None:
    table = make_table({"value": DataType.TEXT})
    fill(session, table, [("a",)])
    session.refusals.append(StatementTimeoutError(seconds=30))

    measured = await measure_table(session, "sqlite", table)

    assert measured.statements == 2
    assert measured.columns[0].value("distinct_count") is None
    assert measured.columns[0].value("blank_count") == 0


async def test_a_second_timeout_is_the_tables_failure(session: SqliteSession) -> None:
    session.refusals += [StatementTimeoutError(seconds=30), StatementTimeoutError(seconds=30)]

    with pytest.raises(StatementTimeoutError):
        await measure_table(session, "sqlite", make_table({"value": DataType.TEXT}))


@pytest.mark.parametrize(
    ("rows", "counted"), [(None, True), (0, True), (5_000_000, True), (5_000_001, False)]
)
def test_distinct_values_are_counted_only_where_that_is_cheap(rows: int | None, counted: bool) -> None:
    table = make_table({"value": DataType.TEXT}, row_estimate=rows)

    assert is_thorough(table) is counted


async def test_an_unknown_dialect_is_refused(session: SqliteSession) -> None:
    with pytest.raises(UnsupportedDialectError):
        await measure_table(session, "oracle", make_table({"value": DataType.TEXT}))


async def test_a_list_that_is_refused_costs_the_list_alone(session: SqliteSession) -> None:
    table = make_table({"value": DataType.TEXT})
    fill(session, table, [("a",), ("a",)])
    session.refusals.append(StatementRefusedError(object="t", sqlstate="42000"))

    measured = await measure_table(session, "sqlite", table, few=table.columns)

    assert (measured.statements, measured.listed) == (2, ())
    assert measured.columns[0].value("distinct_count") == 1


def test_a_list_of_another_state_of_the_table_is_not_taken() -> None:
    column = make_table({"value": DataType.INTEGER}).columns[0]
    counted = Measurement(metric="null_count", value=1, exact=True)
    measured = ColumnProfile(column="value", measurements=(counted,))
    assert with_list(column, measured, (("7", 2), (None, 2)), 4) is None
    listed = with_list(column, measured, (("7", 3), (None, 1)), 4)
    assert listed is not None
    assert listed.value("distinct_count") == 1
