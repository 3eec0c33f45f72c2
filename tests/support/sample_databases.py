"""The sample databases under ``tests/samples`` and how they get into a server."""

import contextlib
import json
import lzma
import sqlite3
from pathlib import Path
from typing import Any

from tests.support.mysql_servers import add_mysql_scanner
from tests.support.postgresql_server import add_postgresql_scanner
from tests.support.server import Server

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED: list[dict[str, Any]] = json.loads((SAMPLES / "expected-counts.json").read_text())


def expected_counts(engine: str, database: str) -> dict[str, Any]:
    """What ``expected-counts.json`` says about a sample database."""
    return next(counts for counts in EXPECTED if (counts["engine"], counts["database"]) == (engine, database))


def load_postgresql(server: Server) -> None:
    """Chinook, Northwind and Pagila, and a role that may read them."""
    server.execute("postgres", (SAMPLES / "chinook/postgresql/Chinook_PostgreSql.sql").read_text())
    server.execute("postgres", "CREATE DATABASE northwind")
    server.execute("northwind", (SAMPLES / "northwind/postgresql/northwind.sql").read_text())
    server.execute("postgres", "CREATE DATABASE pagila")
    server.execute("pagila", _unpacked(SAMPLES / "pagila/postgresql/pagila.sql.xz"))
    add_postgresql_scanner(server)


def load_mysql(server: Server) -> None:
    """Chinook, Northwind and Sakila (their scripts create them), and a user that may read them."""
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
    add_mysql_scanner(server)


def load_sqlite(folder: Path) -> None:
    """``chinook.db`` and ``northwind.db``."""
    _sqlite(folder / "chinook.db", SAMPLES / "chinook/sqlite/Chinook_Sqlite.sql")
    _sqlite(folder / "northwind.db", SAMPLES / "northwind/sqlite/create.sql")


def _sqlite(path: Path, script: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(script.read_text("utf-8-sig"))


def _unpacked(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode()
