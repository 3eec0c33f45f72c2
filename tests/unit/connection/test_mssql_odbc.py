import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.doctor import odbc_check
from app.connection.config import parse_connection
from app.connection.dialects.base import Failure
from app.connection.dialects.mssql import DIALECT
from app.connection.dialects.mssql_odbc import OdbcError, braced, connection_string, driver
from app.connection.failures import error_of
from app.connection.fields import TlsMode
from app.connection.wire import Order

KNOWN = [
    "DRIVER", "Server", "HostNameInCertificate", "Encrypt", "TrustServerCertificate", "Database", "UID", "APP",
    "ConnectRetryCount", "PWD",
]  # fmt: skip
VALUE = re.compile(r"(\w+)=\{((?:[^}]|\}\})*)\}(?:;|\Z)")


def order(password: str = "pw", **changes: str) -> Order:  # noqa: S107 - a test's own
    fields = {"dialect": "mssql", "host": "db.internal", "database": "shop", "user": "scanner"} | changes
    return Order(
        driver="app.connection.dialects.mssql_driver",
        fields=parse_connection(fields).fields(),
        password=password,
        address="192.0.2.7",
        file_roots=None,
        application_name="sourcesense/1f3a9c20",
        connect_timeout_seconds=10,
        statement_timeout_seconds=30,
        deadline_seconds=900,
        memory_bytes=1,
    )


def arguments(text: str) -> list[tuple[str, str]]:
    """What the driver makes of a connection string: names and values, the doubled braces undone."""
    assert "".join(match.group(0) for match in VALUE.finditer(text)) == text
    return [(name, value.replace("}}", "}")) for name, value in VALUE.findall(text)]


@given(password=st.text(), name=st.text(min_size=1, max_size=128))
def test_whatever_is_typed_only_known_arguments_reach_the_driver(password: str, name: str):
    typed = "".join(character for character in name if character >= " " and character != "\x7f") or "x"
    given = arguments(connection_string(order(password, database=typed, user=typed), 40_000, "the driver"))
    assert [name for name, _ in given] == KNOWN
    assert dict(given) | {"Encrypt": "yes"} == {
        "DRIVER": "the driver",
        "Server": "tcp:127.0.0.1,40000",
        "HostNameInCertificate": "db.internal",
        "Encrypt": "yes",
        "TrustServerCertificate": "no",
        "Database": typed,
        "UID": typed,
        "PWD": password,
        "APP": "sourcesense/1f3a9c20",
        "ConnectRetryCount": "0",
    }


def test_a_missing_driver_manager_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyodbc", None)
    with pytest.raises(OdbcError) as caught:
        driver()
    place = parse_connection({"dialect": "mssql", "host": "h", "database": "d", "user": "u"})
    failure = Failure("server", caught.value.code)
    error = error_of(failure, DIALECT, place, reads="the connection", seconds=1).explain()
    assert (
        error.message
        == "SQL Server cannot be read from this machine: the driver manager (libodbc) is not installed."
    )
    assert "apt-get install libodbc2" in error.next_step


def test_a_missing_driver_manager_is_no_failure_for_the_doctor(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyodbc", None)
    check = odbc_check()
    assert check.ok
    assert "apt-get install libodbc2" in check.detail


@given(st.text())
def test_braces_can_be_undone(value: str):
    assert braced(value)[1:-1].replace("}}", "}") == value


@pytest.mark.parametrize(
    ("mode", "host", "encrypt", "trust"),
    [
        (TlsMode.OFF, "localhost", "no", "no"),
        (TlsMode.ENCRYPT, "db.internal", "yes", "yes"),
        (TlsMode.VERIFY_HOST, "db.internal", "yes", "no"),
    ],
)
def test_each_tls_mode_has_its_arguments(mode: TlsMode, host: str, encrypt: str, trust: str):
    given = dict(arguments(connection_string(order(tls=mode.value, host=host), 1, "d")))
    assert (given["Encrypt"], given["TrustServerCertificate"]) == (encrypt, trust)
