"""Schema extraction side by side: ``python -m bench.schema postgresql --tables 5000 --rounds 5``."""

import argparse
import asyncio
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from app.connection.config import Credential, parse_connection
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.connection.session import Rows, Statement
from app.extraction.inspector import extract_schema
from bench.interleaved import run_interleaved, table
from bench.schema import peers
from bench.schema.contenders import CONTENDERS, Target
from bench.schema.wide import MARIADB, POSTGRESQL, SQLITE, statements
from tests.support.mysql_servers import run_mariadb
from tests.support.postgresql_server import DEBIAN_BINARIES, run_postgresql
from tests.support.server import SCANNER, Server, home_folder, literal

_PER_TRANSACTION = 500


@contextmanager
def postgresql(tables: int, columns: int) -> Generator[Target]:
    """PostgreSQL 15 of our own."""
    options = "-c max_locks_per_transaction=2000 -c shared_buffers=512MB -c log_statement=none"
    with (
        home_folder("sourcesense-bench-") as home,
        run_postgresql(home, name="postgresql 15", binaries=DEBIAN_BINARIES, options=options) as server,
    ):
        server.execute("postgres", "CREATE DATABASE wide")
        server.execute("postgres", f"CREATE ROLE {SCANNER} LOGIN PASSWORD '{literal(server.password)}'")
        server.execute("postgres", f"GRANT pg_read_all_data TO {SCANNER}")
        for part in _parts(statements(POSTGRESQL, tables, columns)):
            server.execute("wide", f"BEGIN; {part}; COMMIT")
        server.execute("wide", "VACUUM ANALYZE")
        yield _target(server, "wide")


@contextmanager
def mariadb(tables: int, columns: int) -> Generator[Target]:
    """MariaDB of our own."""
    with home_folder("sourcesense-bench-") as home, run_mariadb(home) as server:
        server.execute("", "SET GLOBAL general_log = 0; CREATE DATABASE wide")
        server.execute("", f"CREATE USER {SCANNER}@'%' IDENTIFIED BY '{literal(server.password)}'")
        server.execute("", f"GRANT SELECT, SHOW VIEW ON *.* TO {SCANNER}@'%'")
        for part in _parts(statements(MARIADB, tables, columns)):
            server.execute("wide", part)
        yield _target(server, "wide")


@contextmanager
def sqlite(tables: int, columns: int) -> Generator[Target]:
    """A file."""
    with home_folder("sourcesense-bench-") as home:
        path = home / "wide.db"
        with closing(sqlite3.connect(path)) as connection:
            for part in _parts(statements(SQLITE, tables, columns)):
                connection.executescript(f"BEGIN; {part}; COMMIT")
        yield {"connection": {"dialect": "sqlite", "path": str(path)}, "password": None}


PLACES: dict[str, Callable[[int, int], AbstractContextManager[Target]]] = {
    "postgresql": postgresql,
    "mariadb": mariadb,
    "sqlite": sqlite,
}


def _target(server: Server, database: str) -> Target:
    return {"connection": server.connection(database).fields(), "password": server.password}


def _parts(all_statements: Iterable[str]) -> Generator[str]:
    part: list[str] = []
    for statement in all_statements:
        part.append(statement)
        if len(part) == _PER_TRANSACTION:
            yield "; ".join(part)
            part.clear()
    if part:
        yield "; ".join(part)


async def recorded(target: Target) -> list[tuple[str, Any]]:
    """The statements of one extraction, as its reader gives them to the driver."""
    asked: list[tuple[str, Any]] = []
    connection = parse_connection(
        {name: value for name, value in target["connection"].items() if value is not None}
    )

    class Recorder:
        def __init__(self, session: ReaderSession) -> None:
            self._session = session

        def __getattr__(self, name: str) -> Any:
            return getattr(self._session, name)

        async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
            asked.append((statement.sql, statement.parameters))
            return await self._session.fetch(statement, timeout_seconds=timeout_seconds)

    async with (
        Readers(EgressPolicy(allow_loopback=True), None) as readers,
        readers.open(connection, Credential(target["password"]), Limits()) as session,
    ):
        await extract_schema(Recorder(session), connection)  # pyright: ignore[reportArgumentType] - it forwards the rest
    return asked


def main() -> None:
    """Build the database, record what we ask, let the contenders run in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", choices=sorted(PLACES))
    parser.add_argument("--tables", type=int, default=5000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--contenders", nargs="+", choices=sorted(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument(
        "--commands", action="store_true", help="whole processes too: our command and the peers"
    )
    parser.add_argument("--schemacrawler", type=Path, help="folder with its jars (PostgreSQL)")
    parser.add_argument("--datahub", type=Path, help="Python with acryl-datahub (PostgreSQL)")
    chosen = parser.parse_args()
    with (
        PLACES[chosen.server](chosen.tables, chosen.columns) as target,
        tempfile.TemporaryDirectory() as folder,
    ):
        asked = asyncio.run(recorded(target))
        file = Path(folder) / "target.json"
        file.write_text(json.dumps({**target, "statements": asked, "output": folder}))
        commands = {
            name: [sys.executable, "-m", "bench.schema.contenders", name, str(file)]
            for name in chosen.contenders
        }
        for name, told in _whole_processes(chosen, target, Path(folder)).items():
            (Path(folder) / f"{name}.json").write_text(json.dumps(told))
            commands[f"{name} (whole process)"] = [
                sys.executable, "-m", "bench.whole_process", f"{folder}/{name}.json",
            ]  # fmt: skip
        trials = run_interleaved(commands, chosen.rounds)
    sys.stdout.write(f"{chosen.server}, {chosen.tables:,} tables x {chosen.columns} columns\n\n")
    sys.stdout.writelines(f"{line}\n" for line in table(trials, against="raw"))


def _whole_processes(chosen: argparse.Namespace, target: Target, folder: Path) -> dict[str, peers.Command]:
    if not chosen.commands:
        return {}
    told = {"sourcesense": peers.sourcesense(target, folder)}
    if chosen.schemacrawler:
        told["schemacrawler"] = peers.schemacrawler(target, folder, chosen.schemacrawler)
    if chosen.datahub:
        told["datahub"] = peers.datahub(target, folder, chosen.datahub)
    return told


if __name__ == "__main__":
    main()
