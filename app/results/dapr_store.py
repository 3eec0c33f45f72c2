"""Records and secrets behind daprd. Records: SQLite locally, PostgreSQL in compose, any store with first-write etags.

A create is a first-write without an etag, a replace a first-write with one. A conflict reads differently per
component: SQLite answers ABORTED ("possible etag mismatch"), PostgreSQL a plain failure to create ("no item was
updated"). Both become one behaviour here; ``tests/integration/test_stores.py`` holds every store to it.
"""

from typing import TYPE_CHECKING

from app.errors import KeyMissingError, StaleRecordError, StoreUnavailableError
from app.results.dapr_sidecar import DaprSidecar, RefusedCallError
from app.results.store import Record, checked_key, checked_value

if TYPE_CHECKING:
    from dapr.aio.clients import DaprClient

CONFLICTS = ("etag mismatch", "no item was updated")


class DaprStateStore:
    """A ``StateStore`` behind daprd.

    The component should set ``keyPrefix: name``: then server, worker and any other app read the same records.
    """

    def __init__(self, store_name: str = "statestore", *, sidecar: DaprSidecar | None = None) -> None:
        self._store_name = store_name
        self._sidecar = sidecar or DaprSidecar()

    async def get(self, key: str) -> Record | None:
        """See ``StateStore.get``."""
        checked_key(key)
        try:
            answer = await self._sidecar.call(lambda dapr: dapr.get_state(self._store_name, key))
        except RefusedCallError:
            raise StoreUnavailableError from None
        # An absent key answers like an empty value, but only a record has an etag.
        return Record(answer.data, answer.etag) if answer.etag else None

    async def create(self, key: str, value: bytes) -> bool:
        """See ``StateStore.create``."""
        return await self._saved(key, value, etag=None)

    async def replace(self, key: str, value: bytes, etag: str) -> None:
        """See ``StateStore.replace``."""
        if not await self._saved(key, value, etag):
            raise StaleRecordError

    async def delete(self, key: str) -> None:
        """See ``StateStore.delete``."""
        checked_key(key)
        try:
            await self._sidecar.call(lambda dapr: dapr.delete_state(self._store_name, key))
        except RefusedCallError:
            raise StoreUnavailableError from None

    async def close(self) -> None:
        """Close the connection to daprd; the next call opens a new one."""
        await self._sidecar.close()

    async def _saved(self, key: str, value: bytes, etag: str | None) -> bool:
        """Whether the first-write went through; ``False`` on a conflict."""
        checked_key(key)
        checked_value(value)
        try:
            await self._sidecar.call(lambda dapr: _first_write(dapr, self._store_name, key, value, etag))
        except RefusedCallError as refusal:
            if refusal.status == "ABORTED" or any(words in refusal.text for words in CONFLICTS):
                return False
            raise StoreUnavailableError from None
        return True


class DaprSecrets:
    """Reads secrets; Dapr has no way to write one. Read at start and seldom after: no connection is kept."""

    def __init__(self, store_name: str = "secretstore") -> None:
        self._store_name = store_name

    async def get(self, name: str) -> str:
        """The secret of that name.

        Raises ``KeyMissingError`` when the store has none (it answers INTERNAL then, not NOT_FOUND), and
        ``StoreUnavailableError`` when daprd does not answer or has no such store.
        """
        sidecar = DaprSidecar()
        try:
            answer = await sidecar.call(lambda dapr: dapr.get_secret(self._store_name, name))
        except RefusedCallError as refusal:
            if refusal.status in {"INTERNAL", "NOT_FOUND"}:
                raise KeyMissingError(reason=f"the secret store has no “{name}”") from None
            raise StoreUnavailableError from None
        finally:
            await sidecar.close()
        if name not in answer.secret:
            raise KeyMissingError(reason=f"the secret store has no “{name}”")
        return answer.secret[name]


async def _first_write(dapr: "DaprClient", store: str, key: str, value: bytes, etag: str | None) -> None:
    # The underscore is in Dapr's own documentation; there is no other way to these names.
    from dapr.clients.grpc._state import Concurrency, Consistency, StateOptions  # noqa: PLC0415 - only with a sidecar

    options = StateOptions(consistency=Consistency.strong, concurrency=Concurrency.first_write)
    await dapr.save_state(store, key, value, etag=etag, options=options)
