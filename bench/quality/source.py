"""The PostgreSQL that the contenders read: a server of our own with the mixed table in each size asked for."""

import shutil
import tempfile
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Final

from bench.quality.mixed import BYTES_PER_ROW, blocks, creation
from bench.quality.server import Target
from tests.support.postgresql_server import DEBIAN_BINARIES, add_postgresql_scanner, run_postgresql
from tests.support.server import Server, home_folder, literal

_OPTIONS: Final = "-c shared_buffers=1GB -c max_wal_size=8GB -c log_statement=none -c autovacuum=off"
_PEER: Final = "peer"
_SPARE_BYTES: Final = 20 * 2**30
_WRITERS: Final = 2


def lacking_bytes(sizes: Sequence[int]) -> int:
    """How much disk is missing for tables of these rows and something to spare; 0 or less if there is enough."""
    return sum(sizes) * BYTES_PER_ROW + _SPARE_BYTES - shutil.disk_usage(tempfile.gettempdir()).free


@contextmanager
def postgresql(sizes: Sequence[int]) -> Generator[list[Target]]:
    """PostgreSQL 15, removed with its tables when it is no longer needed."""
    with (
        home_folder("sourcesense-bench-") as home,
        run_postgresql(home, name="postgresql 15", binaries=DEBIAN_BINARIES, options=_OPTIONS) as server,
    ):
        server.execute("postgres", "CREATE DATABASE bench")
        add_postgresql_scanner(server)
        _add_peer(server)
        for rows in sizes:
            _add_table(server, rows)
        yield [_target(server, rows) for rows in sizes]


def _add_peer(server: Server) -> None:
    """The role of other tools: what it asks stands in the server's log."""
    server.execute("postgres", f"CREATE ROLE {_PEER} LOGIN PASSWORD '{literal(server.password)}'")
    server.execute(
        "postgres", f"GRANT pg_read_all_data TO {_PEER}; ALTER ROLE {_PEER} SET log_statement = 'all'"
    )


def _add_table(server: Server, rows: int) -> None:
    server.execute("bench", creation(_table(rows)))
    with ThreadPoolExecutor(_WRITERS) as writers:
        list(writers.map(partial(server.execute, "bench"), blocks(_table(rows), rows)))
    server.execute("bench", f"VACUUM ANALYZE {_table(rows)}")


def _table(rows: int) -> str:
    return f"mixed_{rows}"


def _target(server: Server, rows: int) -> Target:
    fields = server.connection("bench").fields()
    return {
        "connection": {name: value for name, value in fields.items() if value is not None},
        "password": server.password,
        "table": _table(rows),
        "socket": [str(server.home), server.port],
        "process": server.process,
        "log": str(server.log),
        "peer": _PEER,
    }
