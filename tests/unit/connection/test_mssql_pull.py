"""A SQL Server table read whole in the reader, over Microsoft's driver, says what its values say, or leaves the column alone."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from random import Random
from typing import Any

import duckdb
import polars as pl
import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.connection.session import Statement
from app.errors import SourceLostError, StatementRefusedError, StatementTimeoutError, TableLockedError
from app.extraction.measurement import measurement_statements
from app.model.measurements import ColumnProfile
from app.model.schema import DataType
from app.model.ways import Mode, Way
from app.pipeline.measuring import Measuring, RowMeasurer
from app.profiling.arrow_stream import Frames
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Relation, RelationColumn
from app.quality.profile import Measured
from tests.support.mssql_server import PASSWORD, sql_server
from tests.support.mssql_tables import Stored, Tables
from tests.support.tds_server import Broken, Stalled, TdsServer
from tests.support.tds_wire import Refusal, Result

NOW = "2026-11-27 20:15:00"
FEW, MANY = 3_000, 30_000
EXPECTED: dict[str, tuple[str, Any]] = {
    "id": ("bigint", pl.Int64),
    "tiny": ("tinyint", pl.Int64),
    "small": ("smallint", pl.Int64),
    "number": ("int", pl.Int64),
    "share": ("float", pl.Float64),
    "single": ("real", pl.Float64),
    "price": ("decimal(12, 2)", pl.Decimal(12, 2)),
    "wide": ("decimal(38, 10)", pl.Decimal(38, 10)),
    "whole": ("numeric(20, 0)", pl.Decimal(20, 0)),
    "paid": ("money", pl.Decimal(19, 4)),
    "flag": ("bit", pl.Boolean),
    "day": ("date", pl.Date),
    "seen": ("datetime2(6)", pl.Datetime("us")),
    "noted": ("datetime", pl.Datetime("us")),
    "minute": ("smalldatetime", pl.Datetime("us")),
    "clock": ("time(3)", pl.String),
    "word": ("nvarchar(40)", pl.String),
    "code": ("nchar(4)", pl.String),
    "note": ("nvarchar(max)", pl.String),
    "name": ("varchar(30)", pl.String),
    "guid": ("uniqueidentifier", pl.String),
    "shape": ("geography", pl.Int64),
}
"""Columns with their types, and the types in which DuckDB gets the same values without a server."""

WORDS = [
    "",
    " ",
    " n/a ",
    "Oslo",
    "oslo",
    "São Paulo",
    "名前",
    "😀 and more",
    "a\0b\n\t",
    "-",
    "ÿ",
    "\ue000\U0001f600",
    "1900-01-01",
]


def a_row(place: int, random: Random) -> list[Any]:
    moment = datetime.fromisoformat("0001-01-01") + timedelta(
        days=random.randrange(3_650_000), microseconds=random.randrange(86_400_000_000)
    )
    recent = datetime.fromisoformat("1900-01-01") + timedelta(minutes=random.randrange(90_000_000))
    sign = random.choice((-1, 1))
    cells = [
        random.choice((-1, 1)) * random.randrange(2**63 - 1),
        random.randrange(256),
        random.randrange(-(2**15), 2**15),
        place % 50 - 25,
        random.choice([0.0, 0.1, -1e300, 5e-324, random.gauss(0, 1)]),
        random.choice([0.5, -0.25, 2.0**20]),
        str(sign * Decimal(random.randrange(10**12)).scaleb(-2)),
        str(Decimal(sign * random.randrange(10**38)).scaleb(-10, Context(prec=60))),
        str(sign * random.randrange(10**20)),
        str(sign * Decimal(random.choice([0, 2**63 - 1, random.randrange(10**9)])).scaleb(-4)),
        random.random() < 0.3,
        random.choice(["0001-01-01", "9999-12-31", "1900-01-01", moment.date().isoformat()]),
        random.choice([moment.isoformat(" "), moment.date().isoformat() + " 00:00:00", "2026-11-27 20:15:00.000001"]),
        moment.replace(microsecond=random.choice([0, 3000, 7000, 997000])).isoformat(" "),
        recent.isoformat(" "),
        time(random.randrange(24), random.randrange(60), random.randrange(60), 1000 * random.randrange(1000)).isoformat(),
        random.choice([*WORDS, f"w{place % 900}"]),
        random.choice(["abcd", "ab  ", "    ", "é   "]),
        random.choice(["x" * 9_000, "", "é" * 16_384, f"text {place}"]) if place % 40 == 0 else f"text {place}",
        random.choice(["", "n/a", "Ångström", f"name {place}"]),
        f"12345678-1234-5678-1234-{place % 700:012X}",
        "POINT (1 1)",
    ]  # fmt: skip
    return [cell if random.random() > 0.1 else None for cell in cells]


def stored(rows: int) -> Stored:
    random = Random(20_261_127)  # noqa: S311 - a test's own values
    columns = {name: native for name, (native, _) in EXPECTED.items()}
    return Stored("many", columns, [a_row(place, random) for place in range(rows)])


def profiled(table: Stored) -> Measured:
    """What the same pass says of the same values when no server is between."""
    values = {
        name: [_known(name, row[place]) for row in table.rows] for place, name in enumerate(table.columns)
    }
    frame = pl.DataFrame({name: pl.Series(values[name], dtype=EXPECTED[name][1]) for name in table.columns})
    kinds = {each.name: each.data_type for each in table.table.columns}
    columns = tuple(
        RelationColumn(
            name=name, data_type=kinds[name], sql=f"CAST({name} AS TIME)" if name == "clock" else name
        )
        for name in table.columns
    )
    with closing(duckdb.connect()) as duck:
        duck.register("every_row", Frames(frame.clear(), lambda: [frame]))
        relation = Relation(source="every_row", probe="every_row", probe_share=1.0, columns=columns)
        return profile_relation(lambda sql: duck.execute(sql).fetchall(), relation, now=NOW)


def _known(name: str, cell: Any) -> Any:
    if cell is None:
        return None
    kind = EXPECTED[name][1]
    if isinstance(kind, pl.Decimal):
        return Decimal(cell)
    if kind == pl.Date:
        return date.fromisoformat(cell)
    if isinstance(kind, pl.Datetime):
        return datetime.fromisoformat(cell)
    return 1 if name == "shape" else cell


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


@asynccontextmanager
async def holding(
    readers: Readers, answers: Tables, **changes: Any
) -> AsyncGenerator[tuple[ReaderSession, TdsServer]]:
    """A session on a server that holds these tables, and the server."""
    with sql_server() as recorded:
        answers.update(recorded.answers)
    answers.update(changes)
    with sql_server(answers=answers) as server:
        fields = {
            "host": "localhost",
            "port": server.port,
            "database": "shop",
            "user": "scanner",
            "tls": "off",
        }
        place = parse_connection({"dialect": "mssql", **fields})
        async with readers.open(place, Credential(PASSWORD), Limits()) as session:
            yield session, server


def of(measured: Measured, column: str) -> ColumnProfile:
    return next(each for each in measured.columns if each.column == column)


async def test_the_profile_is_the_one_of_the_same_values_in_duckdb(readers: Readers) -> None:
    table = stored(FEW)
    async with holding(readers, Tables(stored=[table])) as (session, server):
        pulled = await session.pull(table.table)
    expected = profiled(table)

    assert pulled.left == ()
    assert pulled.measured.rows == FEW
    for each in expected.columns:
        found = of(pulled.measured, each.column)
        assert _without_future(found) == _without_future(each), each.column
    assert server.unknown == []


def _without_future(profile: ColumnProfile) -> ColumnProfile:
    """Both begin the future at a moment of their own."""
    kept = tuple(each for each in profile.measurements if not each.metric.startswith("future"))
    return replace(profile, measurements=kept)


async def test_a_probe_is_drawn_of_a_larger_table_and_every_row_counted(readers: Readers) -> None:
    rows = [[place, f"w{place}", None if place % 3 else place / 4] for place in range(MANY)]
    table = Stored("many", {"id": "int", "word": "nvarchar(20)", "part": "float"}, rows)
    tables = Tables(stored=[table])
    async with holding(readers, tables) as (session, _):
        pulled = (await session.pull(table.table)).measured

    counted, drawn, passed, *again = tables.asked
    every = "SELECT t.[id], t.[word], t.[part] FROM [dbo].[many] AS t"
    assert counted == "SELECT COUNT_BIG(*) FROM [dbo].[many] AS t"
    assert drawn == f"{every} WHERE CHECKSUM(NEWID(), t.[id]) & 2147483647 < {round(20_000 / MANY * 2**31)}"
    assert {passed, *again} == {every}
    assert (pulled.rows, pulled.statements) == (MANY, 3 + len(again))
    assert of(pulled, "id").value("distinct_count") == MANY
    assert of(pulled, "word").value("distinct_count") == MANY
    assert of(pulled, "part").value("null_count") == MANY * 2 // 3
    middle = of(pulled, "id").distribution.quantiles[3]
    assert (middle.value, middle.exact) == (MANY // 2 - 1, True)


INEXACT: list[tuple[str, Any]] = [
    ("datetime2(7)", "2026-11-27 20:15:00.1234567"),
    ("time(7)", "20:15:00.0000001"),
    ("nvarchar(20)", "half \ud83d"),
    ("nvarchar(20)", "\ude00 half"),
    ("nvarchar(max)", "x" * 16_385),
    ("text", "x" * 20_000),
    ("datetimeoffset(7)", "2024-05-06T07:08:09+05:30"),
    ("varbinary(20)", "4142"),
    ("dbo.cents", "1.5"),
]


@pytest.mark.parametrize(
    ("native", "value"), INEXACT, ids=[f"{native} {value[:12]!r}" for native, value in INEXACT]
)
async def test_a_value_without_an_exact_counterpart_leaves_its_column_to_the_server(
    readers: Readers, native: str, value: str
) -> None:
    table = Stored("odd", {"id": "int", "odd": native}, [[1, None], [2, value], [3, None]])
    kind = DataType.DECIMAL if native == "dbo.cents" else table.table.columns[1].data_type
    columns = (table.table.columns[0], replace(table.table.columns[1], data_type=kind))
    async with holding(readers, Tables(stored=[table])) as (session, _):
        pulled = await session.pull(replace(table.table, columns=columns))

    assert pulled.left == ("odd",)
    assert [each.column for each in pulled.measured.columns] == ["id"]
    assert pulled.measured.rows == 3


@pytest.mark.parametrize("native", ["datetime2(7)", "time(7)", "nvarchar(max)", "text"])
async def test_the_same_types_are_pulled_where_their_values_allow_it(readers: Readers, native: str) -> None:
    value = {"datetime2(7)": "2026-11-27 20:15:00.1234560", "time(7)": "20:15:00.5000000"}.get(
        native, "x" * 16_384
    )
    table = Stored("even", {"even": native}, [[value], [None]])
    async with holding(readers, Tables(stored=[table])) as (session, _):
        pulled = await session.pull(table.table)

    assert pulled.left == ()
    assert of(pulled.measured, "even").value("null_count") == 1


async def test_neighbouring_halves_of_characters_are_not_joined(readers: Readers) -> None:
    table = Stored("halves", {"half": "nvarchar(9)"}, [["é \ud83d"], ["\ude00"]])
    async with holding(readers, Tables(stored=[table])) as (session, _):
        assert (await session.pull(table.table)).left == ("half",)


@pytest.mark.parametrize("rows", [0, 1])
async def test_a_table_of_no_row_or_one_is_read(readers: Readers, rows: int) -> None:
    table = Stored("small", {"id": "int", "word": "nvarchar(20)", "at": "datetime"}, [[1, None, None]][:rows])
    async with holding(readers, Tables(stored=[table])) as (session, _):
        pulled = await session.pull(table.table)

    assert (pulled.measured.rows, pulled.left) == (rows, ())
    assert of(pulled.measured, "word").value("null_count") == rows


async def test_a_table_in_memory_is_read_by_its_hint(readers: Readers) -> None:
    table = Stored("fast", {"id": "int"}, [[1], [2]])
    told = {
        "SELECT COUNT_BIG(*) FROM [dbo].[fast] AS t WITH (SNAPSHOT)": Result([("", "bigint")], [[2]]),
        "SELECT t.[id] FROM [dbo].[fast] AS t WITH (SNAPSHOT)": Result([("", "int")], [[1], [2]]),
    }
    async with holding(readers, Tables(), **told) as (session, server):
        pulled = await session.pull(replace(table.table, storage="memory optimized"))
    assert (pulled.measured.rows, server.unknown) == (2, [])


BEGUN = Result([("", "int")], [[place] for place in range(20_000)])
ONE = Stored("one", {"id": "int"}, [[1]])
EVERY = "SELECT t.[id] FROM [dbo].[one] AS t"


async def test_rows_that_stop_coming_end_at_the_limit_and_the_session_goes_on(readers: Readers) -> None:
    async with holding(readers, Tables(stored=[ONE]), **{EVERY: Stalled(BEGUN)}) as (session, server):
        await session.pull(
            replace(ONE.table, columns=())
        )  # loads DuckDB, which may take longer than the limit
        with pytest.raises(StatementTimeoutError):
            await session.pull(ONE.table, timeout_seconds=2)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
        assert len(server.logins) == 1


async def test_an_error_behind_the_first_rows_has_its_meaning_and_none_of_its_text(readers: Readers) -> None:
    broken = Broken(BEGUN, Refusal(1222, "planted [unixODBC] (18456)"))
    async with holding(readers, Tables(stored=[ONE]), **{EVERY: broken}) as (session, _):
        with pytest.raises(TableLockedError) as caught:
            await session.pull(ONE.table)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
    assert "planted" not in repr(caught.value.evidence)


async def test_a_server_that_hangs_up_among_the_rows_ends_the_session(readers: Readers) -> None:
    async with holding(readers, Tables(stored=[ONE]), **{EVERY: Stalled(BEGUN)}) as (session, server):
        reading = asyncio.create_task(session.pull(ONE.table))
        while EVERY not in server.asked:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.02)
        server.hang_up()
        with pytest.raises(SourceLostError):
            await reading


BUSY = Stored("busy", {"id": "int"}, [[place] for place in range(100)])
COUNTED = Result(
    [
        ("rows", "bigint"), ("filled", "bigint"), ("min", "nvarchar(20)"), ("max", "nvarchar(20)"), ("mean", "float"),
        ("deviation", "float"), ("zero", "bigint"), ("negative", "bigint"), ("distinct", "bigint"),
    ],
    [[101, 101, "0", "99", 49.0, 29.0, 2, 0, 100]],
)  # fmt: skip
"""What the aggregate statement over one more row gives."""


async def test_a_table_that_has_more_rows_the_next_time_is_told_as_changed(readers: Readers) -> None:
    async with holding(readers, Tables(stored=[BUSY], grows_by=1)) as (session, _):
        with pytest.raises(StatementRefusedError) as caught:
            await session.pull(BUSY.table)
        assert caught.value.evidence["sqlstate"] == "CHANGED"


@pytest.mark.parametrize(("grows_by", "way", "rows"), [(0, Way.PULL, 100), (1, Way.PUSH_DOWN, 101)])
async def test_exact_mode_passes_over_a_table_and_leaves_one_that_changes_to_the_server(
    readers: Readers, grows_by: int, way: Way, rows: int
) -> None:
    (counting,) = measurement_statements("mssql", BUSY.table, thorough=True)
    tables = Tables(stored=[BUSY], grows_by=grows_by)
    async with holding(readers, tables, **{counting.sql: COUNTED}) as (session, server):
        read = await RowMeasurer("mssql", Measuring(mode=Mode.EXACT)).measure(session, BUSY.table, None)

    assert read.measured is not None
    assert (read.choice.way, read.measured.rows) == (way, rows)
    assert of(read.measured, "id").value("distinct_count") == 100
    assert server.unknown == []
