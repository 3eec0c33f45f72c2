"""What pyodbc's texts mean; the texts are those that driver 18.6 gave against the test server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connection.dialects.base import Failure
from app.connection.dialects.mssql_failures import failure_of
from app.connection.dialects.mssql_odbc import pyodbc
from tests.support.skips import missing

DRIVER = "[Microsoft][ODBC Driver 18 for SQL Server]"
TLS = "SSL Provider: [error:0A000086:SSL routines::certificate verify failed:"
REFUSED = f"[28000] {DRIVER}[SQL Server]Login failed for user 'x'. (18456)"
NO_DATABASE = f'[42000] {DRIVER}[SQL Server]Cannot open database "d" requested by the login. (4060)'


def told(state: str, text: str, *, signed_in: bool = False) -> Failure:
    return failure_of(_error(state, text), signed_in=signed_in)


def _error(state: str, text: str) -> BaseException:
    try:
        error: BaseException = pyodbc().Error(state, text)
    except Exception:  # noqa: BLE001 - without the driver manager there is no pyodbc
        missing("the ODBC driver manager", "apt-get install libodbc2")
    return error


@pytest.mark.parametrize(
    ("state", "text", "failure"),
    [
        ("28000", f"{REFUSED} (SQLDriverConnect)", Failure("server", "18456")),
        ("42000", f"{NO_DATABASE} (SQLDriverConnect); {REFUSED}", Failure("server", "04060")),
        ("28000", f"{REFUSED} (SQLDriverConnect); {NO_DATABASE}", Failure("server", "04060")),
        ("08001", f"[08001] {DRIVER}{TLS}subject name does not match host name] (-1) (SQLDriverConnect)", Failure("tls", "TLS_WRONG_HOST")),
        ("08001", f"[08001] {DRIVER}{TLS}certificate has expired] (-1) (SQLDriverConnect)", Failure("tls", "TLS_EXPIRED")),
        ("08001", f"[08001] {DRIVER}{TLS}self-signed certificate] (-1) (SQLDriverConnect)", Failure("tls", "TLS_SELF_SIGNED")),
        ("08001", f"[08001] {DRIVER}{TLS}unable to get local issuer certificate] (-1) (SQLDriverConnect)", Failure("tls", "TLS_UNTRUSTED")),
        ("08001", f"[08001] {DRIVER}SSL Provider: something new (-1) (SQLDriverConnect)", Failure("tls", "TLS_HANDSHAKE")),
        ("08001", f"[08001] {DRIVER}Encryption not supported on SQL Server. (20) (SQLDriverConnect)", Failure("tls", "TLS_NOT_OFFERED")),
        ("HY000", f"[HY000] {DRIVER}Protocol error in TDS stream (0) (SQLDriverConnect)", Failure("other", "PROTOCOL")),
        ("HY000", "The driver did not supply an error!", Failure("lost", "HY000")),
        ("HYT00", f"[HYT00] {DRIVER}Login timeout expired (0) (SQLDriverConnect)", Failure("silent")),
        ("01000", "[01000] [unixODBC][Driver Manager]Can't open lib 'x' : file not found (0) (SQLDriverConnect)", Failure("server", "ODBC_DRIVER_MISSING")),
    ],
)  # fmt: skip
def test_a_failed_sign_in_is_told_by_its_text(state: str, text: str, failure: Failure):
    assert told(state, text) == failure


@pytest.mark.parametrize(
    ("state", "text", "failure"),
    [
        ("HYT00", f"[HYT00] {DRIVER}Query timeout expired (0) (SQLExecDirectW)", Failure("server", "HYT00")),
        ("08S01", f"[08S01] {DRIVER}TCP Provider: Error code 0x68 (104) (SQLExecDirectW)", Failure("lost", "08S01")),
        ("42S02", f"[42S02] {DRIVER}[SQL Server]Invalid object name 't'. (208) (SQLExecDirectW)", Failure("server", "00208")),
    ],
)  # fmt: skip
def test_a_failed_statement_is_told_by_its_text(state: str, text: str, failure: Failure):
    assert told(state, text, signed_in=True) == failure


@given(st.text())
def test_a_server_cannot_pass_for_the_driver_by_what_it_writes(message: str):
    failure = told("42000", f"[42000] {DRIVER}[SQL Server]{message} SSL Provider (208) (SQLExecDirectW)")
    assert failure.kind == "server"


def test_nothing_of_a_text_is_in_what_is_told():
    failure = told("42000", f"[42000] {DRIVER}[SQL Server]planted (208) (SQLExecDirectW)")
    assert failure == Failure("server", "00208")
    assert failure_of(ValueError("planted"), signed_in=True) == Failure("crash", "ValueError")
