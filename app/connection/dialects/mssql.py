"""SQL Server, by Microsoft's ODBC driver."""

from collections.abc import Mapping

from app.connection.config import MssqlConnection
from app.connection.dialects import mssql_catalog, mssql_sampling
from app.connection.dialects.base import Drawing, qualified
from app.connection.fields import Connection, TlsMode
from app.connection.session import Session, Statement
from app.errors import (
    NoAccessError,
    OdbcDriverMissingError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    TooManyConnectionsError,
    UnknownDatabaseError,
    ViewBrokenError,
    WrongPasswordError,
)
from app.model.schema import Catalog, Table

RIGHTS = """
SELECT COUNT(*), CASE WHEN COUNT(p.readable) = COUNT(*) THEN SUM(p.readable) END, SUM(p.writable)
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
CROSS APPLY (SELECT QUOTENAME(s.name) + N'.' + QUOTENAME(o.name) AS name) AS q
CROSS APPLY (SELECT HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'SELECT') AS readable,
    CASE WHEN HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'INSERT') = 1 OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'UPDATE') = 1
        OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'DELETE') = 1 OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'ALTER') = 1
        THEN 1 ELSE 0 END AS writable) AS p
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
"""

_GRANT_SCRIPT = """\
-- Run as an administrator of the server. Choose the password yourself.
CREATE LOGIN {user} WITH PASSWORD = N'…';
USE {database};
CREATE USER {user} FOR LOGIN {user};
GRANT CONNECT, VIEW DEFINITION TO {user};
DENY INSERT, UPDATE, DELETE, EXECUTE TO {user};
-- For every schema to be scanned:
GRANT SELECT ON SCHEMA::dbo TO {user};
"""


class Mssql:
    """SQL Server 2017 and later."""

    name = "mssql"
    title = "SQL Server"
    subtitle = "2017 and later"
    default_port: int | None = 1433
    tls_modes: tuple[TlsMode, ...] = (TlsMode.OFF, TlsMode.ENCRYPT, TlsMode.VERIFY_HOST)
    connection_type: type[Connection] = MssqlConnection
    driver_module = "app.connection.dialects.mssql_driver"
    puller_module = "app.connection.dialects.mssql_pull"
    failures: Mapping[str, type[SourceSenseError]] = {
        "": StatementRefusedError,
        "ODBC_": OdbcDriverMissingError,
        **dict.fromkeys(("18456", "18470", "18486", "18487", "18488", "18452"), WrongPasswordError),
        **dict.fromkeys(("04060", "04063", "04064", "00911", "00916"), UnknownDatabaseError),
        **dict.fromkeys(("10928", "10929", "17809", "18461"), TooManyConnectionsError),
        **dict.fromkeys(("00229", "00230", "00297", "00300"), NoAccessError),
        **dict.fromkeys(("00208", "00207", "03701"), TableGoneError),
        **dict.fromkeys(("04413", "04429", "04502"), ViewBrokenError),
        **dict.fromkeys(("01222", "01205", "03960", "03961"), TableLockedError),
        "HYT00": StatementTimeoutError,
        **dict.fromkeys(("08S01", "08001", "40197", "40501", "40613", "00596", "06005"), SourceLostError),
    }  # fmt: skip
    """Error numbers of the server have five digits here, so that none is the beginning of another."""

    def quote(self, name: str) -> str:
        """In brackets, closing ones doubled."""
        return mssql_catalog.quoted(name)

    def grant_select(self, schema: str, name: str, user: str) -> str:
        """SELECT on the table."""
        return f"GRANT SELECT ON OBJECT::{qualified(self, schema, name)} TO {self.quote(user)};"

    def grant_script(self, connection: Connection | None) -> str:
        """A login and a user that may read and nothing else."""
        known = connection if isinstance(connection, MssqlConnection) else None
        user = self.quote(known.user) if known else "sourcesense"
        return _GRANT_SCRIPT.format(user=user, database=self.quote(known.database) if known else "shop")

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:  # noqa: ARG002 - the session is in that database
        """Every schema of the connection's database."""
        return await mssql_catalog.read(session)

    def drawing(self, table: Table, *, rows: int, seed: int) -> Drawing:
        """See ``mssql_sampling``."""
        return mssql_sampling.drawing(table, rows=rows, seed=seed)

    def rights(self, connection: Connection) -> Statement:  # noqa: ARG002 - the session is in that database
        """Tables and views there are, those the user may read, those it may change."""
        return Statement(sql=RIGHTS, reads="the privileges")


DIALECT = Mssql()
