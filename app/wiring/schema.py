"""Reading a schema in this process, with the caller's own file rights; light, because a command waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.connection.config import Credential
from app.extraction.inspector import extract_schema
from app.model.schema import Snapshot
from app.wiring.here import source_here
from app.wiring.running import outcome_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaRead:
    """A snapshot and what it cost; ``reader_peak_bytes`` is ``None`` if the reader was gone before it was asked."""

    snapshot: Snapshot
    reader_peak_bytes: int | None


def schema_here(connection: Mapping[str, object], credential: Credential) -> SchemaRead:
    """The schema behind untrusted connection fields; raises the errors of ``app.errors`` that end a read."""
    return outcome_of(_read(connection, credential))


async def _read(connection: Mapping[str, object], credential: Credential) -> SchemaRead:
    async with source_here(connection, credential) as source, source.session() as session:
        snapshot = await extract_schema(session, source.connection)
        return SchemaRead(snapshot=snapshot, reader_peak_bytes=session.peak_bytes)
