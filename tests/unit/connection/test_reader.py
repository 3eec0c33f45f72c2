import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Connection, Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from app.errors import (
    NotADatabaseError,
    ReaderCrashedError,
    SourceFileDeniedError,
    SourceFileMissingError,
    SourceHungError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
)
from app.security.redaction import MARK, live_secrets

NOBODY = Credential()
PASSWORD = "planted password"  # noqa: S105 - planted on purpose
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
BOMB = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200) SELECT hex(zeroblob(7000000)) FROM n"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


@pytest.fixture
def shop(tmp_path: Path) -> Connection:
    path = tmp_path / "shop #1?.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE t (c); INSERT INTO t VALUES (1), ('zwei'), (3.5), (NULL), (x'ff41');"
        )
    return parse_connection({"dialect": "sqlite", "path": str(path)})


async def test_a_session_gives_rows_and_counts_what_it_read(readers: Readers, shop: Connection):
    async with readers.open(shop, NOBODY, Limits()) as session:
        found = await session.fetch(Statement(sql="SELECT c FROM t ORDER BY rowid", counts=True))
        await session.fetch(Statement(sql="SELECT count(*) FROM t"))
    assert found.names == ("c",)
    assert found.rows == ((1,), ("zwei",), (3.5,), (None,), ("\ufffdA",))
    assert (session.statements, session.rows_read) == (2, 5)
    assert (session.product, session.version) == ("SQLite", sqlite3.sqlite_version)


async def test_while_a_session_is_open_no_text_shows_its_password(readers: Readers, shop: Connection):
    async with readers.open(shop, Credential(PASSWORD), Limits()):
        assert live_secrets.redacted(f"refused {PASSWORD}") == f"refused {MARK}"
    assert live_secrets.redacted(f"refused {PASSWORD}") == f"refused {PASSWORD}"


async def test_parameters_are_bound_by_name(readers: Readers, shop: Connection):
    async with readers.open(shop, NOBODY, Limits()) as session:
        found = await session.fetch(Statement(sql="SELECT :a || :b", parameters={"a": "x'", "b": "%"}))
    assert found.rows == (("x'%",),)


async def test_a_long_result_comes_whole_and_in_order(readers: Readers, shop: Connection):
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 12345) SELECT i FROM n"
    async with readers.open(shop, NOBODY, Limits()) as session:
        rows = (await session.fetch(Statement(sql=sql))).rows
    assert rows == tuple((number,) for number in range(1, 12_346))


async def test_statements_asked_at_once_take_their_turns(readers: Readers, shop: Connection):
    async with readers.open(shop, NOBODY, Limits()) as session:
        answers = await asyncio.gather(
            *(session.fetch(Statement(sql=f"SELECT {number}")) for number in range(20))
        )
    assert [answer.rows[0][0] for answer in answers] == list(range(20))


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO t VALUES (2)",
        "DROP TABLE t",
        "CREATE TEMP TABLE x (c)",
        "ATTACH '/tmp/other.db' AS other",
        "PRAGMA query_only = 0",
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_master SET sql = ''",
        "DELETE FROM sqlite_master",
        "SELECT load_extension('x')",
        "VACUUM INTO '/tmp/copy.db'",
        "SELECT no_such_function()",
        "nonsense",
    ],
)
async def test_what_is_not_reading_is_refused_and_the_session_goes_on(
    readers: Readers, shop: Connection, sql: str
):
    async with readers.open(shop, NOBODY, Limits()) as session:
        with pytest.raises(StatementRefusedError):
            await session.fetch(Statement(sql=sql))
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)


async def test_the_file_is_untouched(readers: Readers, shop: Connection):
    path = Path(str(shop.fields()["path"]))
    before = _state_of(path)
    async with readers.open(shop, NOBODY, Limits()) as session:
        await session.fetch(Statement(sql="SELECT * FROM t"))
    assert _state_of(path) == before


async def test_a_reader_that_runs_out_of_memory_costs_itself_only(readers: Readers, shop: Connection):
    with pytest.raises(ReaderCrashedError):
        async with readers.open(shop, NOBODY, Limits(memory_bytes=400 * 1024 * 1024)) as session:
            await session.fetch(Statement(sql=BOMB))
    async with readers.open(shop, NOBODY, Limits()) as session:
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)


async def test_a_session_over_its_deadline_is_dead(readers: Readers, shop: Connection):
    async with readers.open(shop, NOBODY, Limits(deadline_seconds=0.5)) as session:
        began = time.monotonic()
        with pytest.raises(SourceHungError):
            await session.fetch(Statement(sql=ENDLESS))
        assert time.monotonic() - began < 2
        with pytest.raises(SourceLostError):
            await session.fetch(Statement(sql="SELECT 1"))


