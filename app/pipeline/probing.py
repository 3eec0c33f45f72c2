"""The connection test: a stage of a run, and the button of the form."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

from app.connection.config import Connection, Credential
from app.connection.probe import ProbeReport, probe
from app.connection.reader import Limits, Readers
from app.errors import SourceBusyError
from app.pipeline.source import SLOT_SECONDS, slots_of
from app.results.leases import Leases

CONNECTION_TESTS = 1
"""How often a run on the server signs in before it reads anything."""

_WAIT_SECONDS = 30.0


async def try_source(
    readers: Readers,
    leases: Leases,
    connection: Connection,
    credential: Credential,
    *,
    holder: str,
    capacity: int = 2,
    limits: Limits | None = None,
    wait_seconds: float = _WAIT_SECONDS,
) -> ProbeReport:
    """Reach the source stage by stage and sign in once, within the source's connection limit.

    Raises:
        SourceBusyError: all connections to the source stayed in use for ``wait_seconds``.
    """
    async with slot_within(
        leases, connection.source_id, holder, capacity=capacity, wait_seconds=wait_seconds
    ):
        return await probe(readers, connection, credential, limits or Limits())


@asynccontextmanager
async def slot_within(
    leases: Leases,
    source_id: str,
    holder: str,
    *,
    capacity: int = 2,
    wait_seconds: float = _WAIT_SECONDS,
) -> AsyncGenerator[None]:
    """One of the source's slots for the block; ``SourceBusyError`` if none came free for ``wait_seconds``."""
    async with AsyncExitStack() as held:
        try:
            async with asyncio.timeout(wait_seconds):
                await held.enter_async_context(
                    leases.slot(slots_of(source_id), holder, capacity=capacity, seconds=SLOT_SECONDS)
                )
        except TimeoutError:
            raise SourceBusyError(connections=capacity) from None
        yield
