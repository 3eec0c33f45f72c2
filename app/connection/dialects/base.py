"""What a dialect plugin is: two objects, one on each side of the reader process.

A ``Dialect`` lives in our process: fields, SQL texts and the meaning of failures; it never loads a driver. A
``Driver`` lives in the reader process: it opens the connection and keeps it inside the good-guest envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.connection.fields import Connection, TlsMode
from app.connection.session import Session, Statement
from app.errors import SourceSenseError
from app.model.sample import SamplingMethod
from app.model.schema import Catalog, Column, Table

VALUE_CHARACTERS = 4096
"""Values are cut to this many characters on the server, before they travel (RELIABILITY M13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One statement that draws rows of a table.

    Attributes:
        statement: its result has one text column per drawn column and then the exact number of rows of the
            table, NULL where it was not counted; without that last column where a result can have no more.
        columns: the drawn columns, in the order of the result.
        method: how rows are drawn when the table does not come whole.
        limit: rows the statement stops at; reaching it means the rows after them had no chance.
        counted: whether the server counts the rows, so that no row at all means an empty table.
    """

    statement: Statement
    columns: tuple[Column, ...]
    method: SamplingMethod
    limit: int
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A driver's failure as data; its text stays in the reader process.

    Attributes:
        kind: "server" (its code tells), "refused", "silent", "tls", "other" (another kind of server), "old" (its
            version is the code), "lost", "memory", "crash" or "protocol".
        code: SQLSTATE or error number of the server, or what ``failures`` knows for the kind; may be empty.
    """

    kind: str
    code: str = ""


class Dialect(Protocol):
    """A kind of database, on our side of the reader process.

    Attributes:
        name: identifier, also the entry point's name.
        title: for people, e.g. ``PostgreSQL``.
        subtitle: which versions or products it covers.
        default_port: ``None`` for files.
        tls_modes: the TLS modes offered; empty for files.
        connection_type: the model of its connection fields.
        driver_module: module whose ``DRIVER`` the reader process loads.
        failures: error class by SQLSTATE or error number; the longest prefix decides.
    """

    name: str
    title: str
    subtitle: str
    default_port: int | None
    tls_modes: tuple[TlsMode, ...]
    connection_type: type[Connection]
    driver_module: str
    failures: Mapping[str, type[SourceSenseError]]

    def quote(self, name: str) -> str:
        """The name as a quoted identifier inside a statement."""
        ...

    def grant_select(self, schema: str, name: str, user: str) -> str:
        """The GRANT that lets the user read this table."""
        ...

    def grant_script(self, connection: Connection | None) -> str:
        """A script that makes the least privileged role for a scan; placeholders without a connection."""
        ...

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:
        """Everything the catalog holds, in a number of statements that does not grow with the database."""
        ...

    def drawing(self, table: Table, *, rows: int, seed: int) -> Drawing:
        """The statement that draws about that many rows."""
        ...

    def rights(self, connection: Connection) -> Statement:
        """A catalog statement that counts tables and views: all, those the role may read, those it may change.

        Its one row may hold NULL for what the catalog does not say.
        """
        ...


@runtime_checkable
class Puller(Protocol):
    """A dialect whose tables can be read whole into the reader process.

    Attributes:
        puller_module: module whose ``pull`` the reader process calls (``app.connection.pulling.PullFunction``).
    """

    puller_module: str


def qualified(dialect: Dialect, schema: str, name: str) -> str:
    """Schema and name quoted for the dialect, as it stands in statements."""
    return f"{dialect.quote(schema)}.{dialect.quote(name)}"
