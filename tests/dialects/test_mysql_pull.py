"""A MySQL or MariaDB table read whole in the reader says what the server says of every cell, or leaves the column to it."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from typing import Any

import pytest
from pymysql.err import MySQLError

from app.connection.dialects.mysql_driver import DRIVER
from app.connection.dialects.mysql_lossless import Form, PulledCell
from app.connection.dialects.mysql_stream import Stream
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.connection.session import PulledTable, Statement
from app.connection.wire import Order
from app.errors import (
    NoAccessError,
    SourceLostError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
)
from app.extraction.exact import measure_exactly
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.model.schema import DataType, Table
from app.quality.profile import Measured
from tests.dialects.test_truth_tables import CASES, filled
from tests.support.bad_values import BYTES, TEXTS
from tests.support.scratch import Scratch
from tests.support.server import SCANNER
from tests.support.strict_servers import StrictServer

on_both = pytest.mark.parametrize("scratch", ["mariadb", "mysql 8.0.15"], indirect=True)
on_mariadb = pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)

DIGITS = "(SELECT 0 AS d" + "".join(f" UNION ALL SELECT {d}" for d in range(1, 10)) + ")"
TENS = ", ".join(f"{DIGITS} AS d{place}" for place in range(5))
COUNTED = " + ".join(f"{10**place} * d{place}.d" for place in range(5))
NUMBERS = f"(SELECT {COUNTED} AS n FROM {TENS} WHERE d4.d < 4) AS numbers"  # noqa: S608 - our own
PLAIN = f"""
SET sql_mode = '';
CREATE TABLE plain (id BIGINT PRIMARY KEY, i INT, u BIGINT UNSIGNED, r DOUBLE, f FLOAT, n DECIMAL(12,4), w DECIMAL(38,10),
    t VARCHAR(90), c CHAR(8), x TEXT, e ENUM('red', 'green', 'b,l'), s SET('x', 'y'), d DATE, m DATETIME, p TIMESTAMP(3) NULL,
    h TIME(2), y YEAR, b BOOLEAN, g BIT(1), v VARBINARY(9), j JSON, o BIT(12), a POINT) CHARACTER SET utf8mb4;
INSERT INTO plain SELECT n * 3, IF(n % 7, n % 1000 - 500, NULL), 18446744073709551615 - n % 99, n / 3, n / 7, n % 50 / 4, n * 1e9 / 7,
    CASE n % 6 WHEN 0 THEN '' WHEN 1 THEN ' n/a ' WHEN 2 THEN CONCAT('é', n) WHEN 3 THEN CONCAT('a', CHAR(0), 'b\\n"\\\\,\\t')
        WHEN 4 THEN NULL ELSE CONCAT('w', n % 9) END,
    CONCAT('x', n % 5, '  '), REPEAT('long ', n % 60), 1 + n % 3, n % 4, DATE_ADD('2020-01-01', INTERVAL n % 900 DAY),
    TIMESTAMPADD(MINUTE, n, '2020-01-01 00:00:00'), TIMESTAMPADD(MICROSECOND, n * 1000, '2020-01-01 00:00:00'),
    SEC_TO_TIME(n % 86400), 1970 + n % 80, n % 3 = 0, n % 2, 'bytes', IF(n % 2, '{{"a": 1}}', NULL), n % 4096, POINT(n, 1) FROM {NUMBERS};
