"""Every failure is told apart, costs one table at most, and says what to do."""

import contextlib
import threading
from collections.abc import Generator
from secrets import token_hex

import pytest

from app.connection.config import Connection, Credential, parse_connection
from app.connection.limits import Limits
from app.connection.probe import ProbeStep, probe
from app.connection.reader import Readers
from app.connection.session import Statement
from app.errors import (
    NoAccessError,
    SourceSenseError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    ViewBrokenError,
)
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample
from app.model.schema import Snapshot, Table
from tests.support.dialects import dialects_that, every_dialect, every_server
from tests.support.scratch import Scratch
from tests.support.server import free_port, literal, odd_password

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_catalog.pg_sleep(60)",
    "mysql": "SELECT MAX(CONCAT(a.COLUMN_NAME, b.COLUMN_NAME, c.COLUMN_NAME)) FROM information_schema.COLUMNS AS a,"
    " information_schema.COLUMNS AS b, information_schema.COLUMNS AS c",
    "mssql": "WAITFOR DELAY '00:01:00'",
}
WRITES = ("INSERT INTO t VALUES (2)", "DELETE FROM t", "DROP TABLE t", "CREATE TABLE made (c int)")


@dialects_that("grants")
async def test_a_table_without_rights_ends_with_the_exact_grant(scratch: Scratch, readers: Readers):
    with _clerk(scratch) as (clerk, credential):
        async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
            (table,) = (await extract_schema(session, scratch.connection)).tables
        async with readers.open(clerk, credential, Limits()) as session:
            with pytest.raises(NoAccessError) as caught:
                await draw_sample(session, clerk, table, rows=5, seed=1)
            assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
        scratch.execute(str(caught.value.evidence["grant"]))
        async with readers.open(clerk, credential, Limits()) as session:
            assert (await draw_sample(session, clerk, table, rows=5, seed=1)).facts.rows == 1


@dialects_that("views that break")
async def test_a_broken_view_is_told_and_the_other_tables_are_read(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE base (c int); CREATE TABLE kept (c int); INSERT INTO kept VALUES (1);")
    scratch.execute(_breaking_view(scratch))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        snapshot = await extract_schema(session, scratch.connection)
        with pytest.raises(ViewBrokenError):
            await draw_sample(session, scratch.connection, _table(snapshot, "broken"), rows=5, seed=1)
        kept = await draw_sample(session, scratch.connection, _table(snapshot, "kept"), rows=5, seed=1)
    assert kept.facts.rows == 1


@every_dialect
async def test_a_table_that_disappears_is_gone(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE t (c int)")
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        scratch.execute("DROP TABLE t")
        with pytest.raises(TableGoneError):
            await draw_sample(session, scratch.connection, table, rows=5, seed=1)


@every_server
async def test_a_statement_ends_at_its_limit_and_the_session_goes_on(scratch: Scratch, readers: Readers):
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        with pytest.raises(StatementTimeoutError) as caught:
            await session.fetch(Statement(sql=ENDLESS[scratch.dialect], reads="endless"), timeout_seconds=0.5)
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
    assert caught.value.evidence["seconds"] == 0.5


@dialects_that("locks")
async def test_a_locked_table_is_told_instead_of_waited_for(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE t (c int)")
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        with _locked(scratch), pytest.raises(TableLockedError):
            await draw_sample(session, scratch.connection, table, rows=5, seed=1)


@every_dialect
@pytest.mark.parametrize("write", WRITES)
async def test_nothing_can_be_written(scratch: Scratch, readers: Readers, write: str):
    scratch.execute("CREATE TABLE t (c int); INSERT INTO t VALUES (1);")
    if scratch.server is not None:
        scratch.server.execute(*_write_rights(scratch))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        with pytest.raises(SourceSenseError):
            await session.fetch(Statement(sql=write, reads="t"))
        snapshot = await extract_schema(session, scratch.connection)
        sample = await draw_sample(session, scratch.connection, _table(snapshot, "t"), rows=5, seed=1)
    assert ([table.name for table in snapshot.tables], sample.values) == (["t"], {"c": ("1",)})


@dialects_that("sign-in", "its own log")
async def test_a_wrong_password_is_tried_once(scratch: Scratch, readers: Readers):
    before = _refusals(scratch)
    report = await probe(readers, scratch.connection, Credential("wrong"), Limits())
    assert _failed(report.steps) == ("sign_in", "wrong_password")
    assert _refusals(scratch) == before + 1


@dialects_that("sign-in", "its own log")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"database": "no_such_database"}, ("sign_in", "unknown_database")),
        ({"user": "nobody"}, ("sign_in", "wrong_password")),
        ({"host": "no.such.host.invalid", "tls": "encrypt"}, ("name", "host_not_found")),
        ({"host": "169.254.169.254", "tls": "encrypt"}, ("address", "address_denied")),
        ({"port": "free"}, ("port", "connection_refused")),
    ],
)
async def test_a_failed_test_names_its_step_and_reason(
    scratch: Scratch, readers: Readers, changes: dict[str, object], expected: tuple[str, str]
):
    assert scratch.server is not None
    fields = scratch.connection.fields() | changes
    connection = parse_connection(fields | {"port": free_port()} if changes == {"port": "free"} else fields)
    report = await probe(readers, connection, scratch.credential, Limits())
    assert _failed(report.steps) == expected
    assert sum(step.milliseconds for step in report.steps) < 3000


