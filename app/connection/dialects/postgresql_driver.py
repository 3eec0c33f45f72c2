"""PostgreSQL in the reader process, by psycopg2.

The envelope is one read-only transaction per statement with ``SET LOCAL`` limits: session settings would leak
to other clients of a pooler (RELIABILITY M17), and an unqualified function name must not find a trojan (M16).
"""

import socket
import struct
from typing import Any

import psycopg2
from psycopg2.extensions import connection as PsycopgConnection  # noqa: N812 - a class despite its name
from sqlalchemy.exc import DBAPIError

from app.connection.dialects.base import Failure
from app.connection.driver import KnownFailureError, Source, engine_connection
from app.connection.fields import TlsMode, is_loopback
from app.connection.tls import authorities_file, certificate_problem, in_memory
from app.connection.wire import Order

_SSL_MODES = {
    TlsMode.OFF: "disable",
    TlsMode.ENCRYPT: "require",
    TlsMode.VERIFY_CA: "verify-ca",
    TlsMode.VERIFY_HOST: "verify-full",
}

_CLOSED = "server closed the connection"
_NOT_VERIFIED = "certificate verify failed"
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_OLDEST = 100_000

# Before sign-in libpq tells failures as text only; ours is the C locale, the server's FATAL lines may be
# translated and then fall through to "connection failed". The first match decides. What stands after an
# SQLSTATE tells apart what shares it (``Postgresql.failures``).
_SIGN_IN_FAILURES = (
    ("Connection refused", Failure("refused")),
    ("timeout expired", Failure("silent")),
    ("timed out", Failure("silent")),
    ("No route to host", Failure("silent")),
    ("Network is unreachable", Failure("silent")),
    ("server does not support SSL", Failure("tls", "TLS_NOT_OFFERED")),
    ("does not match host name", Failure("tls", "TLS_WRONG_HOST")),
    (_NOT_VERIFIED, Failure("tls", "TLS_UNTRUSTED")),
    ("alert unknown ca", Failure("tls", "TLS_CLIENT_REFUSED")),
    ("alert bad certificate", Failure("tls", "TLS_CLIENT_REFUSED")),
    ("alert certificate required", Failure("tls", "TLS_CLIENT_MISSING")),
    ("alert certificate", Failure("tls", "TLS_CLIENT_REFUSED")),
    ("valid client certificate", Failure("tls", "TLS_CLIENT_MISSING")),
    ("certificate authentication failed", Failure("tls", "TLS_CLIENT_REFUSED")),
    ("could not load private key file", Failure("tls", "TLS_CLIENT_KEY")),
    ("does not match private key", Failure("tls", "TLS_CLIENT_KEY")),
    ("could not read certificate file", Failure("tls", "TLS_CLIENT_KEY")),
    ("authentication method requirement", Failure("tls", "TLS_UNSAFE_SIGN_IN")),
    ("response to SSL negotiation", Failure("other", "PROTOCOL")),
    ("expected authentication request", Failure("other", "PROTOCOL")),
    ("unsupported frontend protocol", Failure("old", "before 7.4")),
    ("no encryption", Failure("tls", "TLS_NOT_ACCEPTED")),
    ("SSL off", Failure("tls", "TLS_NOT_ACCEPTED")),  # before 14
    ("password authentication failed", Failure("server", "28P01")),
    ("no password supplied", Failure("server", "28P01")),
    ("no pg_hba.conf entry", Failure("server", "28000 host")),
    ("pg_hba.conf rejects connection", Failure("server", "28000 host")),
    ("is not permitted to log in", Failure("server", "28000 login")),
    ("too many connections", Failure("server", "53300")),
    ("too many clients", Failure("server", "53300")),
    ("remaining connection slots", Failure("server", "53300")),
    ("the database system is", Failure("server", "57P03")),
    ("permission denied for database", Failure("server", "42501 connect")),
    ("role ", Failure("server", "28000 role")),
    ("database ", Failure("server", "3D000")),
    ("SSL", Failure("tls", "TLS_HANDSHAKE")),
    (_CLOSED, Failure("lost", "08006")),
)

_TERMINATE = """
SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
WHERE pid = %(session)s AND usename = current_user AND application_name = %(name)s
"""


class PostgresqlDriver:
    """One connection to a PostgreSQL server."""

    def __init__(self) -> None:
        self._settings: dict[str, str] = {}
        self._name = ""

    def open(self, order: Order) -> Source:
        """Sign in once, with the address pinned and every other way into libpq closed."""
        opened: list[PsycopgConnection] = []
        connection = engine_connection("postgresql+psycopg2", lambda: _connect(order, opened))
        connection.rollback()
        info = opened[0].info
        self._settings = {
            name: _spoken(value) for name, value in session_settings(info.server_version).items()
        }
        self._name = order.application_name
        return Source(connection, "PostgreSQL", _version(opened[0]), info.backend_pid)

    def begin(self, source: Source, timeout_seconds: float) -> None:
        """A read-only snapshot (``_connect`` makes every BEGIN one) with its limits, in one round trip."""
        settings = self._settings | {"statement_timeout": str(max(1, round(timeout_seconds * 1000)))}
        source.connection.exec_driver_sql(
            "; ".join(f"SET LOCAL {name} = {value}" for name, value in settings.items())
        )

    def describe(self, error: BaseException) -> Failure:
        """The server's SQLSTATE; before sign-in there is none and libpq's words have to do."""
        match error:
            case DBAPIError(orig=BaseException() as cause):
                return self.describe(cause)
            case KnownFailureError():
                return error.failure
            case psycopg2.Error(pgcode=str() as code):
                return Failure("server", code)
            case psycopg2.OperationalError() | psycopg2.InterfaceError():
                return _by_words(str(error)) if not self._settings else Failure("lost", "08006")
            case psycopg2.Error():
                return Failure("server", "")
            case _:
                return Failure("crash", type(error).__name__)

    def stop(self, source: Source, session: int) -> None:
        """End the backend of another session of this role and name; a reused number is not mistaken for it."""
        source.connection.exec_driver_sql(_TERMINATE, {"session": session, "name": self._name})
        source.connection.rollback()

    def cell(self, value: object) -> object:
        """Arrays and ranges as Python writes them; our own statements cast them to text on the server."""
        return value


