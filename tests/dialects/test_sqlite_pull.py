"""A SQLite table read whole by DuckDB says what SQLite itself says of every cell, or leaves the column to it."""

import hashlib
import sqlite3
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, SqliteConnection
from app.connection.dialects import get_dialect
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.connection.session import PulledTable
from app.errors import SourceSenseError, StatementRefusedError, StatementTimeoutError
from app.extraction.exact import measure_exactly
from app.extraction.measurement import measure_table
from app.model.schema import Table
from app.quality.profile import Measured
from tests.support.bad_values import bad_database

MIXED = """
CREATE TABLE mixed (i INTEGER, r REAL, t TEXT, d DATE, m TIMESTAMP, n NUMERIC, b BOOLEAN, x, z BLOB);
INSERT INTO mixed VALUES
    (1, 1.5, 'a', '2021-01-31', '2021-01-31 10:00:00', 1.25, 1, 'x', x'ff'),
    ('z', 2, x'ff00', '2021-01-31x', 1610000000, 9007199254740993, 2, 1.5, 'text'),
    (NULL, 9e999, 'A', 20210131, '2021-01-31 10:00:00.5', NULL, 0, NULL, NULL);
"""
PLAIN = """
CREATE TABLE plain (id INTEGER PRIMARY KEY, i INTEGER, r REAL, n NUMERIC, t TEXT, d DATE, m DATETIME, b BOOLEAN);
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 45000)
INSERT INTO plain SELECT n * {step}, CASE WHEN n % 7 THEN n % 1000 - 500 END, n / 3.0, n % 50 / 4.0,
    CASE n % 6 WHEN 0 THEN '' WHEN 1 THEN ' n/a ' WHEN 2 THEN 'é' || n WHEN 3 THEN 'a' || char(0) || 'b' ELSE 'w' || n % 9 END,
    date('2020-01-01', (n % 900) || ' days'), datetime('2020-01-01', n || ' minutes'), CASE WHEN n % 3 THEN n % 2 END FROM c;
"""
SHARED = {
    "null_count", "blank_count", "placeholder_count", "distinct_count", "min", "max", "zero_count", "negative_count",
}  # fmt: skip


@asynccontextmanager
async def opened(path: Path, seconds: float = 60) -> AsyncGenerator[tuple[ReaderSession, dict[str, Table]]]:
    connection = SqliteConnection(path=str(path))
    limits = Limits(statement_timeout_seconds=seconds)
    async with (
        Readers(EgressPolicy(), None) as readers,
        readers.open(connection, Credential(), limits) as session,
    ):
        catalog = await get_dialect("sqlite").read_catalog(session, connection)
        yield session, {table.name: table for table in catalog.tables}


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    def make(script: str) -> Path:
        with closing(sqlite3.connect(tmp_path / "made.db")) as database:
            database.executescript(script)
        return tmp_path / "made.db"

    return make


def numbers(measured: Measured, column: str) -> dict[str, object]:
    """Of the metrics that every way knows; a moment's writing is that of the file."""
    profile = next(each for each in measured.columns if each.column == column)
    return {
        each.metric: _written(each.value)
        for each in profile.measurements
        if each.metric in SHARED and each.exact
    }


def _written(value: object) -> object:
    """Infinity as the model writes it; the beginning of a text, as SQLite cuts one with NUL in it elsewhere."""
    return ("Infinity" if value == "Inf" else value[:100]) if isinstance(value, str) else value


async def compared(session: ReaderSession, table: Table) -> PulledTable:
    """The pull, after every number of it was found the same as SQLite's own."""
    pulled = await session.pull(table)
    pushed = await measure_table(session, "sqlite", table)
    assert pulled.measured.rows == pushed.rows
    for profile in pulled.measured.columns:
        ours, theirs = numbers(pulled.measured, profile.column), numbers(pushed, profile.column)
        same = ours.keys() & theirs.keys()
        assert {"null_count", "distinct_count"} <= same
        assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}, profile.column
    return pulled


@pytest.mark.parametrize("step", [1, 3, 1000], ids=["dense", "gaps", "sparse"])
async def test_every_number_is_the_one_of_sqlite(made: Callable[[str], Path], step: int) -> None:
    async with opened(made(PLAIN.format(step=step))) as (session, tables):
        pulled = await compared(session, tables["plain"])

    assert pulled.left == ()
    assert pulled.measured.statements <= 8


async def test_cells_that_programs_trip_over_are_read_or_left_but_never_changed(tmp_path: Path) -> None:
    refused: list[str] = []
    async with opened(bad_database(tmp_path / "bad.db")) as (session, tables):
        for table in tables.values():
            try:
                await compared(session, table)
            except StatementRefusedError:
                refused.append(table.name)

    assert set(refused) <= {"bytes", "t0 lone surrogates"}  # no UTF-8: left to SQLite


async def test_cells_of_another_kind_leave_only_their_columns_to_sqlite(made: Callable[[str], Path]) -> None:
    async with opened(made(MIXED)) as (session, tables):
        pulled = await compared(session, tables["mixed"])
        measured = await measure_exactly(session, "sqlite", tables["mixed"])

    assert {each.column for each in pulled.measured.columns} == {"r"}
    assert set(pulled.left) == {"i", "t", "d", "m", "n", "b", "x", "z"}
    assert [each.column for each in measured.columns] == [each.name for each in tables["mixed"].columns]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW t AS SELECT 1 AS a",
        "CREATE VIRTUAL TABLE t USING fts5(a)",
        "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL)",
    ],
)
async def test_what_is_no_plain_table_is_left_to_the_hardened_connection(
    made: Callable[[str], Path], script: str
) -> None:
    async with opened(made(script)) as (session, tables):
        with pytest.raises(StatementRefusedError):
            await session.pull(tables["t"])
        assert (await measure_table(session, "sqlite", tables["t"])).rows is not None


async def test_an_empty_table_and_quoted_names_are_read(made: Callable[[str], Path]) -> None:
    script = 'CREATE TABLE "a ""b\'" ("c d" TEXT, "select" INTEGER); CREATE TABLE none (a TEXT);'
    script += "INSERT INTO \"a \"\"b'\" VALUES ('x''y', 1)"
    async with opened(made(script)) as (session, tables):
        assert (await compared(session, tables["a \"b'"])).measured.rows == 1
        assert (await session.pull(tables["none"])).measured.rows == 0


async def test_the_file_is_not_touched_and_the_session_goes_on(made: Callable[[str], Path]) -> None:
    path = made(PLAIN.format(step=1))
    before = hashlib.sha256(path.read_bytes()).digest()

    async with opened(path) as (session, tables):
        await session.pull(tables["plain"])
        assert (await measure_table(session, "sqlite", tables["plain"])).rows == 45_000

    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert {each.name for each in path.parent.iterdir()} == {"made.db"}


async def test_a_pass_that_takes_too_long_ends_at_its_limit(made: Callable[[str], Path]) -> None:
    async with opened(made(PLAIN.format(step=1))) as (session, tables):
        # Loads DuckDB, which on a busy machine takes longer than the grace of a limit.
        await session.pull(tables["plain"])
        with pytest.raises(SourceSenseError) as failure:
            await session.pull(tables["plain"], timeout_seconds=0.001)

    assert isinstance(failure.value, StatementTimeoutError | StatementRefusedError)