"""  # noqa: S608 - our own
ODD = """
SET sql_mode = '';
CREATE TABLE odd (plain INT, day DATE, moment DATETIME, span TIME, truth BOOLEAN, wide DECIMAL(65,30), long_text LONGTEXT);
INSERT INTO odd VALUES (1, '0000-00-00', '2021-00-00 00:00:00', '-838:59:59', 2, 1e34, REPEAT('x', 20000)),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL), (3, '2021-01-31', '2021-01-31 10:00:00', '10:00:00', 1, 1.5, 'y');
"""
BIG = f"CREATE TABLE big AS SELECT n AS id, MD5(n) AS hash, REPEAT('x', 200) AS text FROM {NUMBERS};"  # noqa: S608 - likewise
SHARED = {
    "null_count", "empty_count", "blank_count", "placeholder_count", "distinct_count", "min", "max", "zero_count", "negative_count",
    "min_length", "max_length", "mean_length", "future_count", "midnight_share", "true_count", "false_count",
}  # fmt: skip


@asynccontextmanager
async def opened(
    scratch: Scratch, readers: Readers, **limits: Any
) -> AsyncGenerator[tuple[ReaderSession, dict[str, Table]]]:
    async with readers.open(scratch.connection, scratch.credential, Limits(**limits)) as session:
        catalog = await extract_schema(session, scratch.connection)
        yield session, {table.name: table for table in catalog.tables}


def numbers(measured: Measured, column: str) -> dict[str, object]:
    """Of the metrics that every way knows, as far as they are exact."""
    profile = next(each for each in measured.columns if each.column == column)
    return {
        each.metric: written(each.value)
        for each in profile.measurements
        if each.metric in SHARED and each.exact
    }


def written(value: object) -> object:
    """A moment without zeros at its end, which DuckDB leaves out; the beginning of a long text."""
    if not isinstance(value, str):
        return value
    return re.sub(r"(:\d\d)(\.\d*?)0+$", r"\1\2", value).removesuffix(".")[:100]


def about(value: object, digits: float = 1e-12) -> object:
    return pytest.approx(value, rel=digits) if isinstance(value, float) else value


async def compared(session: ReaderSession, table: Table) -> PulledTable:
    """The pull, after every number of it was found the same as the server's own."""
    pulled = await session.pull(table)
    pushed = await measure_table(session, "mysql", replace(table, row_estimate=1))
    assert pulled.measured.rows == pushed.rows
    native = {each.name: each.native_type for each in table.columns}
    for profile in pulled.measured.columns:
        ours, theirs = numbers(pulled.measured, profile.column), numbers(pushed, profile.column)
        same = ours.keys() & theirs.keys()
        assert "null_count" in same
        digits = 1e-5 if native[profile.column] == "float" else 1e-12  # the server tells six of a float's end
        expected = {name: about(theirs[name], digits) for name in same}
        assert {name: ours[name] for name in same} == expected, profile.column
    return pulled


