"""Microsoft's driver, our dialect and the decoding of values over the wire, against recorded answers."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, parse_connection
from app.connection.limits import Limits
from app.connection.probe import probe
from app.connection.reader import Readers, ReaderSession
from app.connection.session import Statement
from app.errors import SourceLostError, SourceSenseError, StatementRefusedError, StatementTimeoutError
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.extraction.sampling import draw_sample
from app.model.sample import SamplingMethod
from app.model.schema import Snapshot, Table
from app.results.snapshot_file import read_snapshot
from tests.support.mssql_recording import FOLDER, SAMPLE_ROWS, SEED
from tests.support.mssql_server import PASSWORD, sql_server
from tests.support.tds_server import Slow, TdsServer
from tests.support.tds_wire import ROLLBACK, Refusal, Result

ABOUT_COLUMNS = [("version", "nvarchar(128)"), ("snapshot", "tinyint"), ("in_memory", "int")]
EVERY_TYPE: list[tuple[str, str, Any, object]] = [
    ("n", "tinyint", 255, 255),
    ("s", "smallint", -2, -2),
    ("i", "int", -(2**31), -(2**31)),
    ("b", "bigint", 2**63 - 1, 2**63 - 1),
    ("t", "bit", True, True),
    ("f", "float", 0.1, 0.1),
    ("d", "decimal(20,4)", "-12345.6789", -12345.6789),
    ("w", "decimal(38,0)", "7", 7),
    ("v", "nvarchar(20)", "é 😀 \u202e", "é 😀 \u202e"),
    ("m", "nvarchar(max)", "x" * 9_000, "x" * 9_000),
    ("h", "nvarchar(20)", "half \ud83d", "half \ufffd"),
    ("e", "nvarchar(max)", "", ""),
    ("x", "varbinary(20)", "4142", "AB"),
    ("y", "varbinary(max)", "43" * 6_000, "C" * 6_000),
    ("a", "date", "0001-01-01", "0001-01-01"),
    ("o", "time", "12:13:14.5", "12:13:14.500000"),
    ("p", "datetime2", "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"),
    ("q", "datetimeoffset", "2024-05-06T07:08:09+05:30", "2024-05-06 07:08:09.0000000 +05:30"),
    ("r", "datetimeoffset", "2024-05-06T07:08:09-03:30", "2024-05-06 07:08:09.0000000 -03:30"),
    ("u", "uniqueidentifier", "12345678-1234-5678-1234-56781234ABCD", "12345678-1234-5678-1234-56781234ABCD"),
]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


def place(server: TdsServer, **changes: object) -> Connection:
    fields = {
        "dialect": "mssql",
        "host": "localhost",
        "port": server.port,
        "database": "shop",
        "user": "scanner",
    }
    return parse_connection({**fields, "tls": "off", **changes})


@asynccontextmanager
async def signed_in(readers: Readers, server: TdsServer, **limits: Any) -> AsyncGenerator[ReaderSession]:
    connection = place(server)
    async with readers.open(connection, Credential(server.password), Limits(**limits)) as session:
        yield session


def shop() -> Snapshot:
    """The snapshot as reviewed."""
    return read_snapshot((FOLDER / "snapshot.jsonl").read_bytes())


def customer() -> Table:
    return next(table for table in shop().tables if table.name == "customer")


async def test_the_snapshot_over_the_wire_is_the_reviewed_one(readers: Readers):
    with sql_server() as server:
        async with signed_in(readers, server) as session:
            found = await extract_schema(session, place(server))
    assert (session.product, session.version) == ("SQL Server", "16.0.4135.4")
    assert (found.tables, found.routines, found.skipped) == (shop().tables, shop().routines, shop().skipped)
    assert (found.schemas, found.types, found.sequences) == (shop().schemas, shop().types, shop().sequences)
    assert server.unknown == []


async def test_a_sample_over_the_wire_is_text_as_the_server_has_it(readers: Readers):
    with sql_server() as server:
        async with signed_in(readers, server) as session:
            sample = await draw_sample(session, place(server), customer(), rows=SAMPLE_ROWS, seed=SEED)
    assert (sample.facts.rows, sample.facts.method) == (3, SamplingMethod.ALL)
    assert sample.facts.columns_left_out == ("secret", "photo", "spot", "version")
    assert sample.values["name"] == ("Ana Díaz", "名前", "x\ufffd")
    assert sample.values["card"] == ("XXXX", None, "XXXX")
    assert sample.values["weight"] == ("6.9999999999999996e-001", None, "1.0000000000000000e+000")


async def test_a_measurement_over_the_wire_is_counted(readers: Readers):
    with sql_server() as server:
        async with signed_in(readers, server) as session:
            measured = await measure_table(session, "mssql", customer())
    values = {profile.column: profile.value("null_count") for profile in measured.columns}
    assert (measured.rows, measured.statements) == (3, 1)
    assert (values["card"], values["name"]) == (1, 0)


@pytest.mark.parametrize("sparse", [False, True], ids=["ROW", "NBCROW"])
async def test_every_type_and_null_arrive_as_they_are(readers: Readers, sparse: bool):
    columns = [(name, kind) for name, kind, _, _ in EVERY_TYPE]
    rows = [[sent for _, _, sent, _ in EVERY_TYPE], [None] * len(EVERY_TYPE)]
    with sql_server({"SELECT *": Result(columns, rows, sparse)}) as server:
        async with signed_in(readers, server) as session:
            found = await session.fetch(Statement(sql="SELECT *"))
    assert found.names == tuple(name for name, *_ in EVERY_TYPE)
    assert found.rows == (tuple(expected for *_, expected in EVERY_TYPE), (None,) * len(EVERY_TYPE))


async def test_many_rows_arrive_in_order(readers: Readers):
    rows = [[number, f"row {number}"] for number in range(12_000)]
    with sql_server({"SELECT many": Result([("n", "int"), ("t", "nvarchar(20)")], rows)}) as server:
        async with signed_in(readers, server) as session:
            found = await session.fetch(Statement(sql="SELECT many"))
    assert found.rows == tuple(map(tuple, rows))


@pytest.mark.parametrize("sql", ["SELECT [{fn NOW()}]", "SELECT {d '2024-01-01'}, [?] FROM [100 %]"])
async def test_a_statement_goes_as_it_is_whatever_odbc_would_make_of_it(readers: Readers, sql: str):
    with sql_server({sql: Result([("", "int")], [[1]])}) as server:
        async with signed_in(readers, server) as session:
            assert (await session.fetch(Statement(sql=sql))).rows == ((1,),)


async def test_what_is_not_recorded_is_refused(readers: Readers):
    with sql_server() as server:
        async with signed_in(readers, server) as session:
            with pytest.raises(StatementRefusedError):
                await session.fetch(Statement(sql="SELECT 2"))
    assert server.unknown == ["SELECT 2"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (208, "gone"),
        (229, "no_access"),
        (230, "no_access"),
        (1205, "locked"),
        (1222, "locked"),
        (4413, "view_error"),
        (10928, "too_many_connections"),
        (40501, "connection_lost"),
        (8134, "statement_refused"),
    ],
)
async def test_an_error_has_its_meaning_and_none_of_its_text(readers: Readers, number: int, code: str):
    text = "planted (18456) (SQLDriverConnect); SSL Provider: certificate verify failed [unixODBC]"
    with sql_server({"SELECT wrong": Refusal(number, text)}) as server:
        async with signed_in(readers, server) as session:
            with pytest.raises(SourceSenseError) as caught:
                await session.fetch(Statement(sql="SELECT wrong", reads="sales.customer"))
            assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
    assert caught.value.code == code
    assert "planted" not in repr(caught.value.evidence)


async def test_a_slow_statement_is_ended_by_an_attention_and_the_session_goes_on(readers: Readers):
    with sql_server({"SELECT slow": Slow()}) as server:
        async with signed_in(readers, server) as session:
            with pytest.raises(StatementTimeoutError):
                await session.fetch(Statement(sql="SELECT slow"), timeout_seconds=0.5)
            assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)


async def test_what_changes_something_is_an_error_and_is_rolled_back(readers: Readers):
    with sql_server({"DELETE FROM t": Result([], [])}) as server:
        async with signed_in(readers, server) as session:
            before = server.transactions.count(ROLLBACK)
            with pytest.raises(StatementRefusedError):
                await session.fetch(Statement(sql="DELETE FROM t"))
            assert server.transactions.count(ROLLBACK) == before + 1


async def test_the_envelope_is_set_before_anything_is_read(readers: Readers):
    with sql_server() as server:
        async with signed_in(readers, server, application_name="sourcesense/1f3a9c20"):
            settings = server.asked[1]
    assert "SET LOCK_TIMEOUT 2000; SET DEADLOCK_PRIORITY LOW" in settings
    assert settings.endswith("SET TRANSACTION ISOLATION LEVEL SNAPSHOT")
    (login,) = server.logins
    assert (login.application, login.read_only) == ("sourcesense/1f3a9c20", False)


@pytest.mark.parametrize(
    ("snapshot", "in_memory"), [(0, 0), (1, 1)], ids=["no snapshots", "tables in memory"]
)
async def test_a_database_without_snapshots_or_with_tables_in_memory_is_read_committed(
    readers: Readers, snapshot: int, in_memory: int
):
    with sql_server() as server:
        about = next(sql for sql in server.answers if "snapshot_isolation_state" in sql)
        settings = next(sql for sql in server.answers if sql.startswith("SET LOCK_TIMEOUT"))
        committed = settings.replace("SNAPSHOT", "READ COMMITTED")
    older = {about: Result(ABOUT_COLUMNS, [["14.0.1000.169", snapshot, in_memory]])}
    with sql_server(older | {committed: Result([], [])}) as server:
        async with signed_in(readers, server) as session:
            assert (session.version, server.asked[-1]) == ("14.0.1000.169", committed)


async def test_a_server_that_hangs_up_in_mid_run_ends_the_session(readers: Readers):
    with sql_server({"SELECT slow": Slow()}) as server:
        async with signed_in(readers, server) as session:
            server.hang_up()
            with pytest.raises(SourceLostError):
                await session.fetch(Statement(sql="SELECT 1"))


@pytest.mark.parametrize(
    "password", [PASSWORD, "", "}", "{}}", " a ", ";PWD=x", "' OR 1=1", "パス", "a" * 128]
)
async def test_a_password_arrives_as_it_was_typed(readers: Readers, password: str):
    with sql_server(password=password) as server:
        async with signed_in(readers, server):
            assert [login.password for login in server.logins] == [password]


async def test_the_connection_test_says_what_can_be_read_and_changed(readers: Readers):
    with sql_server() as server:
        report = await probe(readers, place(server), Credential(server.password), Limits())
    states = {step.id: step.state for step in report.steps}
    assert report.passed
    assert (states["privileges"], states["write_check"]) == ("warning", "warning")
    details = {step.id: step.detail for step in report.steps}
    assert details["privileges"].startswith("8 of 9 tables and views can be read")
    assert details["write_check"].startswith("This user may change 1 tables.")
