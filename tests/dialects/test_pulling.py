"""DuckDB inside the reader stays within the same envelope as our own connection, and says no number it has not read."""

import asyncio
import math
import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from app.connection.config import Connection, Credential
from app.connection.dialects import get_dialect
from app.connection.dialects.postgresql_pull import conninfo
from app.connection.limits import Limits
from app.connection.pulling import literal, locked_duck
from app.connection.reader import Readers, ReaderSession
from app.connection.session import PulledTable, Statement
from app.connection.wire import Order, Pull
from app.errors import (
    CertificateUntrustedError,
    NoAccessError,
    ReaderCrashedError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
)
from app.extraction.exact import measure_exactly
from app.model.measurements import ColumnProfile
from app.model.run import ScanOptions
from app.model.schema import Table
from app.model.ways import Mode, Way
from app.pipeline.profiling import profile_source
from app.pipeline.source import DirectSource
from app.wiring.detectors import load_classifier
from tests.support.postgresql_schema import holding_a_lock
from tests.support.scratch import Scratch
from tests.support.server import SCANNER
from tests.support.strict_servers import StrictServer

on_postgresql = pytest.mark.parametrize("scratch", ["postgresql", "postgresql 18"], indirect=True)
on_one_postgresql = pytest.mark.parametrize("scratch", ["postgresql"], indirect=True)
BIG = """
CREATE TABLE big AS SELECT i AS id, md5(i::text) AS hash, i % 5 AS few, (i / 4.0)::numeric(12,2) AS price
FROM generate_series(1, 150000) AS i; ANALYZE big;
"""


async def table_of(session: ReaderSession, connection: Connection, name: str) -> Table:
    catalog = await get_dialect("postgresql").read_catalog(session, connection)
    return next(table for table in catalog.tables if table.name == name)


async def pulled(
    scratch: Scratch, readers: Readers, name: str, *, streams: int = 2, limits: Limits | None = None
) -> PulledTable:
    async with readers.open(scratch.connection, scratch.credential, limits or Limits()) as session:
        return await session.pull(await table_of(session, scratch.connection, name), streams=streams)


def column(found: PulledTable, name: str) -> ColumnProfile:
    return next(each for each in found.measured.columns if each.column == name)


def log_since(scratch: Scratch, mark: int) -> str:
    assert scratch.server is not None
    return scratch.server.log.read_text(errors="replace")[mark:]


def log_size(scratch: Scratch) -> int:
    assert scratch.server is not None
    return len(scratch.server.log.read_text(errors="replace"))


@on_postgresql
@pytest.mark.parametrize("streams", [1, 2])
async def test_every_row_is_read_once_and_the_session_goes_on(
    scratch: Scratch, readers: Readers, streams: int
) -> None:
    scratch.execute(BIG)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        table = await table_of(session, scratch.connection, "big")
        found = await session.pull(table, streams=streams)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
        assert session.rows_read == 150_000
    assert found.left == ()
    assert [column(found, name).value("max") for name in ("id", "few", "price")] == [150_000, 4, 37_500]
    assert column(found, "few").value("distinct_count") == 5
    middle = column(found, "id").distribution.quantiles[3]
    assert (middle.value, middle.exact) == (75_000, True)


@on_one_postgresql
async def test_the_server_sees_read_only_transactions_of_one_snapshot_over_as_many_connections_as_were_allowed(
    scratch: Scratch, readers: Readers
) -> None:
    scratch.execute(BIG)
    mark = log_size(scratch)
    most = 0
    task = asyncio.create_task(
        pulled(scratch, readers, "big", limits=Limits(application_name="sourcesense/abc"))
    )
    while not task.done():
        most = max(most, scratch.sessions())
        await asyncio.sleep(0.02)
    await task
    log = log_since(scratch, mark)
    assert most <= 2
    assert "SET TRANSACTION SNAPSHOT" in log
    begins = re.findall(r"BEGIN[^;\n]*", log)
    assert begins
    assert all("READ ONLY" in begin for begin in begins)
    assert set(re.findall(r"application_name=(\S+)", log)) <= {"sourcesense/abc", "psql"}
    assert len(re.findall(r"COPY \(SELECT[^\n]*ctid", log)) == 2


