"""SQL Server in the reader process, by pyodbc and Microsoft's ODBC driver 18.

Every read is a transaction of its own that is rolled back. The server knows no read-only transaction, so what a
statement of ours changed would be undone, and the connection test warns of a user who may change anything.
Sources: https://learn.microsoft.com/en-us/sql/connect/odbc/dsn-connection-string-attribute, RELIABILITY §5.2.
"""

import math
import os
import struct
import time
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.mssql.pyodbc import MSDialect_pyodbc
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from app.connection.dialects.base import Failure
from app.connection.dialects.mssql_failures import failure_of
from app.connection.dialects.mssql_odbc import OdbcError, connection_string, driver, pyodbc
from app.connection.driver import KnownFailureError, Source, engine_connection
from app.connection.relay import Relay
from app.connection.tls import authorities_file
from app.connection.wire import Order

ABOUT = """
SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), d.snapshot_isolation_state,
    (SELECT COUNT(*) FROM sys.tables AS t WHERE t.is_memory_optimized = 1)
FROM sys.databases AS d WHERE d.database_id = DB_ID()
"""
SETTINGS = (
    "SET LOCK_TIMEOUT 2000; SET DEADLOCK_PRIORITY LOW; SET TEXTSIZE 16777216;"
    " SET TRANSACTION ISOLATION LEVEL {isolation}"
)
"""Values are cut before they travel; the text size bounds definitions of views."""

_OLDEST = 14
"""SQL Server 2017, https://learn.microsoft.com/en-us/troubleshoot/sql/releases/download-and-install-latest-updates."""
_SNAPSHOT_ON = 1
_CONNECTION_OVER = frozenset({"08S01", "08S02", "08001", "08003", "08007"})
_WIDE_TEXT = (-8, -9, -10)
_DATETIMEOFFSET = -155
_SEARCHING_SECONDS = 0.5
"""A driver that gives up ends at once with its connection; one that was sent elsewhere goes on trying."""


class QuietDialect(MSDialect_pyodbc):
    """SQLAlchemy's dialect without the statements it asks a server before the first one."""

    def initialize(self, connection: Any) -> None:
        """Nothing: our statements come as text."""

    def on_connect(self) -> Any:
        """Nothing: conversions are added where the connection is made."""
        return None

    def is_disconnect(self, e: Exception, connection: Any, cursor: Any) -> bool:  # noqa: ARG002 - SQLAlchemy's signature
        """Whether the connection is over; a statement at its limit leaves it as it was."""
        return bool(e.args) and str(e.args[0]) in _CONNECTION_OVER


registry.register("mssql.quiet", __name__, "QuietDialect")


class MssqlDriver:
    """One connection to a SQL Server."""

    def __init__(self) -> None:
        self._connection: Any = None

    def open(self, order: Order) -> Source:
        """Sign in once through the relay to the pinned address."""
        connection = engine_connection("mssql+quiet", lambda: self._connect(order))
        version, snapshot, in_memory = connection.exec_driver_sql(ABOUT).one()
        connection.rollback()
        if int(str(version).partition(".")[0]) < _OLDEST:
            raise KnownFailureError(Failure("old", str(version)))
        # A session whose isolation is SNAPSHOT cannot read tables in memory, not even by their own hint.
        isolation = "SNAPSHOT" if snapshot == _SNAPSHOT_ON and not in_memory else "READ COMMITTED"
        self._connection.autocommit = True  # a transaction that has begun cannot become a snapshot
        connection.exec_driver_sql(SETTINGS.format(isolation=isolation))
        connection.rollback()
        self._connection.autocommit = False
        return Source(connection, "SQL Server", str(version), None)

    def _connect(self, order: Order) -> Any:
        odbc = pyodbc()
        ends = time.monotonic() + order.connect_timeout_seconds
        _trust(order)
        relay = Relay(str(order.address), int(order.fields["port"] or 0), order.connect_timeout_seconds)
        arguments = connection_string(order, relay.port, driver())
        try:
            self._connection = odbc.connect(arguments, timeout=max(1, int(ends - time.monotonic())))
        except odbc.Error:
            if relay.unconfined:
                raise KnownFailureError(Failure("crash", "CannotConfine")) from None
            if relay.left_at is not None and time.monotonic() - relay.left_at > _SEARCHING_SECONDS:
                raise KnownFailureError(Failure("denied", "ROUTED_ELSEWHERE")) from None
            raise
        for kind in _WIDE_TEXT:
            self._connection.add_output_converter(kind, _tolerant)
        self._connection.add_output_converter(_DATETIMEOFFSET, _moment)
        return self._connection

    def begin(self, source: Source, timeout_seconds: float) -> None:  # noqa: ARG002 - the driver begins by itself
        """The statement's limit in whole seconds, which the driver ends by an attention."""
        self._connection.timeout = max(1, math.ceil(timeout_seconds))

    def describe(self, error: BaseException) -> Failure:
        """The server's error number in five digits, or what the driver or TLS met."""
        match error:
            case DBAPIError(orig=BaseException() as cause):
                return self.describe(cause)
            case KnownFailureError():
                return error.failure
            case OdbcError():
                return Failure("server", error.code)
            case ResourceClosedError():
                return Failure("server", "NO_ROWS")
            case OSError():
                return Failure("refused" if isinstance(error, ConnectionRefusedError) else "silent")
            case _:
                return failure_of(error, signed_in=self._connection is not None)

    def stop(self, source: Source, session: int) -> None:
        """Never asked for: ending another session takes a right that a reading login has not.

        The server ends what a closed connection left behind; until it notices, the statement's own limit is gone,
        which is why statements are short.
        """

    def cell(self, value: object) -> object:
        """As it is: numbers, text, and dates and times whose text is ISO's."""
        return value


def _trust(order: Order) -> None:
    """The authorities OpenSSL trusts in this process, and no others; the driver takes no argument for them."""
    pem = order.fields["ca_certificates"]
    authorities = authorities_file(None if pem is None else str(pem))
    if authorities is not None:
        os.environ |= {"SSL_CERT_FILE": authorities, "SSL_CERT_DIR": "/nonexistent"}


def _tolerant(raw: bytes) -> str:
    """Text in UTF-16, in which the server lets half a character stand."""
    return raw.decode("utf-16-le", "replace")


def _moment(raw: bytes) -> str:
    """SQL_SS_TIMESTAMPOFFSET_STRUCT as text; the fraction is in billionths of a second.

    >>> _moment(struct.pack("<hHHHHHIhh", 2024, 5, 6, 7, 8, 9, 123456700, 2, 0))
    '2024-05-06 07:08:09.1234567 +02:00'
    """
    year, month, day, hour, minute, second, billionths, east, minutes = struct.unpack("<hHHHHHIhh", raw)
    sign = "-" if east < 0 or minutes < 0 else "+"
    return (
        f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{billionths // 100:07}"
        f" {sign}{abs(east):02}:{abs(minutes):02}"
    )


DRIVER = MssqlDriver()
