import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, parse_connection
from app.connection.dialects import available, get_dialect
from app.connection.dialects.base import Dialect
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Rows, Statement
from app.errors import NoAccessError, StatementRefusedError, TableGoneError, ViewBrokenError
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample, seed_of
from app.model.sample import Cell, SamplingMethod
from app.model.schema import Column, DataType, Key, Table, TableKind

GIB = 1024**3
POSTGRESQL = parse_connection({"dialect": "postgresql", "host": "h", "database": "d", "user": "scanner"})
COLUMNS = (
    Column(name="id", position=1, native_type="bigint", data_type=DataType.INTEGER),
    Column(name="photo", position=2, native_type="bytea", data_type=DataType.BINARY),
    Column(name="place", position=3, native_type="geometry(Point,4326)", data_type=DataType.OTHER),
)


class Answering:
    """A session that answers every statement with the same rows, or fails it."""

    def __init__(self, answer: tuple[tuple[Cell, ...], ...] | Exception) -> None:
        self.answer = answer
        self.asked: list[Statement] = []

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        del timeout_seconds
        self.asked.append(statement)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Rows((), self.answer)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(), None)) as made:
        yield made


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Connection:
    """A table ``n`` of 2,000 rows and an empty one."""
    path: Path = tmp_path_factory.mktemp("numbers") / "numbers.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE n (i INTEGER, total TEXT, photo BLOB)")
        connection.executemany(
            "INSERT INTO n VALUES (?, ?, x'00')", [(i, "é" * (3 * i)) for i in range(2000)]
        )
        connection.execute("CREATE TABLE void (i INTEGER)")
        connection.commit()
    return parse_connection({"dialect": "sqlite", "path": str(path)})


def _table(**changes: object) -> Table:
    fields: dict[str, object] = {"schema": "public", "name": "t", "kind": TableKind.TABLE, "columns": COLUMNS}
    return Table(**(fields | changes))  # pyright: ignore[reportArgumentType] - checked by the dataclass's users


async def test_a_sample_has_the_wanted_rows_and_repeats_by_its_seed(readers: Readers, numbers: Connection):
    async with readers.open(numbers, Credential(), Limits()) as session:
        table = (await extract_schema(session, numbers)).tables[0]
        first, again, other = [
            await draw_sample(session, numbers, table, rows=200, seed=s) for s in (1, 1, 2)
        ]
    assert (first.facts.method, first.facts.rows) == (SamplingMethod.BERNOULLI, 200)
    assert first == again
    assert first.values != other.values
    assert first.facts.columns_left_out == ("photo",)


