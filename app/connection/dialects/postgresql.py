"""PostgreSQL, by psycopg2."""

from collections.abc import Mapping

from app.connection.config import PostgresqlConnection
from app.connection.dialects import postgresql_catalog
from app.connection.dialects.base import VALUE_CHARACTERS, Drawing, qualified
from app.connection.dialects.drawing import drawing_of, drawn_and_left_out, guarded, head
from app.connection.fields import Connection, TlsMode
from app.connection.session import Session, Statement
from app.errors import (
    AccountLockedError,
    ConnectDeniedError,
    HostNotAllowedError,
    NoAccessError,
    ServerStartingError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    TooManyConnectionsError,
    UnknownDatabaseError,
    UnknownUserError,
    WrongPasswordError,
)
from app.model.sample import SamplingMethod
from app.model.schema import Catalog, Table, TableKind

_COUNTED_BYTES = 64 * 1024 * 1024
"""Up to here a table is counted first, so that the sample has the size that was asked for."""
_SCANNED_BYTES = 1024 * 1024 * 1024
"""Up to here every page may be read to draw rows one by one; beyond, whole pages are drawn."""
_ROW_BYTES = 100
"""Stands in where the server has no row estimate yet."""

_RIGHTS = """
SELECT count(*), count(*) FILTER (WHERE has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')),
    count(*) FILTER (WHERE has_schema_privilege(n.oid, 'USAGE')
        AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
"""

_GRANT_SCRIPT = """\
-- Run as an administrator of the server. Choose the password yourself.
CREATE ROLE {user} LOGIN CONNECTION LIMIT 4 PASSWORD '…';
ALTER ROLE {user} SET default_transaction_read_only = on;
GRANT CONNECT ON DATABASE {database} TO {user};
-- In the database {database}, for every schema to be scanned:
GRANT USAGE ON SCHEMA public TO {user};
GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {user};
"""


class Postgresql:
    """PostgreSQL 10 and later, and servers that speak its protocol and have its catalog."""

    name = "postgresql"
    title = "PostgreSQL"
    subtitle = "10 and later"
    default_port: int | None = 5432
    tls_modes: tuple[TlsMode, ...] = tuple(TlsMode)
    connection_type: type[Connection] = PostgresqlConnection
    driver_module = "app.connection.dialects.postgresql_driver"
    puller_module = "app.connection.dialects.postgresql_pull"
    failures: Mapping[str, type[SourceSenseError]] = {
        "": StatementRefusedError,
        "08": SourceLostError,
        "28": WrongPasswordError,
        "28000 host": HostNotAllowedError,
        "28000 login": AccountLockedError,
        "28000 role": UnknownUserError,
        "3D000": UnknownDatabaseError,
        "3F000": TableGoneError,
        "40001": TableLockedError,
        "40P01": TableLockedError,
        "42501": NoAccessError,
        "42501 connect": ConnectDeniedError,
        "42P01": TableGoneError,
        "53300": TooManyConnectionsError,
        "55P03": TableLockedError,
        "57014": StatementTimeoutError,
        "57P": SourceLostError,
        "57P03": ServerStartingError,
    }

    def quote(self, name: str) -> str:
        """In double quotes, doubled inside."""
        return '"' + name.replace('"', '""') + '"'

    def grant_select(self, schema: str, name: str, user: str) -> str:
        """USAGE on the schema and SELECT on the table; either may be what is missing."""
        role = self.quote(user)
        table = qualified(self, schema, name)
        return f"GRANT USAGE ON SCHEMA {self.quote(schema)} TO {role}; GRANT SELECT ON {table} TO {role};"

    def grant_script(self, connection: Connection | None) -> str:
        """A role that may read and nothing else."""
        known = connection if isinstance(connection, PostgresqlConnection) else None
        user = self.quote(known.user) if known else "sourcesense"
        return _GRANT_SCRIPT.format(user=user, database=self.quote(known.database) if known else "shop")

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:  # noqa: ARG002 - the session is in that database
        """Tables and views of every schema that is not the server's own."""
        return await postgresql_catalog.read(session)

    def drawing(self, table: Table, *, rows: int, seed: int) -> Drawing:
        """By TABLESAMPLE: rows of a table up to 1 GiB (Bernoulli), whole pages of a larger one (SYSTEM).

        Views, foreign tables and partitioned parents cannot be sampled and give their first rows.
        https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM
        """
        drawn, _ = drawn_and_left_out(table)
        cells = "".join(f"left(t.{self.quote(c.name)}::text, {VALUE_CHARACTERS}), " for c in drawn)
        source = qualified(self, table.schema, table.name)
        if table.kind in {TableKind.VIEW, TableKind.FOREIGN, TableKind.PARTITIONED}:
            return head(table, _pyformat(f"SELECT {cells}NULL FROM {source} AS t"), drawn, rows)  # noqa: S608 - quoted names from the catalog
        target, limit = guarded(rows)
        size = _size(table)
        counted = size <= _COUNTED_BYTES
        sql = (
            _counted(cells, source, rows, target, seed)
            if counted
            else _estimated(cells, source, _share(table, target), size <= _SCANNED_BYTES, seed)
        )
        method = SamplingMethod.BERNOULLI if size <= _SCANNED_BYTES else SamplingMethod.PAGES
        return drawing_of(table, drawn, _pyformat(f"{sql} LIMIT {limit}"), limit, method, counted=counted)

    def rights(self, connection: Connection) -> Statement:  # noqa: ARG002 - the session is in that database
        """Tables and views there are, those the role may read, those it may change."""
        return Statement(sql=_RIGHTS, reads="the privileges")


def _size(table: Table) -> int:
    if table.size_bytes is not None:
        return table.size_bytes
    return (table.row_estimate or 0) * _ROW_BYTES


def _share(table: Table, target: int) -> float:
    """Per cent of the rows to draw."""
    estimate = table.row_estimate or _size(table) // _ROW_BYTES
    return min(100.0, 100.0 * target / max(estimate, 1))


def _counted(cells: str, source: str, rows: int, target: int, seed: int) -> str:
    return (
        f"WITH n AS (SELECT count(*) AS total FROM ONLY {source})"  # noqa: S608 - quoted names from the catalog
        f" SELECT {cells}n.total FROM ONLY {source} AS t TABLESAMPLE BERNOULLI ((SELECT CASE WHEN total <= {rows}"
        f" THEN 100 ELSE least(100, 100.0 * {target} / total) END FROM n)) REPEATABLE ({seed}) CROSS JOIN n"
    )


def _estimated(cells: str, source: str, per_cent: float, by_row: bool, seed: int) -> str:
    method = "BERNOULLI" if by_row else "SYSTEM"
    return f"SELECT {cells}NULL FROM ONLY {source} AS t TABLESAMPLE {method} ({per_cent:.9f}) REPEATABLE ({seed})"  # noqa: S608 - quoted names from the catalog


def _pyformat(sql: str) -> str:
    """psycopg2 reads every statement as a format, so a per cent sign in a name is doubled."""
    return sql.replace("%", "%%")


DIALECT = Postgresql()
