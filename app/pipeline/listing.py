"""The names of a source's tables, for who chooses among them before a run is started.

Names that were read once are kept in this process for as long as a catalog counts as fresh, so that every key that
is pressed in a form costs the source nothing.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.connection.config import Credential
from app.connection.fields import Connection
from app.connection.reader import Limits, Readers
from app.errors import RunNotFoundError
from app.model.schema import ObjectName, Snapshot
from app.pipeline.probing import slot_within
from app.pipeline.schema import read_schema
from app.pipeline.source import DirectSource
from app.results.catalog_cache import FRESH_SECONDS, CatalogCache
from app.results.leases import Leases
from app.results.runs import RunRepository

_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The tables and views of a source by name, ordered by schema and name.

    ``run_id`` is the run whose schema it is; ``None`` where it was read for nobody's run.
    """

    tables: tuple[ObjectName, ...]
    read_at: datetime
    run_id: str | None


class Listings:
    """The latest listings of this process, by version of the connection."""

    def __init__(
        self,
        catalogs: CatalogCache,
        runs: RunRepository,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._catalogs = catalogs
        self._runs = runs
        self._clock = clock
        self._kept: OrderedDict[str, Listing] = OrderedDict()

    async def known(self, connection: Connection) -> Listing | None:
        """The names as they were read less than ten minutes ago; ``None`` if nobody did.

        Those of a run are gone with the run.
        """
        key = self._catalogs.key(connection)
        kept = self._kept.get(key)
        if kept is not None and await self._counts(kept):
            return kept
        self._kept.pop(key, None)
        cached = await self._catalogs.find(connection)
        return cached and self._keep(key, cached.snapshot, cached.origin.run_id)

    async def read(
        self, readers: Readers, leases: Leases, connection: Connection, credential: Credential, *, holder: str
    ) -> Listing:
        """Read the catalog for its names, over one connection within the source's limit.

        Raises:
            SourceBusyError: all connections to the source stayed in use for half a minute.
            SourceSenseError: the source cannot be reached or read.
        """
        async with slot_within(leases, connection.source_id, holder):
            snapshot = await read_schema(DirectSource(readers, connection, credential, Limits()))
        return self._keep(self._catalogs.key(connection), snapshot, None)

    async def _counts(self, listing: Listing) -> bool:
        if (self._clock() - listing.read_at).total_seconds() >= FRESH_SECONDS:
            return False
        try:
            return listing.run_id is None or bool(await self._runs.load(listing.run_id))
        except RunNotFoundError:
            return False

    def _keep(self, key: str, snapshot: Snapshot, run_id: str | None) -> Listing:
        names = tuple(ObjectName(schema=table.schema, name=table.name) for table in snapshot.tables)
        listing = Listing(tables=names, read_at=snapshot.taken_at, run_id=run_id)
        self._kept[key] = listing
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return listing
