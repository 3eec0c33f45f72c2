"""Real servers for tests, each private to the test session, and the sample databases in them.

A machine without a server skips its tests with the line that installs it; with ``SOURCESENSE_REQUIRE_ALL=1``,
as in CI, that is a failure.
"""

import contextlib
import json
import lzma
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.connection.config import Connection, Credential, parse_connection
from tests.support.skips import missing

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED: list[dict[str, Any]] = json.loads((SAMPLES / "expected-counts.json").read_text())
POSTGRESQL_BINARIES = Path("/usr/lib/postgresql/15/bin")
SCANNER = "scanner"
OTHER_HOST = "127.83.21.7"
"""A second address of PostgreSQL, also loopback, that stands nowhere by chance."""
_PATIENCE_SECONDS = 30


def expected_counts(engine: str, database: str) -> dict[str, Any]:
    """What ``expected-counts.json`` says about a sample database."""
    return next(counts for counts in EXPECTED if (counts["engine"], counts["database"]) == (engine, database))


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running database server and how to reach it.

    ``execute`` runs SQL as its administrator, in a database, and gives the rows as tab-separated lines.
    """

    dialect: str
    port: int
    password: str
    log: Path
    pid: int
    run: Callable[[str, str], str] = field(repr=False)
    host: str = "127.0.0.1"

    def execute(self, database: str, sql: str) -> list[list[str]]:
        return [line.split("\t") for line in self.run(database, sql).splitlines()]

    def connection(self, database: str, **changes: object) -> Connection:
        """A connection of the scanning role; loopback, so without TLS."""
        fields: Mapping[str, object] = {
            "dialect": self.dialect,
            "host": self.host,
            "port": self.port,
            "database": database,
            "user": SCANNER,
            "tls": "off",
        }
        return parse_connection({**fields, **changes})

    @property
    def credential(self) -> Credential:
        return Credential(self.password)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """PostgreSQL 15 with Chinook, Northwind and Pagila; hosts sign in by SCRAM."""
    if not (POSTGRESQL_BINARIES / "initdb").exists():
        missing("PostgreSQL 15", "apt-get install postgresql-15")
    with _folder("sourcesense-pg-") as home, _postgresql(home) as server:
        load_postgresql(server)
        yield server


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[Server]:
    """MariaDB with Chinook, Northwind and Sakila."""
    if shutil.which("mariadbd") is None and not Path("/usr/sbin/mariadbd").exists():
        missing("MariaDB", "apt-get install mariadb-server")
    with _folder("sourcesense-maria-") as home, _mariadb(home) as server:
        load_mariadb(server)
        yield server


@pytest.fixture(scope="session")
def sqlite_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``chinook.db`` and ``northwind.db``."""
    folder = tmp_path_factory.mktemp("sqlite")
    _sqlite(folder / "chinook.db", SAMPLES / "chinook/sqlite/Chinook_Sqlite.sql")
    _sqlite(folder / "northwind.db", SAMPLES / "northwind/sqlite/create.sql")
    return folder


def load_postgresql(server: Server) -> None:
    """The sample databases, and a role that may read them."""
    server.execute("postgres", (SAMPLES / "chinook/postgresql/Chinook_PostgreSql.sql").read_text())
    server.execute("postgres", "CREATE DATABASE northwind")
    server.execute("northwind", (SAMPLES / "northwind/postgresql/northwind.sql").read_text())
    server.execute("postgres", "CREATE DATABASE pagila")
    server.execute("pagila", _unpacked(SAMPLES / "pagila/postgresql/pagila.sql.xz"))
    server.execute("postgres", f"CREATE ROLE {SCANNER} LOGIN PASSWORD '{_literal(server.password)}'")
    server.execute("postgres", f"GRANT pg_read_all_data TO {SCANNER}")


