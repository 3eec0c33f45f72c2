"""SQLite: a file on the worker's machine."""

from collections.abc import Mapping

from app.connection.config import SqliteConnection
from app.connection.dialects import sqlite_catalog
from app.connection.dialects.base import VALUE_CHARACTERS, Drawing, qualified
from app.connection.dialects.drawing import drawn_and_left_out, guarded, head
from app.connection.fields import Connection, TlsMode
from app.connection.session import Session, Statement
from app.errors import (
    NotADatabaseError,
    SourceFileDeniedError,
    SourceFileMissingError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
)
from app.model.sample import Cell, SamplingMethod
from app.model.schema import Catalog, Table

_MOST_COLUMNS = 2_000
"""Of a table and of a result alike (sqlite.org/limits.html, SQLITE_MAX_COLUMN)."""


class Sqlite:
    """SQLite 3 files."""

    name = "sqlite"
    title = "SQLite"
    subtitle = "a file on the worker's machine"
    default_port: int | None = None
    tls_modes: tuple[TlsMode, ...] = ()
    connection_type: type[Connection] = SqliteConnection
    driver_module = "app.connection.dialects.sqlite_driver"
    puller_module = "app.connection.dialects.sqlite_pull"
    failures: Mapping[str, type[SourceSenseError]] = {
        "FILE_MISSING": SourceFileMissingError,
        "FILE_": SourceFileDeniedError,
        "SQLITE_NOTADB": NotADatabaseError,
        "SQLITE_CANTOPEN": SourceFileDeniedError,
        "SQLITE_ERROR_NO_TABLE": TableGoneError,
        "SQLITE_INTERRUPT": StatementTimeoutError,
        "SQLITE_BUSY": TableLockedError,
        "SQLITE_LOCKED": TableLockedError,
        "": StatementRefusedError,
    }

    def quote(self, name: str) -> str:
        """In double quotes, doubled inside; the driver's parameter style leaves everything else alone."""
        return '"' + name.replace('"', '""') + '"'

    def grant_select(self, schema: str, name: str, user: str) -> str:  # noqa: ARG002 - files know no roles
        """Files know no roles; reading them is a right of the operating system."""
        return "chmod u+r on the file"

    def grant_script(self, connection: Connection | None) -> str:
        """How to let the worker read the file and nothing more."""
        path = connection.path if isinstance(connection, SqliteConnection) else "/path/to/file.db"
        return f"# The worker needs to read the file, never to write it.\nchmod 0440 '{path.replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}'\n"

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:  # noqa: ARG002 - one file, one catalog
        """Everything in the file's ``main`` schema."""
        return await sqlite_catalog.read(session)

    def drawing(self, table: Table, *, rows: int, seed: int) -> Drawing:
        """Each row with equal chance by a seeded random number; the count that sets the chance comes along."""
        drawn, _ = drawn_and_left_out(table)
        cells = "".join(
            f"substr(CAST(t.{self.quote(c.name)} AS TEXT), 1, {VALUE_CHARACTERS}), " for c in drawn
        )
        source = qualified(self, table.schema, table.name)
        # In a table of as many columns as a result may have there is no room for the count: rows are drawn all the same.
        cells, count = (cells, "n.total") if len(drawn) < _MOST_COLUMNS else (cells.removesuffix(", "), "")
        if table.is_view:
            return head(table, f"SELECT {cells}{count and 'NULL'} FROM {source} AS t", drawn, rows)  # noqa: S608 - quoted names from the catalog
        target, limit = guarded(rows)
        sql = (
            f"SELECT {cells}{count} FROM {source} AS t"  # noqa: S608 - as above
            # CROSS JOIN keeps this order, so that a number is drawn for every row and not once
            f" CROSS JOIN (SELECT count(*) AS total FROM {source}) AS n"
            " WHERE n.total <= :rows OR sourcesense_draw(:seed) * n.total < :target LIMIT :limit"
        )
        parameters: dict[str, Cell] = {"rows": rows, "seed": seed, "target": target, "limit": limit}
        return Drawing(
            statement=Statement(
                sql=sql, parameters=parameters, reads=f"{table.schema}.{table.name}", counts=True
            ),
            columns=drawn,
            method=SamplingMethod.BERNOULLI,
            limit=limit,
            counted=True,
        )

    def rights(self, connection: Connection) -> Statement:  # noqa: ARG002 - one file, one catalog
        """Tables and views; every one can be read, and the file is opened so that none can be changed."""
        sql = "SELECT count(*), count(*), 0 FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'"
        return Statement(sql=sql, reads="the list of tables")


DIALECT = Sqlite()
