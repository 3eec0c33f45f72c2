"""What server and worker share: the stores, the repository over them, the vault, the readers."""

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from app.connection.config import Credential, parse_connection
from app.connection.fields import Connection
from app.connection.reader import Limits, Readers
from app.model.results import RunRecord
from app.observability.logging import write_json_lines
from app.observability.tracing import send_spans
from app.pipeline.guarded import GuardedSource
from app.pipeline.source import DirectSource, LeasedSource
from app.results.breaker import Breaker
from app.results.catalog_cache import CatalogCache
from app.results.dapr_sidecar import DaprSidecar
from app.results.leases import Leases
from app.results.rule_book import RuleBook
from app.results.runs import RunRepository
from app.results.store import ObjectStore, StateStore
from app.security.cipher import MasterKey
from app.security.vault import CredentialVault
from app.settings import Settings
from app.wiring.egress import egress_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The collaborators of one process, made once per event loop."""

    settings: Settings
    sidecar: DaprSidecar
    key: MasterKey
    state: StateStore
    objects: ObjectStore
    runs: RunRepository
    vault: CredentialVault
    leases: Leases
    breaker: Breaker
    catalogs: CatalogCache
    rules: RuleBook
    readers: Readers

    @classmethod
    async def open(cls, settings: Settings) -> Self:
        """Connect to daprd and the object store; the master key comes from the Dapr secret store."""
        from app.results.dapr_store import DaprSecrets, DaprStateStore  # noqa: PLC0415 - gRPC is heavy
        from app.results.object_store import open_objects  # noqa: PLC0415 - obstore is heavy

        sidecar = DaprSidecar()
        state = DaprStateStore(settings.state_store, sidecar=sidecar)
        objects = open_objects(settings.objects_url or (settings.home / "objects").absolute().as_uri())
        key = MasterKey.from_text(await DaprSecrets(settings.secret_store).get(settings.key_name))
        runs = RunRepository(state, objects, key)
        return cls(
            settings=settings,
            state=state,
            objects=objects,
            sidecar=sidecar,
            key=key,
            runs=runs,
            vault=CredentialVault(state, objects, key),
            leases=Leases(state),
            breaker=Breaker(state),
            catalogs=CatalogCache(state, runs, partial(digest_of, key, "catalog")),
            rules=RuleBook(state, key),
            readers=readers(settings),
        )

    async def close(self) -> None:
        """End the reader processes and the connection to daprd."""
        self.readers.close()
        await self.sidecar.close()

    def digest(self, purpose: str, value: bytes) -> str:
        """A keyed digest in 64 hexadecimal digits; equal values can be told, nothing else."""
        return digest_of(self.key, purpose, value)

    def connection(self, run: RunRecord) -> Connection:
        """The connection of a run."""
        return parse_connection({"dialect": run.source.dialect, **run.source.fields})

    async def source(self, run: RunRecord) -> LeasedSource:
        """The source of a run, with its credential opened."""
        connection = self.connection(run)
        sealed = await self.vault.open(run.id, connection.binding)
        return LeasedSource(
            DirectSource(self.readers, connection, Credential.from_sealed(sealed), limits_of(run)),
            self.leases,
            holder=run.id,
            capacity=run.options.max_connections,
        )

    async def guarded_source(self, run: RunRecord) -> GuardedSource:
        """The source of a run, waited for while it is away."""
        wait_seconds = self.settings.breaker_wait_seconds
        return GuardedSource(await self.source(run), self.breaker, wait_seconds=wait_seconds)


def digest_of(key: MasterKey, purpose: str, value: bytes) -> str:
    """See ``Services.digest``."""
    return key.cipher(purpose).digest(value, b"").hex()


def observe(settings: Settings, process: str) -> None:
    """Log JSON lines from here on, and send spans where an OTLP endpoint is set."""
    write_json_lines(sys.stdout)
    send_spans(settings.otlp_endpoint, f"sourcesense-{process}")


def readers(settings: Settings) -> Readers:
    """The reader processes of this process, within the settings' policy."""
    return Readers(egress_policy(settings), file_roots(settings))


def file_roots(settings: Settings) -> tuple[Path, ...] | None:
    """Folders SQLite files may be read from; ``None`` for every folder."""
    roots = tuple(Path(root) for root in settings.file_roots.split(os.pathsep) if root)
    return None if settings.local and not roots else roots


def limits_of(run: RunRecord) -> Limits:
    """Time limits of one reader."""
    return Limits(
        statement_timeout_seconds=run.options.statement_timeout_seconds,
        application_name=f"sourcesense/{run.id[-8:]}",
    )