@on_both
async def test_every_number_is_the_one_of_the_server(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(PLAIN)
    async with opened(scratch, readers) as (session, tables):
        before = session.rows_read
        pulled = await compared(session, tables["plain"])
        assert session.rows_read >= before + 40_000

    assert pulled.left == ()
    assert 3 <= pulled.measured.statements <= 6


@on_both
async def test_the_truth_tables_hold_for_a_pull(scratch: Scratch, readers: Readers) -> None:
    cases = CASES["mysql"]
    wrong: dict[tuple[str, str], tuple[object, object]] = {}
    pulled_cases: set[str] = set()
    async with filled(scratch, readers, cases) as (session, tables):
        for (name, case), table in zip(cases.items(), tables, strict=True):
            assert isinstance(session, ReaderSession)
            found = (await session.pull(table)).measured
            for profile in found.columns:
                pulled_cases.add(name)
                values = {each.metric: each.value for each in profile.measurements}
                for metric in case["expect"].keys() & values.keys() & SHARED:
                    expected = case["expect"][metric]
                    got = "nothing" if values[metric] is None else values[metric]
                    if written(got) != about(written(expected)):
                        wrong[name, metric] = (got, expected)

    assert wrong == {}
    assert len(pulled_cases) > len(cases) / 2


@on_both
async def test_cells_that_programs_trip_over_are_read_or_left_but_never_changed(
    scratch: Scratch, readers: Readers
) -> None:
    script: list[str] = []
    for number, cells in enumerate(TEXTS.values()):
        script.append(f"CREATE TABLE t{number} (a LONGTEXT CHARACTER SET utf8mb4, b LONGBLOB);")
        for text in cells:
            data = None if text is None else text.encode("utf-8", "replace").hex()
            value = "NULL" if data is None else f"x'{data}'"
            script.append(f"INSERT INTO t{number} VALUES (CONVERT({value} USING utf8mb4), {value});")  # noqa: S608 - our own
    script.append("CREATE TABLE bytes (a LONGTEXT CHARACTER SET latin1, b VARBINARY(5000));")
    script.extend(f"INSERT INTO bytes VALUES (x'{each.hex()}', x'{each.hex()}');" for each in BYTES)  # noqa: S608 - our own
    scratch.execute("\n".join(script))
    async with opened(scratch, readers) as (session, tables):
        for name, table in tables.items():
            pulled = await compared(session, table)
            longest = max((len(each or "") for each in TEXTS.get(name, ())), default=0)
            assert pulled.left == () or longest == 0


@on_both
async def test_values_duckdb_has_no_type_for_leave_only_their_columns_to_the_server(
    scratch: Scratch, readers: Readers
) -> None:
    scratch.execute(ODD)
    async with opened(scratch, readers) as (session, tables):
        pulled = await compared(session, tables["odd"])
        measured = await measure_exactly(session, "mysql", tables["odd"])

    assert [each.column for each in pulled.measured.columns] == ["plain"]
    assert pulled.left == ("day", "moment", "span", "truth", "wide", "long_text")
    assert [each.column for each in measured.columns] == [each.name for each in tables["odd"].columns]


@on_mariadb
@pytest.mark.parametrize("seed", [0, 1, 42])
async def test_quantiles_are_exact_of_numbers_the_server_drew_itself(
    scratch: Scratch, readers: Readers, seed: int
) -> None:
    scratch.execute(
        f"CREATE TABLE drawn AS SELECT CAST(RAND({seed}) * 1e9 AS INT) AS number FROM {NUMBERS}"  # noqa: S608 - ours
    )
    ranked = "SELECT number, ROW_NUMBER() OVER (ORDER BY number) AS place FROM drawn"
    ((middle,),) = scratch.execute(f"SELECT number FROM ({ranked}) AS r WHERE place = 20000")  # noqa: S608 - ours
    async with opened(scratch, readers) as (session, tables):
        (number,) = (await session.pull(tables["drawn"])).measured.columns

    assert [each.exact for each in number.distribution.quantiles] == [True] * 7
    assert number.distribution.quantiles[3].value == int(middle)


@on_both
async def test_an_empty_table_and_odd_names_are_read(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(
        "CREATE TABLE `a ``b%s'` (`c d%` TEXT, `select` INT); CREATE TABLE none (a TEXT);"
        "INSERT INTO `a ``b%s'` VALUES ('x''y', 1); CREATE TABLE wide (w DECIMAL(65,0))"
    )
    async with opened(scratch, readers) as (session, tables):
        assert (await compared(session, tables["a `b%s'"])).measured.rows == 1
        assert (await session.pull(tables["none"])).measured.rows == 0
        assert (await session.pull(tables["wide"])).left == ("w",)


@on_both
async def test_the_session_goes_on_after_its_limit(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(BIG)
    async with opened(scratch, readers) as (session, tables):
        # Loads DuckDB, which on a busy machine takes longer than the grace of a limit.
        await session.pull(tables["big"])
        with pytest.raises(StatementTimeoutError):
            await session.pull(tables["big"], timeout_seconds=0.005)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
        assert (await session.pull(tables["big"])).measured.rows == 40_000
        await becomes(lambda: scratch.sessions() == 1)


@on_both
async def test_what_is_missing_is_told_as_for_any_statement(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(BIG)
    async with opened(scratch, readers) as (session, tables):
        gone = replace(tables["big"], name="gone")
        with pytest.raises((TableGoneError, NoAccessError)):
            await session.pull(gone)
        unknown = replace(tables["big"].columns[0], name="nowhere")
        with pytest.raises(StatementRefusedError) as failure:
            await session.pull(replace(tables["big"], columns=(unknown,)))
        assert "nowhere" not in str(failure.value)
        assert (await session.pull(tables["big"])).measured.rows == 40_000


@on_both
async def test_somebody_elses_lock_is_not_waited_for(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(BIG)
    async with opened(scratch, readers) as (session, tables):
        lock = asyncio.create_task(
            asyncio.to_thread(scratch.execute, "LOCK TABLES big WRITE; SELECT SLEEP(6); UNLOCK TABLES")
        )
        await asyncio.sleep(1)
        with pytest.raises(TableLockedError):
            await session.pull(tables["big"])
        await lock
        assert (await session.pull(tables["big"])).measured.rows == 40_000


@on_mariadb
async def test_a_killed_session_is_over(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(BIG.replace("'x', 200", "'x', 9000"))
    async with opened(scratch, readers) as (session, tables):
        reading = asyncio.create_task(session.pull(tables["big"]))
        await becomes(lambda: bool(running(scratch)))
        scratch.execute("".join(f"KILL {number};" for number in running(scratch)))
        with pytest.raises(SourceLostError):
            await reading
        with pytest.raises(SourceLostError):
            await session.fetch(Statement(sql="SELECT 1"))


@on_mariadb
async def test_rows_left_unread_end_their_connection_and_the_next_sees_all(scratch: Scratch) -> None:
    scratch.execute(BIG)
    order = order_of(scratch.connection.fields(), scratch.credential.password)
    own = DRIVER.open(order)
    cells = [
        PulledCell(name="id", data_type=DataType.INTEGER, form=Form.INTEGER, select="id"),
        PulledCell(name="text", data_type=DataType.TEXT, form=Form.TEXT, select="text"),
    ]
    stream = Stream(DRIVER, order, own, 60)
    stream.begin()
    first = next(stream.rows("SELECT id, text FROM big", cells))
    stream.start_over()
    again = list(stream.rows("SELECT id, text FROM big", cells))

    assert 0 < first.height < 40_000 == sum(each.height for each in again)
    assert own.connection.closed
    await becomes(lambda: scratch.sessions() == 1)
    stream.close()
    await becomes(lambda: scratch.sessions() == 0)


@on_mariadb
async def test_a_snapshot_is_one_moment_for_every_statement_and_lets_nobody_write(scratch: Scratch) -> None:
    scratch.execute(BIG)
    order = order_of(scratch.connection.fields(), scratch.credential.password)
    cell = PulledCell(name="id", data_type=DataType.INTEGER, form=Form.INTEGER, select="id")
    with closing(Stream(DRIVER, order, DRIVER.open(order), 60)) as stream:
        stream.begin()
        assert stream.count("big") == 40_000
        scratch.execute("DELETE FROM big WHERE id < 39000")
        rows = sum(each.height for each in stream.rows("SELECT id FROM big", [cell]))
        with pytest.raises(MySQLError) as refused:
            list(stream.rows("CREATE TABLE mine (a int)", [cell]))
        stream.source.connection.close()
    assert rows == 40_000
    assert refused.value.args[0] in {1142, 1792}


async def test_rows_come_through_tls(strict_mariadb: StrictServer, readers: Readers) -> None:
    strict_mariadb.admin(
        f"CREATE TABLE shop.many AS SELECT n AS id, REPEAT('x', 200) AS text FROM {NUMBERS}"  # noqa: S608 - ours
    )
    connection = strict_mariadb.connection()
    async with readers.open(connection, strict_mariadb.server.credential, Limits()) as session:
        tables = {table.name: table for table in (await extract_schema(session, connection)).tables}
        pulled = await session.pull(tables["many"])
    assert pulled.measured.rows == 40_000
    assert numbers(pulled.measured, "text")["distinct_count"] == 1


def order_of(fields: Mapping[str, str | int | None], password: str | None) -> Order:
    return Order(
        driver="", fields=fields, password=password, address="127.0.0.1", file_roots=None, application_name="test",
        connect_timeout_seconds=5, statement_timeout_seconds=30, deadline_seconds=60, memory_bytes=1,
    )  # fmt: skip


def running(scratch: Scratch) -> list[str]:
    """Sessions of ours that read the table."""
    found = scratch.execute(
        f"SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '{SCANNER}' AND INFO LIKE 'SELECT t.%'"  # noqa: S608 - ours
    )
    return [str(row[0]) for row in found]


async def becomes(true: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.02)
