"""The connection test: a stage of a run, and the button of the form."""

import asyncio

from app.connection.config import Connection, Credential
from app.connection.probe import ProbeReport, probe
from app.connection.reader import Limits, Readers
from app.errors import SourceBusyError
from app.pipeline.source import slots_of
from app.results.leases import Leases

_WAIT_SECONDS = 30.0
_SLOT_SECONDS = 60.0


async def try_source(
    readers: Readers,
    leases: Leases,
    connection: Connection,
    credential: Credential,
    *,
    holder: str,
    capacity: int = 2,
    limits: Limits | None = None,
) -> ProbeReport:
    """Reach the source stage by stage and sign in once, within the source's connection limit.

    Raises:
        SourceBusyError: all connections to the source stayed in use for half a minute.
    """
    name = slots_of(connection.source_id)
    slot = leases.slot(name, holder, capacity=capacity, seconds=_SLOT_SECONDS)
    try:
        async with asyncio.timeout(_WAIT_SECONDS):
            await slot.__aenter__()
    except TimeoutError:
        raise SourceBusyError(connections=capacity) from None
    try:
        return await probe(readers, connection, credential, limits or Limits())
    finally:
        await slot.__aexit__(None, None, None)
