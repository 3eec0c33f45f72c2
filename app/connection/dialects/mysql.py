"""MySQL and MariaDB, by PyMySQL."""

from collections.abc import Mapping

from app.connection.config import MysqlConnection
from app.connection.dialects import mysql_catalog
from app.connection.dialects.base import VALUE_CHARACTERS, Drawing, qualified
from app.connection.dialects.drawing import drawing_of, drawn_and_left_out, guarded, head, seek_places
from app.connection.fields import Connection, TlsMode
from app.connection.session import Session, Statement
from app.errors import (
    AccountLockedError,
    ConnectDeniedError,
    HostNotAllowedError,
    NoAccessError,
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
from app.model.sample import SamplingMethod
from app.model.schema import Catalog, Column, DataType, Table

_COUNTED_BYTES = 64 * 1024 * 1024
"""Up to here a table is counted first, so that the sample has the size that was asked for."""
_SCANNED_BYTES = 1024 * 1024 * 1024
"""Up to here every row may be visited to draw rows one by one; beyond, rows near random keys are read."""
_SEEKS = 20

_RIGHTS = f"""
SELECT t.total, NULL, IF(w.everywhere > 0, t.total, w.here) FROM
(SELECT COUNT(*) AS total FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()) AS t,
(SELECT
    (SELECT COUNT(*) FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = {mysql_catalog.ME}
        AND PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'CREATE'))
    + (SELECT COUNT(*) FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = {mysql_catalog.ME}
        AND DATABASE() LIKE TABLE_SCHEMA AND PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'CREATE'))
    AS everywhere,
    (SELECT COUNT(DISTINCT TABLE_NAME) FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE = {mysql_catalog.ME}
        AND TABLE_SCHEMA = DATABASE() AND PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER')) AS here
) AS w
"""  # noqa: S608 - constants of this package

_GRANT_SCRIPT = """\
-- Run as an administrator of the server. Choose the password yourself, and name the network instead of %.
CREATE USER {user}@'%' IDENTIFIED BY '…' REQUIRE SSL WITH MAX_USER_CONNECTIONS 4;
GRANT SELECT, SHOW VIEW ON {database}.* TO {user}@'%';
"""


class Mysql:
    """MySQL 8.0 and later, MariaDB 10.3 and later."""

    name = "mysql"
    title = "MySQL / MariaDB"
    subtitle = "MySQL 8.0, MariaDB 10.3 and later"
    default_port: int | None = 3306
    tls_modes: tuple[TlsMode, ...] = tuple(TlsMode)
    connection_type: type[Connection] = MysqlConnection
    driver_module = "app.connection.dialects.mysql_driver"
    puller_module = "app.connection.dialects.mysql_pull"
    failures: Mapping[str, type[SourceSenseError]] = {
        "": StatementRefusedError,
        **dict.fromkeys(("1045", "1698"), WrongPasswordError),
        **dict.fromkeys(("1129", "1130"), HostNotAllowedError),
        **dict.fromkeys(("1820", "1862", "3118", "4151"), AccountLockedError),
        "1044": ConnectDeniedError,
        "1049": UnknownDatabaseError,
        **dict.fromkeys(("1040", "1203", "1226"), TooManyConnectionsError),
        **dict.fromkeys(("1142", "1143", "1227"), NoAccessError),
        **dict.fromkeys(("1146", "1051"), TableGoneError),
        **dict.fromkeys(("1356", "1449"), ViewBrokenError),
        **dict.fromkeys(("1205", "1213"), TableLockedError),
        **dict.fromkeys(("1317", "1969", "3024"), StatementTimeoutError),
        **dict.fromkeys(("1053", "1927", "2006", "2013", "2055"), SourceLostError),
    }

    def quote(self, name: str) -> str:
        """In backticks, doubled inside."""
        return mysql_catalog.quoted(name)

    def grant_select(self, schema: str, name: str, user: str) -> str:
        """SELECT on the table."""
        return f"GRANT SELECT ON {qualified(self, schema, name)} TO {self.quote(user)}@'%';"

    def grant_script(self, connection: Connection | None) -> str:
        """A user that may read and nothing else."""
        known = connection if isinstance(connection, MysqlConnection) else None
        user = self.quote(known.user) if known else "sourcesense"
        return _GRANT_SCRIPT.format(user=user, database=self.quote(known.database) if known else "shop")

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:
        """Everything in the connection's database."""
        return await mysql_catalog.read(session, connection)

    def drawing(self, table: Table, *, rows: int, seed: int) -> Drawing:
        """Row by row with equal chance up to 1 GiB; beyond, rows behind random values of an integer key.

        A view, and a large table without such a key, gives its first rows.
        """
        drawn, _ = drawn_and_left_out(table)
        cells = "".join(f"{self._cell(column)}, " for column in drawn)
        source = qualified(self, table.schema, table.name)
        size = table.size_bytes or 0
        key = _seekable(table)
        if table.is_view or (size > _SCANNED_BYTES and key is None):
            return head(table, _pyformat(f"SELECT {cells}NULL FROM {source} AS t"), drawn, rows)  # noqa: S608 - quoted names from the catalog
        if size > _SCANNED_BYTES and key is not None:
            sql, limit = _seeking(cells, source, f"t.{self.quote(key)}", rows, seed)
            return drawing_of(table, drawn, _pyformat(sql), limit, SamplingMethod.KEY_SEEK)
        target, limit = guarded(rows)
        counted = size <= _COUNTED_BYTES or table.row_estimate is None
        sql = (
            _counted(cells, source, rows, target, seed)
            if counted
            else _estimated(cells, source, target / max(table.row_estimate or 1, 1), seed)
        )
        limited = _pyformat(f"{sql} LIMIT {limit}")
        return drawing_of(table, drawn, limited, limit, SamplingMethod.BERNOULLI, counted=counted)

    def rights(self, connection: Connection) -> Statement:  # noqa: ARG002 - the session is in that database
        """Tables and views there are, and those the user may change; which it may read is not told for roles."""
        return Statement(sql=_pyformat(_RIGHTS), reads="the privileges")

    def _cell(self, column: Column) -> str:
        name = f"t.{self.quote(column.name)}"
        if column.native_type.startswith("bit("):
            return f"CAST({name} + 0 AS CHAR)"
        return f"LEFT(CONVERT({name} USING utf8mb4), {VALUE_CHARACTERS})"


def _counted(cells: str, source: str, rows: int, target: int, seed: int) -> str:
    return (
        f"SELECT {cells}n.total FROM {source} AS t CROSS JOIN (SELECT COUNT(*) AS total FROM {source}) AS n"  # noqa: S608 - quoted names from the catalog
        f" WHERE n.total <= {rows} OR RAND({seed}) * n.total < {target}"
    )


def _estimated(cells: str, source: str, share: float, seed: int) -> str:
    return f"SELECT {cells}NULL FROM {source} AS t WHERE RAND({seed}) < {share:.12f}"  # noqa: S608 - as above


def _seeking(cells: str, source: str, key: str, rows: int, seed: int) -> tuple[str, int]:
    """A few rows from each of some random places between the least and the greatest key."""
    each = -(-rows // _SEEKS)
    parts = (
        f"(SELECT {cells}NULL FROM {source} AS t WHERE {key} >="  # noqa: S608 - as above
        f" (SELECT FLOOR(MIN({key}) + {place:.9f} * (MAX({key}) - MIN({key}))) FROM {source} AS t)"
        f" ORDER BY {key} LIMIT {each})"
        for place in seek_places(seed, _SEEKS)
    )
    return " UNION ALL ".join(parts), each * _SEEKS + 1


def _seekable(table: Table) -> str | None:
    """The column of a primary key of one integer."""
    key = table.primary_key
    if key is None or len(key.columns) != 1:
        return None
    integers = {column.name for column in table.columns if column.data_type is DataType.INTEGER}
    return key.columns[0] if key.columns[0] in integers else None


def _pyformat(sql: str) -> str:
    """PyMySQL reads every statement as a format, so a per cent sign in a name is doubled."""
    return sql.replace("%", "%%")


DIALECT = Mysql()