async def test_every_row_has_the_same_chance(readers: Readers, numbers: Connection):
    """50 samples of 200 of 2,000 rows: each quarter of the table gets 2,500 draws, ± 5 standard deviations."""
    drawn = [0, 0, 0, 0]
    async with readers.open(numbers, Credential(), Limits()) as session:
        table = (await extract_schema(session, numbers)).tables[0]
        for seed in range(50):
            sample = await draw_sample(session, numbers, table, rows=200, seed=seed)
            for value in sample.values["i"]:
                drawn[int(value or 0) // 500] += 1
    assert sum(drawn) == 10_000
    assert all(abs(count - 2500) < 215 for count in drawn)


async def test_values_are_text_cut_on_the_server(readers: Readers, numbers: Connection):
    async with readers.open(numbers, Credential(), Limits()) as session:
        table = (await extract_schema(session, numbers)).tables[0]
        sample = await draw_sample(session, numbers, table, rows=5000, seed=1)
    assert sample.facts.method is SamplingMethod.ALL
    assert sample.values["i"] == tuple(str(i) for i in range(2000))
    assert sample.values["total"] == tuple("é" * min(3 * i, 4096) for i in range(2000))


async def test_an_empty_table_is_known_whole(readers: Readers, numbers: Connection):
    async with readers.open(numbers, Credential(), Limits()) as session:
        table = (await extract_schema(session, numbers)).tables[1]
        sample = await draw_sample(session, numbers, table, rows=10, seed=1)
    assert (sample.facts.method, sample.facts.rows, sample.values) == (SamplingMethod.ALL, 0, {"i": ()})


@pytest.mark.parametrize(
    ("changes", "answer", "method", "rows"),
    [
        ({}, [("1", 2), ("2", 2)], SamplingMethod.ALL, 2),
        ({}, [], SamplingMethod.ALL, 0),
        ({}, [(str(i), 12) for i in range(12)], SamplingMethod.BERNOULLI, 10),
        ({}, [(str(i), 5000) for i in range(90)], SamplingMethod.BERNOULLI, 10),
        ({"size_bytes": GIB, "row_estimate": 10**7}, [], SamplingMethod.BERNOULLI, 0),
        ({"size_bytes": GIB, "row_estimate": 10**7}, [("1", None)] * 104, SamplingMethod.HEAD, 10),
        ({"size_bytes": 2 * GIB, "row_estimate": 10**8}, [("1", None)] * 70, SamplingMethod.PAGES, 10),
        ({"kind": TableKind.VIEW}, [("1", None)] * 10, SamplingMethod.ALL, 10),
        ({"kind": TableKind.VIEW}, [("1", None)] * 11, SamplingMethod.HEAD, 10),
    ],
)
async def test_the_method_says_no_more_than_what_came(
    changes: dict[str, object], answer: list[tuple[Cell, ...]], method: SamplingMethod, rows: int
):
    session = Answering(tuple(answer))
    sample = await draw_sample(session, POSTGRESQL, _table(**changes), rows=10, seed=1)
    assert (sample.facts.method, sample.facts.rows) == (method, rows)
    assert sample.facts.columns_left_out == ("photo", "place")
    assert len(session.asked) == 1


@pytest.mark.parametrize("error", [StatementRefusedError(sqlstate="22012"), TableGoneError()])
async def test_what_fails_inside_a_view_is_the_views_failure(error: Exception):
    with pytest.raises(ViewBrokenError):
        await draw_sample(Answering(error), POSTGRESQL, _table(kind=TableKind.VIEW), rows=5, seed=1)
    with pytest.raises(type(error)):
        await draw_sample(Answering(error), POSTGRESQL, _table(), rows=5, seed=1)


async def test_a_missing_right_names_the_exact_grant():
    table = _table(schema="hr", name='pay"roll')
    with pytest.raises(NoAccessError) as caught:
        await draw_sample(Answering(NoAccessError(user="scanner")), POSTGRESQL, table, rows=5, seed=1)
    expected = 'GRANT USAGE ON SCHEMA "hr" TO "scanner"; GRANT SELECT ON "hr"."pay""roll" TO "scanner";'
    assert caught.value.evidence["grant"] == expected


@pytest.mark.parametrize("dialect", available(), ids=[dialect.name for dialect in available()])
@given(
    rows=st.integers(1, 100_000),
    seed=st.integers(0, 2**31 - 1),
    size=st.sampled_from([None, 0, GIB, 3 * GIB]),
)
@settings(deadline=None, max_examples=30)
def test_a_drawing_aims_above_the_wanted_rows_and_stops_above_that(
    dialect: Dialect, rows: int, seed: int, size: int | None
):
    drawing = dialect.drawing(_table(size_bytes=size, row_estimate=10**7), rows=rows, seed=seed)
    assert drawing.limit > rows
    assert drawing.statement.counts
    assert [column.name for column in drawing.columns] == ["id"]


def test_a_large_mysql_table_with_an_integer_key_is_read_at_random_keys():
    table = _table(size_bytes=2 * GIB, row_estimate=10**8, primary_key=Key(columns=("id",)))
    drawing = get_dialect("mysql").drawing(table, rows=1000, seed=1)
    assert drawing.method is SamplingMethod.KEY_SEEK
    assert drawing.statement.sql.count("UNION ALL") == 19


@given(st.text(), st.text(alphabet="0123456789abcdef", min_size=16, max_size=16))
def test_a_seed_fits_every_server(run: str, table: str):
    assert 0 <= seed_of(run.encode("utf-8", "ignore").decode(), table) < 2**31