async def test_a_nursery_that_was_killed_is_started_again(readers: Readers, shop: Connection):
    async with readers.open(shop, NOBODY, Limits()):
        pass
    killed = readers.nursery_pid
    assert killed is not None
    os.kill(killed, 9)
    await asyncio.sleep(0.2)
    async with readers.open(shop, NOBODY, Limits()) as session:
        assert (await session.fetch(Statement(sql="SELECT 1"))).rows == ((1,),)
    assert readers.nursery_pid != killed


async def test_closing_the_readers_leaves_no_process(shop: Connection):
    async with Readers(EgressPolicy(), None) as made, made.open(shop, NOBODY, Limits()):
        nursery = made.nursery_pid
    assert nursery is not None
    assert _environment_of(nursery) is None


def _state_of(path: Path) -> tuple[bytes, int, list[str]]:
    return path.read_bytes(), path.stat().st_mtime_ns, _names_in(path.parent)


def _names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _environment_of(pid: int | None) -> bytes | None:
    """What a process was started with; ``None`` if there is no such process."""
    path = Path(f"/proc/{pid}/environ")
    return path.read_bytes() if path.exists() else None


def _guarded_folder(folder: Path) -> Path:
    """A folder with a link out of it."""
    (folder / "exists.db").touch()
    (folder / "inside").mkdir()
    (folder / "inside" / "link.db").symlink_to(folder / "exists.db")
    return folder / "inside"


def _not_a_database(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("just some text, longer than the header of a database")
    return path


def _folder(folder: Path) -> Path:
    return folder


def _nothing(folder: Path) -> Path:
    return folder / "missing.db"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_not_a_database, NotADatabaseError),
        (_folder, SourceFileDeniedError),
        (_nothing, SourceFileMissingError),
        (_pipe, SourceFileDeniedError),
    ],
)
async def test_what_is_no_database_is_told_and_not_created(
    readers: Readers, tmp_path: Path, make: Callable[[Path], Path], expected: type[SourceSenseError]
):
    path = make(tmp_path)
    before = _names_in(tmp_path)
    with pytest.raises(expected):
        async with readers.open(parse_connection({"dialect": "sqlite", "path": str(path)}), NOBODY, Limits()):
            pytest.fail("it opened")
    assert _names_in(tmp_path) == before


@pytest.mark.parametrize("name", ["exists.db", "missing.db", "../exists.db", "link.db"])
async def test_outside_its_folders_a_file_is_denied_whether_it_exists_or_not(tmp_path: Path, name: str):
    inside = _guarded_folder(tmp_path)
    path = inside / name if name in {"../exists.db", "link.db"} else tmp_path / name
    async with Readers(EgressPolicy(), (inside,)) as made:
        with pytest.raises(SourceFileDeniedError) as caught:
            async with made.open(
                parse_connection({"dialect": "sqlite", "path": str(path)}), NOBODY, Limits()
            ):
                pytest.fail("it opened")
    assert caught.value.evidence["reason"] == "it lies outside the allowed folders"


async def test_an_empty_file_is_an_empty_database(readers: Readers, tmp_path: Path):
    with (tmp_path / "empty.db").open("wb"):
        connection = parse_connection({"dialect": "sqlite", "path": str(tmp_path / "empty.db")})
    async with readers.open(connection, NOBODY, Limits()) as session:
        assert (await session.fetch(Statement(sql="SELECT count(*) FROM sqlite_master"))).rows == ((0,),)


async def test_readers_know_nothing_of_our_environment(shop: Connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CANARY_SECRET", "c4n4ry")
    async with Readers(EgressPolicy(), None) as made, made.open(shop, NOBODY, Limits()):
        environment = _environment_of(made.nursery_pid)
    assert environment is not None
    assert b"c4n4ry" not in environment
    assert {b"HOME", b"PATH", b"PGPASSFILE"} <= {
        entry.partition(b"=")[0] for entry in environment.split(b"\0")
    }


def test_the_nursery_never_imports_the_sdk():
    code = "import sys, app.connection.nursery as n; n._load_drivers(); print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"psycopg2", "pymysql", "sqlalchemy"} <= set(loaded)
    assert not {name.partition(".")[0] for name in loaded} & {
        "application_sdk",
        "temporalio",
        "dapr",
        "fastapi",
    }
