"""The reader's side of a dialect: opens the connection and keeps it inside the good-guest envelope.

Loaded in the reader process only. Drivers share SQLAlchemy's engine, made for one connection without a pool,
over a DBAPI connection that the dialect opens itself with a closed list of arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import URL, create_engine
from sqlalchemy.engine import Connection as SqlConnection
from sqlalchemy.pool import NullPool

from app.connection.dialects.base import Failure
from app.connection.wire import Order


@dataclass(frozen=True, slots=True)
class Source:
    """A signed-in connection, what the server says it is, and its number of this session."""

    connection: SqlConnection
    product: str
    version: str
    session: int | None


class UnsafeSignInError(Exception):
    """The server asked for the password in a way that gives it away; nothing was sent."""


class KnownFailureError(Exception):
    """What went wrong is known already, without the driver's help."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class FileError(Exception):
    """A database file cannot be opened; ``args[0]`` is the failure's code."""


class Driver(Protocol):
    """How one kind of database is opened and read."""

    def open(self, order: Order) -> Source:
        """Sign in once. Raises what the driver raises; ``describe`` understands it."""
        ...

    def begin(self, source: Source, timeout_seconds: float) -> None:
        """Start a read-only transaction with its time limits."""
        ...

    def describe(self, error: BaseException) -> Failure:
        """The failure as data, without any text of the driver."""
        ...

    def stop(self, source: Source, session: int) -> None:
        """Stop another session of the same role and end it; no error if it is gone."""
        ...

    def cell(self, value: object) -> object:
        """A value of this driver that JSON cannot carry, as one that it can."""
        ...


def engine_connection(drivername: str, connect: Callable[[], Any]) -> SqlConnection:
    """A SQLAlchemy connection over the DBAPI connection that ``connect`` opens: no pool, no parameters in errors."""
    engine = create_engine(
        URL.create(drivername), creator=connect, poolclass=NullPool, hide_parameters=True, echo=False
    )
    return engine.connect()
