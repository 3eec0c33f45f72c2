"""The contenders, each run by a process of its own: ``python -m bench.quality.contenders NAME TARGET.json``.

The clock starts when the connection is open. Processor seconds are those of the server's processes and of the reader; where
two cores are free they say what the clock would say, whatever else runs.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Final

from app.connection.config import Connection, Credential, parse_connection
from app.connection.dialects import get_dialect
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.extraction.exact import measure_exactly
from app.extraction.measurement import measure_table
from app.extraction.sampling import draw_sample
from app.extraction.ways import choose
from app.model.schema import Table
from app.model.ways import Mode, Way
from bench.interleaved import Trial
from bench.quality import command
from bench.quality.processes import children, processor_seconds
from bench.quality.server import Target, administrator, rows_read


def on_the_server(target: Target, sql: str) -> Trial:
    """One statement of the administrator."""
    with administrator(target) as cursor:
        cursor.execute("SET jit = off; SET max_parallel_workers_per_gather = 0")
        before, began = processor_seconds(target["process"], with_children=True), time.perf_counter()
        cursor.execute(sql)
        seconds = time.perf_counter() - began
        used = processor_seconds(target["process"], with_children=True) - before
    return Trial(seconds=seconds, statements=1, processor_seconds=used)


def copy_null(target: Target) -> Trial:
    """The server writes every row as text to nowhere: what reading the table costs at least."""
    return on_the_server(target, f"COPY {target['table']} TO '/dev/null'")


def count(target: Target) -> Trial:
    """``count(*)``."""
    return on_the_server(target, f"SELECT count(*) FROM {target['table']}")  # noqa: S608 - a name of ours


async def flat(session: ReaderSession, connection: Connection, table: Table) -> int:
    """Our flat aggregate statement, without distinct values."""
    return (await measure_table(session, connection.dialect, table)).statements


async def exact(session: ReaderSession, connection: Connection, table: Table) -> int:
    """Our pass over two connections."""
    return (await measure_exactly(session, connection.dialect, table, streams=2)).statements


async def exact_on_one(session: ReaderSession, connection: Connection, table: Table) -> int:
    """Our pass over one connection."""
    return (await measure_exactly(session, connection.dialect, table, streams=1)).statements


async def default(session: ReaderSession, connection: Connection, table: Table) -> int:
    """The statements of default mode: the sample, and the flat one where the plan has it."""
    await draw_sample(session, connection, table, rows=1000, seed=1)
    if choose(table, Mode.DEFAULT, connection.dialect).way is Way.SAMPLE:
        return 1
    return 1 + await flat(session, connection, table)


Action = Callable[[ReaderSession, Connection, Table], Awaitable[int]]


async def ours(target: Target, action: Action) -> Trial:
    """What a session does; memory is that of its reader process."""
    connection = parse_connection(target["connection"])
    limits = Limits(statement_timeout_seconds=3600, deadline_seconds=7200)
    async with (
        Readers(EgressPolicy(allow_loopback=True), None) as readers,
        readers.open(connection, Credential(target["password"]), limits) as session,
    ):
        catalog = await get_dialect(connection.dialect).read_catalog(session, connection)
        table = next(each for each in catalog.tables if each.name == target["table"])
        (reader,) = children(readers.nursery_pid or 0)
        before = processor_seconds(target["process"], with_children=True) + processor_seconds(reader)
        began = time.perf_counter()
        statements = await action(session, connection, table)
        seconds = time.perf_counter() - began
        used = processor_seconds(target["process"], with_children=True) + processor_seconds(reader) - before
        peak = (session.peak_bytes or 0) / 2**20
    return Trial(seconds=seconds, statements=statements, peak_mb=peak, processor_seconds=used)


def _ours(action: Action) -> Callable[[Target], Trial]:
    return lambda target: asyncio.run(ours(target, action))


CONTENDERS: Final[dict[str, Callable[[Target], Trial]]] = {
    "copy_null": copy_null,
    "count": count,
    "flat": _ours(flat),
    "exact": _ours(exact),
    "exact_on_one": _ours(exact_on_one),
    "default": _ours(default),
    "profile_exact": partial(command.profile, mode="exact"),
    "profile_default": partial(command.profile, mode="default"),
}


def trial(name: str, target: Target) -> Trial:
    """That contender once, with the rows of the table that the server gave it, where the server tells."""
    if "socket" not in target:
        return CONTENDERS[name](target)
    before = rows_read(target)
    made = CONTENDERS[name](target)
    return replace(made, rows=rows_read(target) - before)


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps(asdict(trial(sys.argv[1], told))) + "\n")
