"""The port everything above the connection reads a database through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.model.sample import Cell
from app.model.schema import Table
from app.quality.profile import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """SQL for one dialect's driver.

    Attributes:
        sql: text in the driver's own parameter style; identifiers in it come from the catalog, quoted.
        parameters: bound values by name.
        reads: what a failure is about, e.g. a qualified table name; stands in results, never in logs.
        counts: whether it reads rows of a table (catalog reads and settings do not count).
        shares_transaction: whether it goes on in the transaction of the statement before and leaves it open for
            the next, so that both see the same; a failure, or a statement that does not share, ends it.
        large: whether many rows are to be expected, so that they are better fetched in parts.
    """

    sql: str
    parameters: dict[str, Cell] | None = None
    reads: str = ""
    counts: bool = False
    shares_transaction: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A result set: column names and rows in order."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledTable:
    """What every row of a table came to in the reader process.

    Attributes:
        left: names of the columns that are not in ``measured``, because their values cannot be read without loss.
    """

    measured: Measured
    left: tuple[str, ...]


class SourceSession(Protocol):
    """One open connection, inside the good-guest envelope, held by one reader process.

    Used as ``async with``; leaving it closes the connection and ends the process.
    """

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        """Run one statement and give all its rows.

        ``timeout_seconds`` defaults to the limit the session was opened with. Raises the errors of
        ``app.errors`` under "one table" and "in mid-read"; after those "in mid-read" the session is dead.
        """
        ...


class Session(SourceSession, Protocol):
    """An open session that knows what it found and what it cost so far."""

    @property
    def product(self) -> str:
        """What the server says it is, e.g. ``MariaDB``."""
        ...

    @property
    def version(self) -> str:
        """As the server says it."""
        ...

    @property
    def statements(self) -> int:
        """Statements asked so far, catalog statements included."""
        ...

    @property
    def rows_read(self) -> int:
        """Rows that came back so far from statements that count."""
        ...

    async def reflect(self, schemas: Sequence[str] | None) -> Rows:
        """What SQLAlchemy's Inspector tells; see ``app.connection.inspected``, which is the only one to ask.

        Rows of a kind and an object as JSON. Raises as ``fetch`` does.
        """
        ...

    @property
    def pulls(self) -> bool:
        """Whether ``pull`` is offered for this kind of database, here."""
        ...

    async def pull(
        self, table: Table, *, streams: int = 1, timeout_seconds: float | None = None
    ) -> PulledTable:
        """Every row of a table or materialised view, read once into bounded memory of the reader process.

        The session's own connection is what is read, or it is closed meanwhile and ``streams`` others are open, so with
        more than one the caller holds as many slots of the source. Nothing but counts and single values comes back, in clear: what
        may be shown of them is the caller's affair. ``timeout_seconds`` is for the whole of it. Raises as ``fetch``
        does; a table that needs more memory than there is is a ``ReaderCrashedError``.
        """
        ...
