"""The collaborators of a server or worker, over stores in memory."""

from functools import partial

from app.results.breaker import Breaker
from app.results.catalog_cache import CatalogCache
from app.results.dapr_sidecar import DaprSidecar
from app.results.leases import Leases
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.results.rule_book import RuleBook
from app.results.runs import RunRepository
from app.security.cipher import MasterKey
from app.security.vault import CredentialVault
from app.settings import Settings
from app.wiring.services import Services, digest_of
from tests.support.fake_source import FakeReaders

KEY = MasterKey(bytes(range(32)))


class WatchedStore(MemoryStateStore):
    """A state store that tells which records are in it."""

    @property
    def records(self) -> dict[str, bytes]:
        """All records by key."""
        return {key: record.value for key, record in self._records.items()}


def services_over(
    readers: FakeReaders | None = None,
    *,
    state: MemoryStateStore | None = None,
    settings: Settings | None = None,
) -> Services:
    """Services that keep everything in memory; the connection to daprd is there and never opened."""
    state, objects = state or WatchedStore(), MemoryObjectStore()
    runs = RunRepository(state, objects, KEY)
    return Services(
        settings=settings or Settings(local=True),
        sidecar=DaprSidecar(),
        key=KEY,
        state=state,
        objects=objects,
        runs=runs,
        vault=CredentialVault(state, objects, KEY),
        leases=Leases(state),
        breaker=Breaker(state),
        catalogs=CatalogCache(state, runs, partial(digest_of, KEY, "catalog")),
        rules=RuleBook(state, KEY),
        readers=(readers or FakeReaders()).readers,
    )


async def sealed_runs(services: Services) -> set[str]:
    """Runs whose password waits in the vault."""
    return {path.removeprefix("credentials/") async for path in services.objects.list("credentials/")}
