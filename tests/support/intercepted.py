"""The last functions before a driver, replaced by ones that write down what they get and connect to nothing."""

import os
import socket
import sqlite3
import ssl
import sys
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import psycopg2
import psycopg2.extensions
import pymysql
import pytest

from app.connection.dialects import available, mssql_driver
from app.connection.wire import Order

PIN = "192.0.2.77"
_pyodbc: Any = import_module("pyodbc")


class StoppedHereError(Exception):
    """Instead of connecting."""


@dataclass
class Intercepted:
    """What drivers were told.

    Attributes:
        arguments: those of the last connection that was not made.
        destination: where it would have gone.
        opened: files that were opened, and sockets connected, while somebody watched; not those of Python's own
            modules, nor the one that says which system this is.
    """

    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    destination: tuple[str, int] | None = None
    opened: list[tuple[str, object]] = field(default_factory=list[tuple[str, object]])
    watching: bool = False

    def ask(self, order: Order) -> str | None:
        """Let the order's driver connect; gives what failed before it came so far, ``None`` if it did not."""
        self.arguments, self.destination, self.opened, self.watching = {}, None, [], True
        driver: Any = import_module(order.driver).DRIVER
        try:
            driver.open(order)
        except StoppedHereError:
            return None
        except Exception as error:  # noqa: BLE001 - the reader process describes whatever its driver raises
            return str(driver.describe(error).kind)
        finally:
            self.watching = False
        return "it connected"

    def postgresql(self, *_: object, **arguments: Any) -> None:
        """Instead of ``psycopg2.connect``; libpq itself reads back what it would have been told."""
        written = psycopg2.extensions.make_dsn(**arguments)
        self.arguments = dict(psycopg2.extensions.parse_dsn(written))
        assert self.arguments == {name: str(value) for name, value in arguments.items()}
        self.destination = str(self.arguments["hostaddr"]), int(self.arguments["port"])
        raise StoppedHereError

    def mysql(self, **arguments: Any) -> None:
        """Instead of ``pymysql.Connection.__init__``."""
        self.arguments = arguments

    def socket(self, address: tuple[str, int], *_: object) -> None:
        """Instead of ``socket.create_connection``, PyMySQL's way out."""
        self.destination = address
        raise StoppedHereError

    def relay(self, address: str, port: int, _seconds: float) -> SimpleNamespace:
        """Instead of the relay, the ODBC driver's way out."""
        self.destination = address, port
        return SimpleNamespace(port=1, left_at=None)

    def mssql(self, text: str, **_: object) -> None:
        """Instead of ``pyodbc.connect``; read back as Microsoft documents it."""
        self.arguments = read_odbc(text)
        raise StoppedHereError

    def sqlite(self, place: str, /, **options: Any) -> None:
        """Instead of ``sqlite3.connect``; read back as https://www.sqlite.org/uri.html says."""
        assert options["uri"] is True
        path, _, query = place.removeprefix("file:").partition("?")
        self.arguments = {"path": unquote(path), **dict(pair.split("=") for pair in query.split("&"))}
        assert "#" not in place
        raise StoppedHereError


def read_odbc(text: str) -> dict[str, str]:
    """Names and values of an ODBC connection string in which every value stands in braces.

    >>> read_odbc("UID={a};PWD={b;}}c}")
    {'UID': 'a', 'PWD': 'b;}c'}
    """
    found: dict[str, str] = {}
    while text:
        name, _, rest = text.partition("={")
        value = ""
        while True:
            piece, _, rest = rest.partition("}")
            value += piece
            if not rest.startswith("}"):
                break
            value, rest = value + "}", rest[1:]
        assert name not in found
        assert rest[:1] in {"", ";"}
        found[name], text = value, rest[1:]
    return found


_FIXED = (sys.prefix, sys.base_prefix, "/etc/os-release")
_watched: list[Intercepted] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"open", "socket.connect", "sqlite3.connect"} and not str(arguments[0]).startswith(_FIXED):
        for intercepted in _watched:
            if intercepted.watching:
                intercepted.opened.append((event, arguments[0]))


sys.addaudithook(_hook)  # it cannot be taken away again, only be told to look elsewhere


def intercept(monkeypatch: pytest.MonkeyPatch) -> Intercepted:
    """Replace what connects, for as long as the test runs."""
    made = Intercepted()
    for dialect in available():
        import_module(dialect.driver_module)  # now, so that no file is opened for it later
    _watched[:] = [made]
    monkeypatch.setattr(psycopg2, "connect", made.postgresql)
    monkeypatch.setattr(pymysql.Connection, "__init__", made.mysql)
    monkeypatch.setattr(socket, "create_connection", made.socket)
    monkeypatch.setattr(mssql_driver, "Relay", made.relay)
    monkeypatch.setattr(_pyodbc, "connect", made.mssql)
    monkeypatch.setattr(sqlite3, "connect", made.sqlite)
    monkeypatch.setattr(ssl, "create_default_context", _light_context)
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(variable, os.environ.get(variable, ""))
    return made


def _light_context(**_: object) -> ssl.SSLContext:
    """Without the authorities, which take 30 ms to load."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