def load_mariadb(server: Server) -> None:
    """The sample databases (their scripts create them), and a role that may read them."""
    for script in (
        "chinook/mysql/Chinook_MySql.sql",
        "northwind/mysql/northwind.sql",
        "northwind/mysql/northwind-data.sql",
        "sakila/mysql/sakila-mv-schema.sql",
    ):
        server.execute("", (SAMPLES / script).read_text())
    server.execute("", _unpacked(SAMPLES / "sakila/mysql/sakila-mv-data.sql.xz"))
    # The statistics a server makes by itself a while after a load; without them sales_by_store takes a minute.
    server.execute("sakila", "ANALYZE TABLE inventory, payment, rental, store, staff")
    server.execute("", f"CREATE USER {SCANNER}@'%' IDENTIFIED BY '{_literal(server.password)}'")
    server.execute("", f"GRANT SELECT, SHOW VIEW ON *.* TO {SCANNER}@'%'")


@contextlib.contextmanager
def _postgresql(home: Path) -> Generator[Server]:
    port, data, log = free_port(), home / "data", home / "log"
    tools = POSTGRESQL_BINARIES
    shutil.chown(home, _owner())
    flags = [
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
        "-U",
        "postgres",
    ]
    _as_owner(str(tools / "initdb"), "-D", str(data), *flags)
    options = f"-p {port} -c listen_addresses=127.0.0.1,{OTHER_HOST} -c unix_socket_directories={home} -c fsync=off -c log_connections=on -c log_statement=all"
    _as_owner(str(tools / "pg_ctl"), "-D", str(data), "-w", "-l", str(log), "-o", options, "start")

    def run(database: str, sql: str) -> str:
        command = [
            str(tools / "psql"),
            "-X",
            "-q",
            "-A",
            "-t",
            "-F",
            "\t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(home),
        ]
        return _client([*command, "-p", str(port), "-U", "postgres", "-d", database], sql)

    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        yield Server(dialect="postgresql", port=port, password=_password(), log=log, pid=pid, run=run)
    finally:
        _as_owner(str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")


@contextlib.contextmanager
def _mariadb(home: Path) -> Generator[Server]:
    port, data, log = free_port(), home / "data", home / "log.err"
    socket_path = home / "s.sock"
    _checked(
        [
            "mariadb-install-db",
            "--no-defaults",
            "--user=root",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            f"--datadir={data}",
        ]
    )
    command = [
        "mariadbd",
        "--no-defaults",
        "--user=root",
        f"--datadir={data}",
        "--bind-address=127.0.0.1",
        f"--port={port}",
        f"--socket={socket_path}",
        f"--pid-file={home / 'p.pid'}",
        f"--log-error={log}",
        "--log-warnings=2",
        "--skip-name-resolve",
        "--innodb-flush-log-at-trx-commit=0",
        f"--general-log-file={home / 'general'}",
        "--general-log=1",
    ]
    process = subprocess.Popen(  # noqa: S603 - our own command line
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def run(database: str, sql: str) -> str:
        client = [
            "mariadb",
            "--no-defaults",
            "-N",
            "-B",
            "-S",
            str(socket_path),
            "-u",
            "root",
            "--default-character-set=utf8mb4",
        ]
        return _client([*client, *([database] if database else [])], sql)

    try:
        _until(lambda: _answers(run))
        yield Server(dialect="mysql", port=port, password=_password(), log=log, pid=process.pid, run=run)
    finally:
        process.kill()
        process.wait()


def _answers(run: Callable[[str, str], str]) -> bool:
    try:
        return run("", "SELECT 1").strip() == "1"
    except AssertionError:
        return False


def _until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.1)


@contextlib.contextmanager
def _folder(prefix: str) -> Generator[Path]:
    """A short path directly below /tmp: the server's own user enters it, and socket paths are limited."""
    home = Path("/tmp") / f"{prefix}{secrets.token_hex(4)}"  # noqa: S108 - private by its name and mode
    home.mkdir(mode=0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else os.environ.get("USER", "nobody")


def _as_owner(*command: str) -> None:
    prefix = ["runuser", "-u", _owner(), "--"] if os.geteuid() == 0 else []
    _checked([*prefix, *command])


def _checked(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own command line
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}"


def _client(command: list[str], sql: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command line
        command, input=sql.encode(), capture_output=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return done.stdout.decode()


def _sqlite(path: Path, script: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(script.read_text("utf-8-sig"))


def _unpacked(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode()


def _password() -> str:
    """A password with the characters that break careless quoting."""
    return f'p%40:/;{{}}"{secrets.token_hex(8)}'


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")
