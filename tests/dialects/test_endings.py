"""However a read ends, nothing of ours stays on the server or on this machine."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from pathlib import Path

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from app.errors import ReaderCrashedError, SourceHungError
from tests.support.dialects import dialects_that, every_server
from tests.support.scratch import Scratch

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 1000000000000) AS n",
    "mysql": "SELECT MAX(CONCAT(a.COLUMN_NAME, b.COLUMN_NAME, c.COLUMN_NAME)) FROM information_schema.COLUMNS AS a,"
    " information_schema.COLUMNS AS b, information_schema.COLUMNS AS c",
    "mssql": "WAITFOR DELAY '00:01:00'",
}
WORKER = """
import asyncio, sys
from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
import json

async def main():
    fields, password, sql, deadline = json.loads(sys.stdin.read())
    async with Readers(EgressPolicy(allow_loopback=True), None) as readers:
        limits = Limits(statement_timeout_seconds=min(4, deadline), deadline_seconds=deadline)
        async with readers.open(parse_connection(fields), Credential(password), limits) as session:
            print(readers.nursery_pid, flush=True)
            await session.fetch(Statement(sql=sql))

asyncio.run(main())
"""


@dialects_that("sessions", "its own process")
async def test_a_hung_source_is_left_at_its_deadline_without_a_session(scratch: Scratch, readers: Readers):
    with pytest.raises(SourceHungError):
        await _read_while_frozen(scratch, readers)
    await _becomes(lambda: scratch.sessions() == 0, seconds=3)


@every_server
async def test_a_cancelled_read_is_over_on_the_server_when_it_returns(scratch: Scratch, readers: Readers):
    running = asyncio.create_task(_read_for_ever(scratch, readers))
    await _becomes(lambda: len(_readers_of(readers)) == 1, seconds=5)
    await asyncio.sleep(0.5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await _becomes(lambda: scratch.sessions() == 0, seconds=1)
    await _becomes(lambda: not _readers_of(readers), seconds=1)


@every_server
async def test_a_killed_reader_fails_its_read_and_leaves_no_session(scratch: Scratch, readers: Readers):
    reading = asyncio.create_task(_read_for_ever(scratch, readers))
    await _becomes(lambda: len(_readers_of(readers)) == 1, seconds=5)
    await asyncio.sleep(0.5)
    os.kill(_readers_of(readers)[0], signal.SIGKILL)
    with pytest.raises(ReaderCrashedError):
        await reading
    await _becomes(lambda: scratch.sessions() == 0, seconds=3)


@every_server
async def test_a_killed_worker_leaves_no_session_and_no_process(scratch: Scratch):
    """PostgreSQL 14 and later looks for its client every two seconds; others stop at the statement's limit."""
    worker, nursery, reader = await _worker_reading(scratch, deadline_seconds=900)
    await asyncio.sleep(0.5)
    worker.kill()
    await worker.wait()
    await _becomes(lambda: not (_exists(nursery) or _exists(reader)), seconds=2)
    await _becomes(lambda: scratch.sessions() == 0, seconds=3 if scratch.dialect == "postgresql" else 6)


@dialects_that("sessions", "its own process")
async def test_a_reader_ends_by_itself_when_its_worker_can_end_nobody(scratch: Scratch):
    """The worker is stopped and the server hangs, so neither side's limits can act: the dead-man switch is left."""
    worker, _, reader = await _worker_reading(scratch, deadline_seconds=1)
    frozen = _process_of(scratch)
    os.kill(frozen, signal.SIGSTOP)
    worker.send_signal(signal.SIGSTOP)
    try:
        await _becomes(lambda: not _exists(reader), seconds=1 + 5 + 2)
    finally:
        os.kill(frozen, signal.SIGCONT)
        worker.kill()
        await worker.wait()
    await _becomes(lambda: scratch.sessions() == 0, seconds=3)


@dialects_that("sessions")
async def test_a_session_that_ends_well_is_gone_from_the_server(scratch: Scratch, readers: Readers):
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        await session.fetch(Statement(sql="SELECT 1"))
        assert scratch.sessions() == 1
    await _becomes(lambda: scratch.sessions() == 0, seconds=1)


async def _worker_reading(scratch: Scratch, *, deadline_seconds: float) -> tuple[Process, int, int]:
    """A worker in the middle of an endless statement, its nursery and its reader."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    sql, fields = ENDLESS[scratch.dialect], scratch.connection.fields()
    worker.stdin.write(json.dumps([fields, scratch.credential.password, sql, deadline_seconds]).encode())
    worker.stdin.close()
    nursery = int(await worker.stdout.readline())
    (reader,) = _children_of(nursery)
    return worker, nursery, reader


async def _read_while_frozen(scratch: Scratch, readers: Readers) -> None:
    """Read from a process that was stopped, and let it go on only when the reader has given up."""
    limits = Limits(deadline_seconds=2)
    frozen: int | None = None
    try:
        async with readers.open(scratch.connection, scratch.credential, limits) as session:
            frozen = _process_of(scratch)
            os.kill(frozen, signal.SIGSTOP)
            await _becomes(lambda: _is_frozen(frozen), seconds=5)
            await session.fetch(Statement(sql="SELECT 1"))
    finally:
        if frozen is not None:
            os.kill(frozen, signal.SIGCONT)


async def _read_for_ever(scratch: Scratch, readers: Readers) -> None:
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        await session.fetch(Statement(sql=ENDLESS[scratch.dialect]))


def _process_of(scratch: Scratch) -> int:
    """The process that serves our session: PostgreSQL has one for each, MariaDB one for all."""
    assert scratch.server is not None
    if scratch.dialect == "mysql":
        return scratch.server.pid
    return int(scratch.execute("SELECT pid FROM pg_stat_activity WHERE usename = 'scanner'")[0][0])


def _readers_of(readers: Readers) -> list[int]:
    return [] if readers.nursery_pid is None else _children_of(readers.nursery_pid)


def _children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_frozen(pid: int | None) -> bool:
    """Whether every thread of the process has stopped; the signal takes a moment to reach them all."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return all(") T " in (thread / "stat").read_text() for thread in threads)


def _exists(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z " not in status.read_text()


async def _becomes(true: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.1)
