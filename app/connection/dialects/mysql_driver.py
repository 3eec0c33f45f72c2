"""MySQL and MariaDB in the reader process, by PyMySQL over a socket of our own.

One read-only transaction per statement; limits are session settings, which no pooler shares here.
"""

import contextlib
import errno
import socket
import ssl

from pymysql import err
from pymysql.constants import CR
from sqlalchemy.exc import DBAPIError

from app.connection.dialects.base import Failure
from app.connection.dialects.mysql_signin import (
    GuardedConnection,
    KnownConnection,
    decoders,
    methods,
)
from app.connection.dialects.mysql_version import product_of
from app.connection.driver import KnownFailureError, Source, UnsafeSignInError, engine_connection
from app.connection.fields import TlsMode, is_loopback
from app.connection.tls import problem_of, tls_context
from app.connection.wire import Order

_SETTINGS = (
    "lock_wait_timeout = 2",
    "innodb_lock_wait_timeout = 2",
    "sql_mode = ''",
    "time_zone = '+00:00'",
)
_CLIENT_CERTIFICATE = {  # alerts of the server: https://www.rfc-editor.org/rfc/rfc8446#section-6.2
    "UNKNOWN_CA": "TLS_CLIENT_REFUSED",
    "BAD_CERTIFICATE": "TLS_CLIENT_REFUSED",
    "CERTIFICATE_UNKNOWN": "TLS_CLIENT_REFUSED",
    "CERTIFICATE_EXPIRED": "TLS_CLIENT_REFUSED",
    "CERTIFICATE_REQUIRED": "TLS_CLIENT_MISSING",
    "KEY_VALUES_MISMATCH": "TLS_CLIENT_KEY",
    "PEM lib": "TLS_CLIENT_KEY",
}
_TLS_CODES = {"2026": "TLS_NOT_OFFERED", "3159": "TLS_NOT_ACCEPTED"}
_OWN_SESSION = """
SELECT COUNT(*) FROM information_schema.PROCESSLIST
WHERE ID = %(session)s AND USER = SUBSTRING_INDEX(USER(), '@', 1)
"""


class MysqlDriver:
    """One connection to a MySQL or MariaDB server."""

    def __init__(self) -> None:
        self._limit_name = "max_execution_time"
        self._limit = ""

    def open(self, order: Order) -> Source:
        """Sign in once over a socket to the pinned address."""
        opened: list[GuardedConnection] = []
        connection = engine_connection("mysql+pymysql", lambda: _connect(order, opened))
        connection.exec_driver_sql(
            "SET SESSION " + ", ".join((*_SETTINGS, f"wait_timeout = {_idle_seconds(order)}"))
        )
        # Also for the session: a DDL statement ends the transaction first and would run outside of it (MariaDB 10.11).
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
        connection.rollback()
        product, version = product_of(str(opened[0].get_server_info()))
        if product == "MariaDB":
            self._limit_name = "max_statement_time"
        else:  # MySQL 8 shows estimates and sizes as they were up to a day ago unless told otherwise
            connection.exec_driver_sql("SET SESSION information_schema_stats_expiry = 0")
            connection.rollback()
        return Source(connection, product, version, int(opened[0].thread_id()))

    def begin(self, source: Source, timeout_seconds: float) -> None:
        """The statement's limit, if it changed, and a read-only snapshot."""
        milliseconds = max(1, round(timeout_seconds * 1000))
        limit = f"{milliseconds / 1000}" if self._limit_name == "max_statement_time" else str(milliseconds)
        if limit != self._limit:
            source.connection.exec_driver_sql(f"SET SESSION {self._limit_name} = {limit}")
            self._limit = limit
        source.connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")

    def describe(self, error: BaseException) -> Failure:
        """The server's error number, or what the socket or TLS met."""
        match error:
            case DBAPIError(orig=BaseException() as cause):
                return self.describe(cause)
            case UnsafeSignInError():
                return Failure("tls", "TLS_UNSAFE_SIGN_IN")
            case KnownFailureError():
                return error.failure
            case err.MySQLError():
                inner = getattr(error, "original_exception", None) or error.__context__
                return _by_kind(inner) if isinstance(inner, OSError) else _by_number(error)
            case OSError():
                return _by_kind(error)
            case _:
                return Failure("crash", type(error).__name__)

    def stop(self, source: Source, session: int) -> None:
        """KILL another session of this user; needs no privilege. Gone already is fine."""
        found = source.connection.exec_driver_sql(_OWN_SESSION, {"session": session}).scalar()
        if found:
            with contextlib.suppress(DBAPIError):
                source.connection.exec_driver_sql(f"KILL {session:d}")
        source.connection.rollback()

    def cell(self, value: object) -> object:
        """Nothing but plain values comes with the decoders that are left."""
        return value


def _connect(order: Order, opened: list[GuardedConnection]) -> GuardedConnection:
    fields = order.fields
    mode = TlsMode(str(fields["tls"]))
    known = mode.verifies or is_loopback(str(order.address))
    context = tls_context(order)
    connection = (KnownConnection if known else GuardedConnection)(
        host=_text(fields["host"]),
        port=int(fields["port"] or 0),
        user=_text(fields["user"]),
        password=(order.password or "").encode(),
        database=_text(fields["database"]),
        charset="utf8mb4",
        conv=decoders(),
        ssl=context,
        ssl_disabled=context is None,
        auth_plugin_map=methods(other_end_known=known),
        local_infile=False,
        program_name=order.application_name,
        autocommit=None,
        defer_connect=True,
    )
    channel = socket.create_connection(
        (order.address, int(fields["port"] or 0)), order.connect_timeout_seconds
    )
    channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    channel.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    try:
        connection.connect(channel)
    except err.OperationalError as error:
        if order.client_key is not None and connection.is_encrypted and _is_lost(error):
            raise KnownFailureError(Failure("tls", "TLS_CLIENT_REFUSED")) from None
        raise
    opened.append(connection)
    return connection


def _idle_seconds(order: Order) -> int:
    """As long as the session may live; a killed reader's connection closes at once anyway."""
    return max(60, round(order.deadline_seconds) + 60)


def _by_kind(error: OSError) -> Failure:
    match error:
        case ssl.SSLCertVerificationError():
            return Failure("tls", problem_of(error))
        case ssl.SSLError():
            return Failure("tls", _by_alert(error))
        case ConnectionRefusedError():
            return Failure("refused")
        case TimeoutError() | OSError(errno=errno.ENETUNREACH | errno.EHOSTUNREACH):
            return Failure("silent")
        case _:
            return Failure("lost", "2013")


def _by_alert(error: ssl.SSLError) -> str:
    told = f"{error.reason or ''} {error}"
    return next((code for word, code in _CLIENT_CERTIFICATE.items() if word in told), "TLS_HANDSHAKE")


def _is_lost(error: err.MySQLError) -> bool:
    """Whether the connection just ended: so a server of TLS 1.3 that does not like our certificate, often without a word."""
    return not error.args or error.args[0] in {CR.CR_SERVER_LOST, CR.CR_SERVER_GONE_ERROR}


def _by_number(error: err.MySQLError) -> Failure:
    number = str(error.args[0]) if error.args and isinstance(error.args[0], int) else ""
    if number in _TLS_CODES:
        return Failure("tls", _TLS_CODES[number])
    return Failure("server", number) if number else Failure("lost", "2013")


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


DRIVER = MysqlDriver()