def _failed(steps: tuple[ProbeStep, ...]) -> tuple[str, str]:
    """The one failed step and its reason; what comes after it was not tried."""
    places = [place for place, step in enumerate(steps) if step.state == "failed"]
    assert len(places) == 1
    assert {step.state for step in steps[places[0] + 1 :]} <= {"skipped"}
    step = steps[places[0]]
    assert step.failure is not None
    return step.id, step.failure.code


def _breaking_view(scratch: Scratch) -> str:
    """SQLite and MySQL let a table go that a view needs; PostgreSQL's view divides by zero instead."""
    if scratch.dialect == "postgresql":
        return "CREATE VIEW broken AS SELECT 1 / (c - c) AS c FROM kept"
    if scratch.dialect == "mssql":  # whose CREATE VIEW stands alone in a batch
        return "EXEC('CREATE VIEW broken AS SELECT c FROM base'); DROP TABLE base;"
    return "CREATE VIEW broken AS SELECT c FROM base; DROP TABLE base;"


def _table(snapshot: Snapshot, name: str) -> Table:
    return next(table for table in snapshot.tables if table.name == name)


@contextlib.contextmanager
def _clerk(scratch: Scratch) -> Generator[tuple[Connection, Credential]]:
    """A user who sees the table but may not read it."""
    name, password = f"clerk_{token_hex(4)}", odd_password()
    table = scratch.quote('pay"roll')
    scratch.execute(f"CREATE TABLE {table} (c int); INSERT INTO {table} VALUES (1);")  # noqa: S608 - a test's own SQL
    if scratch.dialect == "postgresql":
        scratch.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{literal(password)}'")
        remove = f"DROP OWNED BY {name}; DROP ROLE {name}"
    elif scratch.dialect == "mssql":
        password += "Aa1"
        scratch.execute(
            f"CREATE LOGIN {name} WITH PASSWORD = N'{password}'; CREATE USER {name} FOR LOGIN {name}"
        )
        scratch.execute(f"GRANT INSERT TO {name}")
        remove = f"DROP USER {name}; DROP LOGIN {name}"
    else:
        scratch.execute(f"CREATE USER {name}@'%' IDENTIFIED BY '{literal(password)}'")
        scratch.execute(f"GRANT INSERT ON {scratch.schema}.* TO {name}@'%'")
        remove = f"DROP USER {name}@'%'"
    try:
        yield scratch.connection.model_copy(update={"user": name}), Credential(password)
    finally:
        scratch.execute(remove)


def _write_rights(scratch: Scratch) -> tuple[str, str]:
    """The scanning role may write now, so that only our side forbids it."""
    user = str(scratch.connection.fields()["user"])
    if scratch.dialect == "postgresql":
        database = str(scratch.connection.fields()["database"])
        return (
            database,
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {user}; GRANT ALL ON SCHEMA public TO {user}",
        )
    if scratch.dialect == "mssql":
        return str(scratch.connection.fields()["database"]), f"GRANT CONTROL TO {user}"
    return "", f"GRANT ALL ON {scratch.schema}.* TO {user}@'%'"


@contextlib.contextmanager
def _locked(scratch: Scratch) -> Generator[None]:
    """Another session holds the table for itself."""
    hold = {
        "postgresql": "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(4); COMMIT;",
        "mysql": "LOCK TABLES t WRITE; SELECT SLEEP(4); UNLOCK TABLES;",
        "mssql": "BEGIN TRANSACTION; ALTER TABLE t ADD held int; WAITFOR DELAY '00:00:04'; ROLLBACK;",
    }
    held = threading.Thread(target=scratch.execute, args=(hold[scratch.dialect],))
    held.start()
    _wait_until_held(scratch)
    yield
    held.join()


def _wait_until_held(scratch: Scratch) -> None:
    asleep = {
        "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(4)%' OR query LIKE 'BEGIN; LOCK%'",
        "mysql": "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(4)%'",
        "mssql": "SELECT COUNT(*) FROM sys.dm_exec_requests WHERE wait_type = 'WAITFOR'",
    }
    for _ in range(100):
        if scratch.execute(asleep[scratch.dialect])[0][0] != "0":
            return
    pytest.fail("the lock was never taken")


def _refusals(scratch: Scratch) -> int:
    """Refused sign-ins in the server's own log."""
    assert scratch.server is not None
    text = scratch.server.log.read_text(errors="replace")
    told = {
        "postgresql": "FATAL:  password authentication failed",
        "mysql": "Access denied",
        "mssql": "Login failed",
    }
    return text.count(told[scratch.dialect])
