"""The source a run reads: where sessions come from."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from uuid import uuid4

from app.connection.config import Connection, Credential
from app.connection.reader import Limits, Readers
from app.connection.session import Session
from app.results.leases import Leases

SLOT_SECONDS = 30.0
"""Renewed every third of it while the session lasts; a worker that dies frees its slots within this."""


class Source(Protocol):
    """Opens sessions on one source."""

    @property
    def connection(self) -> Connection:
        """Where it is; without its password."""
        ...

    def session(self) -> AbstractAsyncContextManager[Session]:
        """One connection in a reader process of its own; closed and gone when the block ends."""
        ...


class DirectSource:
    """Opens sessions without asking anybody; for runs in one process."""

    def __init__(
        self, readers: Readers, connection: Connection, credential: Credential, limits: Limits
    ) -> None:
        self.connection = connection
        self.credential = credential
        self.limits = limits
        self._readers = readers

    def session(self) -> AbstractAsyncContextManager[Session]:
        """One connection; at most as many as the caller opens."""
        return self._readers.open(self.connection, self.credential, self.limits)


class LeasedSource:
    """Opens sessions only while it holds one of the source's slots, counted over all workers and the server."""

    def __init__(self, inner: DirectSource, leases: Leases, *, holder: str, capacity: int) -> None:
        self.connection = inner.connection
        self.credential = inner.credential
        self.limits = inner.limits
        self._inner = inner
        self._leases = leases
        self._holder = holder
        self._capacity = capacity

    @asynccontextmanager
    async def session(self) -> AsyncGenerator[Session]:
        """One connection within the limit; waits for a free slot."""
        holder = f"{self._holder}.{uuid4().hex[:8]}"
        async with (
            self._leases.slot(
                slots_of(self.connection.source_id), holder, capacity=self._capacity, seconds=SLOT_SECONDS
            ),
            self._inner.session() as session,
        ):
            yield session


def slots_of(source_id: str) -> str:
    """Name of the lease that counts the connections to a source."""
    return f"slots.{source_id}"


def turn_of(source_id: str) -> str:
    """Name of the lease that gives runs their turns on a source."""
    return f"turn.{source_id}"