@on_one_postgresql
async def test_a_killed_reader_leaves_no_session_behind(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(
        "CREATE TABLE slow AS SELECT i AS id, repeat('x', 500) AS t FROM generate_series(1, 400000) AS i; ANALYZE slow;"
    )
    reading = asyncio.create_task(pulled(scratch, readers, "slow"))
    await becomes(lambda: "COPY (SELECT" in log_since(scratch, 0) and scratch.sessions() == 2, seconds=20)
    (reader,) = readers_of(readers)
    os.kill(reader, signal.SIGKILL)
    with pytest.raises(ReaderCrashedError):
        await reading
    await becomes(lambda: scratch.sessions() == 0, seconds=3)


@on_one_postgresql
async def test_a_pull_that_takes_too_long_fails_with_its_limit_and_leaves_no_session(
    scratch: Scratch, readers: Readers
) -> None:
    # However fast the machine: a row takes 20 ms to be seen, so all of them 40 s.
    scratch.execute(
        "CREATE TABLE slow AS SELECT i AS id FROM generate_series(1, 2000) AS i; ANALYZE slow;"
        "ALTER TABLE slow ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY slowly ON slow USING (pg_sleep(0.02)::text IS NOT NULL)"
    )
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        table = await table_of(session, scratch.connection, "slow")
        with pytest.raises(StatementTimeoutError):
            await session.pull(table, timeout_seconds=2)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
        await becomes(lambda: scratch.sessions() == 1, seconds=3)


@on_one_postgresql
async def test_a_table_that_is_locked_gone_or_denied_fails_alone_with_its_error(
    scratch: Scratch, readers: Readers
) -> None:
    scratch.execute(
        "CREATE TABLE small (a int); CREATE TABLE gone (a int); CREATE VIEW seen AS SELECT 1 AS a;"
    )
    scratch.execute(f"CREATE ROLE nobody_{os.getpid()} NOLOGIN")
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = {
            name: await table_of(session, scratch.connection, name) for name in ("small", "gone", "seen")
        }
        scratch.execute("DROP TABLE gone")
        with pytest.raises(TableGoneError):
            await session.pull(tables["gone"])
        with pytest.raises(StatementRefusedError):
            await session.pull(tables["seen"])
        with holding_a_lock(scratch, "small"), pytest.raises(TableLockedError):
            await session.pull(tables["small"])
        found = await session.pull(tables["small"])
    assert found.measured.rows == 0
    scratch.execute(f"REVOKE pg_read_all_data FROM {SCANNER}; DROP ROLE nobody_{os.getpid()}")
    try:
        with pytest.raises(NoAccessError):
            await pulled(scratch, readers, "small")
    finally:
        scratch.execute(f"GRANT pg_read_all_data TO {SCANNER}")


@pytest.mark.parametrize("mode", ["verify-host", "verify-ca"])
async def test_certificates_are_checked_by_our_authorities_and_the_pinned_address_is_used(
    strict_postgresql: StrictServer, readers: Readers, mode: str
) -> None:
    strict_postgresql.show(strict_postgresql.authorities.server("good"))
    strict_postgresql.server.execute(
        "shop", "DROP TABLE IF EXISTS pulled; CREATE TABLE pulled AS SELECT generate_series(1, 9) AS a"
    )
    connection, credential = strict_postgresql.connection(tls=mode), strict_postgresql.server.credential
    async with readers.open(connection, credential, Limits()) as session:
        table = await table_of(session, connection, "pulled")
        assert (await session.pull(table)).measured.rows == 9
        strict_postgresql.show(strict_postgresql.authorities.server("unknown authority"))
        before = strict_postgresql.attempts()
        with pytest.raises(CertificateUntrustedError):
            await session.pull(table)
        assert strict_postgresql.attempts() == before, "the server was told who we are"
    strict_postgresql.show(strict_postgresql.authorities.server("good"))


async def test_a_client_certificate_serves_the_pull_too(
    strict_postgresql: StrictServer, readers: Readers
) -> None:
    strict_postgresql.show(strict_postgresql.authorities.server("good"))
    strict_postgresql.server.execute(
        "shop", "DROP TABLE IF EXISTS pulled; CREATE TABLE pulled AS SELECT generate_series(1, 9) AS a"
    )
    with strict_postgresql.wanting_certificates():
        pair = strict_postgresql.authorities.client("scanner")
        connection = strict_postgresql.connection(client_certificate=pair.certificate)
        credential = Credential(strict_postgresql.server.password, pair.key)
        async with readers.open(connection, credential, Limits()) as session:
            found = await session.pull(await table_of(session, connection, "pulled"))
    assert found.measured.rows == 9


ODD = """
CREATE TYPE mood AS ENUM ('b', 'a'); CREATE DOMAIN code AS varchar(10); CREATE TYPE pair AS (a int, b int);
CREATE TABLE odd (free numeric, money numeric(12,2), zeros numeric(12,2), wide numeric(50,2), f4 real, f8 double precision,
    t time, tz timetz, d date, ts timestamp, late timestamp, tsz timestamptz, filled char(5), iv interval, cash money, u uuid,
    j jsonb, e mood, a int[], net inet, dom code, bin bytea, bits bit(3), twin pair, "o'd ""d%" text, big bigint);
INSERT INTO odd (free, money, zeros, wide, f4, f8, t, tz, d, ts, late, tsz, filled, iv, cash, u, j, e, a, net, dom, bin, bits, twin,
    "o'd ""d%", big)
VALUES (123456789012345678901234567890.5, 'NaN', 0, 1e40, 'NaN', 'Infinity', '24:00', '24:00+15', '4713-01-01 BC', 'infinity',
    '294276-12-31 23:59:59', '-infinity', 'ab', '1 mon', '12.30', '00000000-0000-0000-0000-000000000001', '{"a": 1}', 'b',
    '{1,NULL}', '10.0.0.1/8', 'x', '\\x00ff', '101', (NULL, 2), 'é', -9223372036854775808),
    (1, 0, 1.5, 1, 0.1, '-0.0', '00:00', '00:00+00', '5874897-12-31', '2020-02-29 12:00', '2020-01-01', '2020-01-01 00:00+02', 'ab  ',
    '30 days', '1', '00000000-0000-0000-0000-000000000002', NULL, 'a', NULL, '10.0.0.1', 'x', NULL, NULL, NULL, '',
    9223372036854775807);
ANALYZE odd;
"""


@on_postgresql
async def test_odd_values_come_as_they_are_or_are_left_to_the_server(
    scratch: Scratch, readers: Readers
) -> None:
    scratch.execute(ODD)
    found = await pulled(scratch, readers, "odd")
    assert set(found.left) == {"free", "money", "wide", "tz", "late", "cash"}
    values = {
        name: (column(found, name).value("min"), column(found, name).value("max"))
        for name in ("zeros", "f4", "f8", "t", "d", "ts", "filled", "e", "o'd \"d%", "dom")
    }
    assert values == {
        "zeros": (0, 1.5), "f4": (0.1, "NaN"), "f8": (0, "Infinity"), "t": ("00:00:00", "24:00:00"),
        "d": ("4713-01-01 BC", "5874897-12-31"), "ts": ("2020-02-29 12:00:00", "infinity"), "filled": ("ab", "ab"),
        "e": ("a", "b"), 'o\'d "d%': ("", "é"), "dom": ("x", "x"),
    }  # fmt: skip
    assert column(found, "tsz").value("infinite_count") == 1
    assert column(found, "big").value("min") in {-9223372036854775808, "-9223372036854775808"}
    assert math.isclose(float(str(column(found, "f4").value("mean"))), 0.1)
    nulls = {
        name: column(found, name).value("null_count")
        for name in ("j", "a", "bin", "bits", "twin", "net", "u")
    }
    assert nulls == {"j": 1, "a": 1, "bin": 1, "bits": 1, "twin": 1, "net": 0, "u": 0}
    assert [column(found, name).value("distinct_count") for name in ("net", "u", "filled")] == [2, 2, 1]


@on_one_postgresql
async def test_rows_of_inheriting_tables_are_not_the_parents(scratch: Scratch, readers: Readers) -> None:
    scratch.execute("CREATE TABLE parent (a int); CREATE TABLE child () INHERITS (parent);")
    scratch.execute("INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2), (3);")
    assert (await pulled(scratch, readers, "parent")).measured.rows == 1


@on_one_postgresql
async def test_a_long_text_is_cut_on_the_server_and_its_column_left(
    scratch: Scratch, readers: Readers
) -> None:
    scratch.execute(
        "CREATE TABLE long AS SELECT 1 AS a, string_agg(md5(i::text), '') AS t FROM generate_series(1, 900000) AS i;"
    )
    found = await pulled(scratch, readers, "long")
    assert found.left == ("t",)
    assert column(found, "a").value("distinct_count") == 1


async def becomes(condition: Callable[[], bool], *, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        await asyncio.sleep(0.05)


def readers_of(readers: Readers) -> list[int]:
    children = Path(f"/proc/{readers.nursery_pid}/task/{readers.nursery_pid}/children").read_text()
    return [int(child) for child in children.split()]


@on_postgresql
async def test_what_duckdb_is_told_lets_it_read_and_nothing_else(scratch: Scratch, tmp_path: Path) -> None:
    scratch.execute(BIG)
    order = order_of(scratch)
    question = Pull(
        module="", schema="public", table="big", columns=(), streams=1, now="2026-01-01", timeout_seconds=30
    )
    attach = f"ATTACH {literal(conninfo(order, question, 150_000))} AS s0 (TYPE postgres, READ_ONLY, SCHEMA 'pg_catalog')"
    with closing(locked_duck("postgres_scanner", [attach], 2)) as duck:

        def on_server(sql: str) -> str:
            return f"SELECT * FROM postgres_query('s0', {literal(sql)})"  # noqa: S608 - a literal

        asked = [f"current_setting('{name}') AS {name}" for name in LIMITS]
        (settings,) = duck.execute(on_server(f"SELECT {', '.join(asked)}")).fetchall()
        assert dict(zip(LIMITS, settings, strict=True)) == LIMITS
        for refused in (
            "CREATE TABLE s0.public.made (a INTEGER)",
            "CALL postgres_execute('s0', 'CREATE TABLE public.made (a int)')",
            "CALL postgres_execute('s0', 'DELETE FROM public.big')",
            on_server("WITH gone AS (DELETE FROM public.big RETURNING id) SELECT id FROM gone"),
            "SELECT * FROM read_text('/etc/hostname')",
            f"COPY (SELECT 1) TO '{tmp_path}/made'",
            f"ATTACH '{tmp_path}/made.db' AS other",
            attach.replace("s0", "s1"),
            "INSTALL httpfs",
            "SET memory_limit = '10GB'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                duck.execute(refused)
        shown = str(
            [
                duck.execute("SELECT * FROM duckdb_databases()").fetchall(),
                duck.execute("SELECT * FROM duckdb_settings()").fetchall(),
                duck.execute("SELECT * FROM duckdb_logs").fetchall(),
            ]
        )
    assert order.password is not None
    assert order.password not in shown
    assert scratch.execute("SELECT count(*) FROM big") == [["150000"]]
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - not in the way of anybody


async def test_a_password_that_is_wrong_stands_in_no_message(strict_postgresql: StrictServer) -> None:
    fields = strict_postgresql.connection(tls="off").fields()
    told = Order(
        driver="", fields=fields, password=WRONG, address="127.0.0.1", file_roots=None,
        application_name="test", connect_timeout_seconds=5, statement_timeout_seconds=5, deadline_seconds=60,
        memory_bytes=1,
    )  # fmt: skip
    question = Pull(module="", schema="", table="", columns=(), streams=1, now="", timeout_seconds=5)
    attach = f"ATTACH {literal(conninfo(told, question, 150_000))} AS s0 (TYPE postgres, READ_ONLY)"
    with pytest.raises(duckdb.Error, match="password authentication failed") as failed:
        locked_duck("postgres_scanner", [attach], 1)
    assert WRONG not in str(failed.value)


WRONG = "so wrong: \\it's"
LIMITS = {
    "default_transaction_read_only": "on", "transaction_read_only": "on", "lock_timeout": "1s",
    "search_path": "pg_catalog", "statement_timeout": "30s", "client_connection_check_interval": "2s",
    "TimeZone": "UTC", "jit": "off", "DateStyle": "ISO, YMD", "max_parallel_workers_per_gather": "0",
}  # fmt: skip


def order_of(scratch: Scratch) -> Order:
    return Order(
        driver="", fields=scratch.connection.fields(), password=scratch.credential.password, address="127.0.0.1",
        file_roots=None, application_name="test", connect_timeout_seconds=5, statement_timeout_seconds=30,
        deadline_seconds=60, memory_bytes=1,
    )  # fmt: skip


@on_one_postgresql
async def test_columns_left_by_the_pass_come_from_the_server(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(ODD)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        table = await table_of(session, scratch.connection, "odd")
        measured = await measure_exactly(session, "postgresql", table)
        assert session.pulls
    assert [each.column for each in measured.columns] == [each.name for each in table.columns]
    free = next(each for each in measured.columns if each.column == "free")
    assert free.value("max") == "123456789012345678901234567890.5"


@on_one_postgresql
async def test_exact_mode_pulls_and_says_what_is_an_estimate(scratch: Scratch, readers: Readers) -> None:
    scratch.execute(BIG)
    source = DirectSource(readers, scratch.connection, scratch.credential, Limits())
    found = await profile_source(
        source, ScanOptions(), load_classifier(), tables=("big",), mode=Mode.EXACT, run_id="r1"
    )
    ((quality,),) = (batch.tables for batch in found.qualities)
    assert quality.profile is not None
    assert quality.profile.rows == 150_000
    assert quality.profile.plan is not None
    assert quality.profile.plan.way is Way.PULL
    hashes = next(each for each in quality.profile.columns if each.column == "hash")
    distinct = next(each for each in hashes.measurements if each.metric == "distinct_count")
    assert distinct.value is not None
    assert abs(float(distinct.value) - 150_000) <= 0.05 * 150_000
    assert not distinct.exact
    assert distinct.bound


@on_one_postgresql
async def test_a_table_that_is_no_utf_8_is_counted_by_its_server(scratch: Scratch, readers: Readers) -> None:
    assert scratch.server is not None
    name = f"ascii_{os.getpid()}"
    scratch.execute(
        f"CREATE DATABASE {name} ENCODING SQL_ASCII TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    try:
        scratch.server.execute(
            name, "CREATE TABLE t AS SELECT i AS a, E'\\\\xe9'::text AS b FROM generate_series(1, 9) AS i"
        )
        source = DirectSource(readers, scratch.server.connection(name), scratch.credential, Limits())
        found = await profile_source(
            source, ScanOptions(sample_rows=5), load_classifier(), mode=Mode.EXACT, run_id="r1"
        )
    finally:
        scratch.server.execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")
    (quality,) = found.qualities[0].tables
    assert quality.profile is None or quality.profile.rows == 9
    assert quality.profile is None or quality.profile.plan is not None
