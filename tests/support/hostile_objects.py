"""Objects of every kind with hostile names on a server, and which of them it took."""

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg2
import pymysql

from app.connection.config import SqliteConnection
from app.connection.fields import NetworkConnection
from tests.support.hostile_names import cut
from tests.support.scratch import Scratch

_LAST_OF_THREE_BYTES = 0xFFFF


class Administrator(Protocol):
    """A connection that may create things."""

    def attempt(self, *statements: str) -> bool:
        """Run them; whether the server took them all."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """An object that the server took: in this role, in this table, under this name."""

    role: str
    table: str
    name: str


@dataclass(frozen=True, slots=True)
class _Direct:
    """An administrator by a DBAPI connection that commits every statement."""

    connection: Any
    error: type[Exception]

    def attempt(self, *statements: str) -> bool:
        with contextlib.closing(self.connection.cursor()) as cursor:
            try:
                for statement in statements:
                    cursor.execute(statement)
            except self.error:
                return False
        return True

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(self.connection.cursor()) as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())


@contextlib.contextmanager
def administrator(scratch: Scratch) -> Generator[Administrator]:
    """An administrator of the scratch database, by the server's own socket."""
    connection, error = _connect(scratch)
    with contextlib.closing(connection):
        yield _Direct(connection, error)


def _connect(scratch: Scratch) -> tuple[Any, type[Exception]]:
    if isinstance(scratch.connection, SqliteConnection):
        connection = sqlite3.connect(scratch.connection.path, isolation_level=None)
        connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        return connection, sqlite3.Error
    assert isinstance(scratch.connection, NetworkConnection)
    assert scratch.server is not None
    database = scratch.connection.database
    if scratch.dialect == "mysql":
        return _pymysql(scratch.server.home / "s.sock", database), pymysql.Error
    connection = psycopg2.connect(
        host=str(scratch.server.home), port=scratch.server.port, user="postgres", dbname=database
    )
    connection.autocommit = True
    return connection, psycopg2.Error


def _pymysql(socket: Path, database: str) -> Any:
    """Tables of MyISAM, which does not wait for the disk at every one of them."""
    connection: Any = pymysql.connect(
        unix_socket=str(socket),
        user="root",
        database=database,
        charset="utf8mb4",
        autocommit=True,
        init_command="SET SESSION default_storage_engine = MyISAM",
    )
    with contextlib.suppress(pymysql.Error), connection.cursor() as cursor:
        cursor.execute("SET GLOBAL sync_frm = OFF")  # MariaDB's alone; the server is private to the tests
    return connection


def literal(scratch: Scratch, text: str) -> str:
    """A text in quotes, as the server of the scratch database reads it."""
    doubled = text.replace("'", "''")
    return "'" + (doubled.replace("\\", "\\\\") if scratch.dialect == "mysql" else doubled) + "'"


def names_for(scratch: Scratch, names: Iterable[str]) -> list[str]:
    """As long as the server allows: 63 bytes on PostgreSQL, 64 characters on MySQL."""
    limits = {"postgresql": {"limit_bytes": 63}, "mysql": {"limit_characters": 64}}.get(scratch.dialect, {})
    return [cut(name, **limits) for name in names]


@dataclass(frozen=True, slots=True)
class _Whole:
    """A table that has the name in all these roles."""

    statements: list[str]
    roles: tuple[str, ...]


_Single = Callable[[str], str]
"""The statement that uses the name in one role, by the name of its table."""


def create(scratch: Scratch, admin: Administrator, names: Iterable[str]) -> list[Made]:
    """Objects of every kind the server has, under every name that it takes."""
    make = {"postgresql": _postgresql, "mysql": _mysql, "sqlite": _sqlite}[scratch.dialect]
    assert scratch.dialect != "postgresql" or admin.attempt("CREATE SCHEMA ix", "CREATE SCHEMA ty")
    return [made for place, name in enumerate(names) for made in make(scratch, admin, place, name)]


def _tried(
    admin: Administrator, place: int, name: str, whole: _Whole, single: Mapping[str, _Single]
) -> list[Made]:
    """Everything in one table, or else every role in a table of its own."""
    if admin.attempt(*whole.statements):
        return [Made(role, name, name) for role in whole.roles]
    return [
        Made(role, own, name)
        for role, statement_of in single.items()
        if admin.attempt(statement_of(own := name if role == "table" else f"t{place}{role}"))
    ]