def _connect(order: Order, opened: list[PsycopgConnection]) -> PsycopgConnection:
    try:
        connection = psycopg2.connect(**arguments(order))
    except psycopg2.OperationalError as error:
        if _NOT_VERIFIED in str(error):
            problem = certificate_problem(order, _asks_for_tls)
            raise KnownFailureError(Failure("tls", problem)) from None
        if order.client_key is not None and _CLOSED in str(error):
            # A server of TLS 1.3 that does not like our certificate closes, often without a word.
            raise KnownFailureError(Failure("tls", "TLS_CLIENT_REFUSED")) from None
        raise
    if connection.info.server_version < _OLDEST:
        raise KnownFailureError(Failure("old", _version(connection)))
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
    opened.append(connection)
    return connection


def arguments(order: Order) -> dict[str, Any]:
    """Everything libpq is told; what is missing here it takes from an empty environment and an empty home."""
    fields = order.fields
    tls = TlsMode(str(fields["tls"]))
    pem = fields["ca_certificates"]
    authorities = authorities_file(None if pem is None else str(pem)) if tls.verifies else None
    return {
        "host": fields["host"],
        "hostaddr": order.address,
        "port": fields["port"],
        "dbname": fields["database"],
        "user": fields["user"],
        "password": order.password or "",
        "passfile": "/dev/null",
        "sslmode": _SSL_MODES[tls],
        **({"sslrootcert": authorities or "system"} if tls.verifies else {}),
        **_client_certificate(order),
        "require_auth": _sign_in_methods(tls, str(order.address)),
        "gssencmode": "disable",
        "connect_timeout": max(2, round(order.connect_timeout_seconds)),
        "tcp_user_timeout": 15_000,
        "keepalives_idle": 5,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "application_name": order.application_name,
        "client_encoding": "UTF8",
    }


def _client_certificate(order: Order) -> dict[str, str]:
    """Ours, if there is one; never one that lies in somebody's home."""
    certificate = order.fields.get("client_certificate")
    if certificate is None or order.client_key is None:
        return {"sslcertmode": "disable"}
    return {
        "sslcertmode": "allow",
        "sslcert": in_memory("certificate", str(certificate)),
        "sslkey": in_memory("key", order.client_key),
    }


def _version(connection: PsycopgConnection) -> str:
    """E.g. ``15.18`` of ``15.18 (Debian 15.18-0+deb12u1)``."""
    return str(connection.info.parameter_status("server_version") or "").split(" ")[0]


def _asks_for_tls(channel: socket.socket) -> None:
    """What comes before the handshake: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL."""
    channel.sendall(_SSL_REQUEST)
    channel.recv(1)


def _sign_in_methods(tls: TlsMode, address: str) -> str:
    """Never the password itself (M2); its MD5 hash only to a server that is known to be the right one."""
    return "scram-sha-256,md5,none" if tls.verifies or is_loopback(address) else "scram-sha-256,none"


def _spoken(value: str) -> str:
    """A setting's value as it stands in SET.

    >>> _spoken("ISO, YMD"), _spoken("1000")
    ("'ISO, YMD'", "'1000'")
    """
    return f"'{value}'"


def session_settings(server_version: int) -> dict[str, str]:
    """Limits and formats of every transaction, as far as the server knows them."""
    settings = {
        "search_path": "pg_catalog",
        "lock_timeout": "1000",
        "idle_in_transaction_session_timeout": "60000",
        "datestyle": "ISO, YMD",
        "intervalstyle": "postgres",
        "timezone": "UTC",
        "max_parallel_workers_per_gather": "0",  # a guest takes one core
        "cursor_tuple_fraction": "1",  # a large answer comes through a cursor, and all of it is wanted
    }
    if server_version >= 110_000:  # noqa: PLR2004 - when it came
        settings["jit"] = "off"  # compiling costs more than it saves on statements this short
    if server_version >= 140_000:  # noqa: PLR2004 - when it came
        settings["client_connection_check_interval"] = "2000"  # a backend whose client is gone ends (M7)
    return settings


def _by_words(text: str) -> Failure:
    return next((failure for words, failure in _SIGN_IN_FAILURES if words in text), Failure("lost", "08001"))


DRIVER = PostgresqlDriver()
