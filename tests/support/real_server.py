"""A server of somebody's own that the compliance suite runs against when asked to.

``SOURCESENSE_TEST_POSTGRES_URL``, ``…_MYSQL_URL`` and ``…_MARIADB_URL`` name its administrator, as in
``postgresql://admin:secret@db.test:5432/postgres?sslmode=require``. Only databases and one role of the suite's
own are made, and dropped at the end.
"""

import contextlib
import os
import secrets
import ssl
from collections.abc import Callable, Generator, Iterable

import psycopg2
import pymysql
from pymysql.constants import CLIENT

from app.connection.url import SplitUrl, split_url
from tests.support.server import Server, literal, odd_password
from tests.support.skips import missing

VARIABLES = {
    "own postgresql": "SOURCESENSE_TEST_POSTGRES_URL",
    "own mysql": "SOURCESENSE_TEST_MYSQL_URL",
    "own mariadb": "SOURCESENSE_TEST_MARIADB_URL",
    "own mssql": "SOURCESENSE_TEST_MSSQL_URL",  # see own_mssql.py
}
_LIBPQ_MODES = {
    "off": "disable",
    "encrypt": "require",
    "verify-ca": "verify-ca",
    "verify-host": "verify-full",
}


def asked_for() -> list[str]:
    """The names of the servers whose variable is set."""
    return [name for name, variable in VARIABLES.items() if os.environ.get(variable)]


@contextlib.contextmanager
def real_server(name: str) -> Generator[Server]:
    """The server that the name's variable says."""
    url = os.environ.get(VARIABLES[name])
    if not url:
        missing(name, f"set {VARIABLES[name]}")
    with server_of(url, name) as server:
        yield server


@contextlib.contextmanager
def server_of(url: str, name: str) -> Generator[Server]:
    """The server of an administrator's URL, with a scanning role that is dropped at the end."""
    split = split_url(url)
    run = _postgresql(split) if split.dialect == "postgresql" else _mysql(split)
    user, password = f"sourcesense_test_{secrets.token_hex(4)}", odd_password()
    maintenance = str(split.fields.get("database", "")) if split.dialect == "postgresql" else ""
    account = user if split.dialect == "postgresql" else f"{user}@'%'"
    made = "LOGIN PASSWORD" if split.dialect == "postgresql" else "IDENTIFIED BY"
    run(maintenance, f"CREATE {_kind(split)} {account} {made} '{literal(password)}'")
    server = Server(
        name=name,
        dialect=split.dialect,
        host=str(split.fields["host"]),
        port=int(split.fields.get("port", 5432 if split.dialect == "postgresql" else 3306)),
        user=user,
        password=password,
        tls=str(split.fields.get("tls", "verify-host")),
        run=lambda database, sql: run(database or maintenance, sql),
    )
    try:
        yield server
    finally:
        run(maintenance, f"DROP {_kind(split)} {account}")


def _kind(split: SplitUrl) -> str:
    return "ROLE" if split.dialect == "postgresql" else "USER"


def _postgresql(split: SplitUrl) -> Callable[[str, str], str]:
    fields = split.fields

    def run(database: str, sql: str) -> str:
        with contextlib.closing(
            psycopg2.connect(
                host=fields["host"],
                port=fields.get("port", 5432),
                user=fields.get("user"),
                password=split.password,
                dbname="postgres" if database == "" else database,
                sslmode=_LIBPQ_MODES[str(fields.get("tls", "verify-host"))],
                sslrootcert="system" if fields.get("tls", "verify-host") == "verify-host" else None,
            )
        ) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor, _failing_as_servers_of_ours():
                cursor.execute(sql)
                return _lines(cursor.fetchall() if cursor.description else [])

    return run


@contextlib.contextmanager
def _failing_as_servers_of_ours() -> Generator[None]:
    """Their SQL goes through a client program, whose failure is an ``AssertionError``."""
    try:
        yield
    except psycopg2.Error as error:
        raise AssertionError(str(error)) from error


def _mysql(split: SplitUrl) -> Callable[[str, str], str]:
    fields = split.fields
    mode = str(fields.get("tls", "verify-host"))
    context = None if mode == "off" else ssl.create_default_context()
    if context is not None:
        context.check_hostname = mode == "verify-host"
        context.verify_mode = ssl.CERT_NONE if mode == "encrypt" else ssl.CERT_REQUIRED

    def run(database: str, sql: str) -> str:
        connection = pymysql.connect(
            host=str(fields["host"]),
            port=int(fields.get("port", 3306)),
            user=str(fields.get("user", "")),
            password=split.password or "",
            database=database or None,
            client_flag=CLIENT.MULTI_STATEMENTS,
            ssl=context,
            ssl_disabled=context is None,
            autocommit=True,
        )
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(sql)
            rows = list(cursor.fetchall())
            while cursor.nextset():
                rows += cursor.fetchall()
            return _lines(rows)

    return run


def _lines(rows: Iterable[Iterable[object]]) -> str:
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