def _postgresql(scratch: Scratch, admin: Administrator, place: int, name: str) -> list[Made]:
    quoted, text = scratch.quote(name), literal(scratch, name)
    whole = [
        f"CREATE TABLE {quoted} ({quoted} text DEFAULT {text}, kk_ int, CONSTRAINT {quoted} CHECK (kk_ > 0))",
        f"COMMENT ON TABLE {quoted} IS {text}",
        f"COMMENT ON COLUMN {quoted}.{quoted} IS {text}",
    ]
    roles = ("table", "column", "constraint", "default", "comment")
    single: dict[str, _Single] = {
        "table": lambda own: f"CREATE TABLE {scratch.quote(own)} (kk_ int)",
        "column": lambda own: f"CREATE TABLE {own} ({quoted} int)",
        "constraint": lambda own: f"CREATE TABLE {own} (kk_ int, CONSTRAINT {quoted} CHECK (kk_ > 0))",
        "default": lambda own: f"CREATE TABLE {own} (c text DEFAULT {text})",
        "comment": lambda own: (
            f"CREATE TABLE {own} (c int); COMMENT ON TABLE {own} IS {text}; COMMENT ON COLUMN {own}.c IS {text}"
        ),
    }
    made = _tried(admin, place, name, _Whole(whole, roles), single)
    more = {
        "index": [f"CREATE TABLE ix.t{place} (kk_ int)", f"CREATE INDEX {quoted} ON ix.t{place} (kk_)"],
        "label": [f"CREATE TYPE ty.{quoted} AS ENUM ({text}, 'other')"],
        "schema": [f"CREATE SCHEMA {quoted}", f"CREATE TABLE {quoted}.t (kk_ int)"],
    }
    return made + [Made(role, f"t{place}", name) for role, sql in more.items() if admin.attempt(*sql)]


def _mysql(scratch: Scratch, admin: Administrator, place: int, name: str) -> list[Made]:
    quoted, text = scratch.quote(name), literal(scratch, name)
    checked = scratch.server is not None and scratch.server.name == "mariadb"
    check = f", CONSTRAINT {quoted} CHECK (kk_ > 0)" if checked else ""
    texts: dict[str, _Single] = {
        "default": lambda own: f"CREATE TABLE {own} (c varchar(200) DEFAULT {text})",
        "comment": lambda own: f"CREATE TABLE {own} (c int COMMENT {text}) COMMENT {text}",
        "label": lambda own: f"CREATE TABLE {own} (e enum({text}, 'other'))",
    }
    names: dict[str, _Single] = {
        "table": lambda own: f"CREATE TABLE {scratch.quote(own)} (kk_ int)",
        "column": lambda own: f"CREATE TABLE {own} ({quoted} int)",
        "index": lambda own: f"CREATE TABLE {own} (kk_ int, KEY {quoted} (kk_))",
    }
    if checked:
        names["constraint"] = lambda own: f"CREATE TABLE {own} (kk_ int, CONSTRAINT {quoted} CHECK (kk_ > 0))"
    if not is_a_mysql_name(name):
        return _tried(admin, place, name, _Whole(["no statement"], ()), texts)
    body = f"{quoted} varchar(200) DEFAULT {text} COMMENT {text}, e enum({text}, 'other'), kk_ int, KEY {quoted} (kk_)"
    whole = _Whole([f"CREATE TABLE {quoted} ({body}{check}) COMMENT {text}"], (*names, *texts))
    return _tried(admin, place, name, whole, names | texts)


def is_a_mysql_name(name: str) -> bool:
    """Characters above U+FFFF are not permitted in names: MariaDB refuses them, MySQL 8.0.15 makes "?" of some.

    https://dev.mysql.com/doc/refman/8.0/en/identifiers.html
    """
    return max(map(ord, name)) <= _LAST_OF_THREE_BYTES


def _sqlite(scratch: Scratch, admin: Administrator, place: int, name: str) -> list[Made]:
    quoted, text = scratch.quote(name), literal(scratch, name)
    body = f"({quoted} TEXT DEFAULT {text}, kk_ INT, CONSTRAINT {quoted} CHECK (kk_ > 0))"
    roles = ("table", "column", "constraint", "default")
    single: dict[str, _Single] = {role: lambda own: f"CREATE TABLE {own} {body}" for role in roles[1:]}
    made = _tried(admin, place, name, _Whole([f"CREATE TABLE {quoted} {body}"], roles), single)
    # An index may not be called like a table, so it has a sign more.
    index = [
        f"CREATE TABLE t{place}ix (kk_ INT)",
        f"CREATE INDEX {scratch.quote(f'{name}☃')} ON t{place}ix (kk_)",
    ]
    return made + ([Made("index", f"t{place}ix", f"{name}☃")] if admin.attempt(*index) else [])
