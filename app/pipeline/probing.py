"""The connection test: a stage of a run, and the button of the form."""

import asyncio
from contextlib import AsyncExitStack

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
    name = slots_of(connection.source_id)
    async with AsyncExitStack() as held:
        try:
            async with asyncio.timeout(wait_seconds):
                await held.enter_async_context(
                    leases.slot(name, holder, capacity=capacity, seconds=SLOT_SECONDS)
                )
        except TimeoutError:
            raise SourceBusyError(connections=capacity) from None
        return await probe(readers, connection, credential, limits or Limits())
