"""Which run read a catalog last: so that a run soon after it need not ask the source again.

One small record per version of a connection names a run and the time of its snapshot; the snapshot itself stays that
run's, sealed under its key. What cannot be opened any more (deleted, erased, damaged) is a miss.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.connection.fields import Connection
from app.errors import DamagedRecordError, ResultNotReadyError, RunNotFoundError, StaleRecordError
from app.model.results import CatalogOrigin
from app.model.schema import SkipReason, Snapshot
from app.results.encoding import decoded, encoded
from app.results.runs import RunRepository
from app.results.store import Record, StateStore

FRESH_SECONDS = 600
"""Older snapshots are not used."""

Digest = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class CachedCatalog:
    """A snapshot that is fresh enough, and whose it is."""

    snapshot: Snapshot
    origin: CatalogOrigin


class CatalogCache:
    """The latest catalogs by version of the connection: its dialect and all its fields, the user among them.

    Every method raises ``StoreUnavailableError`` when the store does not answer.

    Args:
        store: keeps the pointers.
        runs: has the snapshots.
        digest: a keyed digest in hexadecimal, so that a record's name says nothing about the connection.
        clock: the time, with its zone.
    """

    def __init__(
        self,
        store: StateStore,
        runs: RunRepository,
        digest: Digest,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._runs = runs
        self._digest = digest
        self._clock = clock

    async def find(self, connection: Connection) -> CachedCatalog | None:
        """The catalog as it was read less than ``FRESH_SECONDS`` ago; ``None`` if nobody did."""
        origin, _ = await self._read(self.key(connection))
        if origin is None or self._age_seconds(origin) >= FRESH_SECONDS:
            return None
        try:
            return CachedCatalog(await self._runs.read_snapshot(origin.run_id), origin)
        except (RunNotFoundError, ResultNotReadyError, DamagedRecordError):
            return None

    async def keep(self, connection: Connection, run_id: str, snapshot: Snapshot) -> None:
        """Point to the snapshot that the run has written; one with gaps is not kept, nor one older than what is."""
        if not is_whole(snapshot):
            return
        key, origin = self.key(connection), CatalogOrigin(run_id=run_id, read_at=snapshot.taken_at)
        known, record = await self._read(key)
        if record is None:
            await self._store.create(key, encoded(origin))
        elif known is None or known.read_at < origin.read_at:
            try:
                await self._store.replace(key, encoded(origin), record.etag)
            except StaleRecordError:
                return  # somebody else has just read it too

    async def forget(self, connection: Connection) -> None:
        """Let the next run read the catalog anew; no error if it would anyway."""
        await self._store.delete(self.key(connection))

    def key(self, connection: Connection) -> str:
        """The record's key; equal for equal fields, whatever the password."""
        fields = {**connection.fields(), "dialect": connection.dialect}
        text = json.dumps(fields, sort_keys=True).encode("utf-8", "surrogatepass")
        return f"catalog.{self._digest(text)}"

    async def _read(self, key: str) -> tuple[CatalogOrigin | None, Record | None]:
        record = await self._store.get(key)
        if record is None:
            return None, None
        try:
            return decoded(record.value, CatalogOrigin), record
        except ValueError:
            return None, record

    def _age_seconds(self, origin: CatalogOrigin) -> float:
        return (self._clock() - origin.read_at).total_seconds()


def is_whole(snapshot: Snapshot) -> bool:
    """Whether everything listed was extracted and may be read: what a GRANT would change must be read anew."""
    return all(table.readable is not False for table in snapshot.tables) and all(
        skipped.reason is SkipReason.FILTERED for skipped in snapshot.skipped
    )
