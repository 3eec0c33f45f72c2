"""Where a run's credential (password, private key) waits, sealed, from the click to the last task.

A credential never travels through a workflow. The server seals it here under ``cred.<run>``; the worker opens
it; every ending destroys it. It opens only for the run and the connection it was typed for: both are
associated data of the seal, so a changed host finds no credential.

The state store cannot be listed, so each sealed credential has a marker object ``credentials/<run>``, written
before and removed after it: a sweep that walks the markers finds every leftover.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from app.errors import CredentialMissingError
from app.security.cipher import BrokenSealError, MasterKey

MARKERS = "credentials/"


class _Record(Protocol):
    """A stored value and its etag."""

    @property
    def value(self) -> bytes: ...
    @property
    def etag(self) -> str: ...


class Records(Protocol):
    """The part of ``results.store.StateStore`` the vault needs."""

    async def get(self, key: str) -> _Record | None:
        """The record, or ``None``."""
        ...

    async def create(self, key: str, value: bytes) -> bool:
        """Write only if there is none."""
        ...

    async def replace(self, key: str, value: bytes, etag: str) -> None:
        """Overwrite the record of that etag."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the record."""
        ...


class Markers(Protocol):
    """The part of ``results.store.ObjectStore`` the vault needs."""

    async def put(self, path: str, value: bytes) -> None:
        """Write the object."""
        ...

    def list(self, prefix: str) -> AsyncIterator[str]:
        """Paths below the prefix."""
        ...

    async def delete(self, path: str) -> None:
        """Remove the object."""
        ...


class CredentialVault:
    """Credentials of runs that have not ended.

    Every method raises ``StoreUnavailableError`` when a store does not answer.
    """

    def __init__(self, records: Records, markers: Markers, master_key: MasterKey) -> None:
        self._records = records
        self._markers = markers
        self._cipher = master_key.cipher("credentials")

    async def seal(self, run_id: str, binding: tuple[str, ...], credential: str) -> None:
        """Keep the credential for this run and connection; a second call for the run changes nothing.

        ``binding`` is what the credential was typed for: dialect, host, port, user, in a fixed order.
        """
        await self._markers.put(MARKERS + run_id, b"")
        text = self._cipher.seal(credential.encode("utf-8", "surrogatepass"), _place(run_id, binding))
        await self._records.create(_key(run_id), text)

    async def open(self, run_id: str, binding: tuple[str, ...]) -> str:
        """The credential; ``CredentialMissingError`` when it is gone or was typed for another connection."""
        record = await self._records.get(_key(run_id))
        if record is None:
            raise CredentialMissingError(run_id=run_id)
        try:
            text = self._cipher.open(record.value, _place(run_id, binding))
        except BrokenSealError:
            raise CredentialMissingError(run_id=run_id) from None
        return text.decode("utf-8", "surrogatepass")

    async def destroy(self, run_id: str) -> None:
        """Remove the credential; no error if it is gone already."""
        await self._records.delete(_key(run_id))
        await self._markers.delete(MARKERS + run_id)

    async def sweep(self, is_final: Callable[[str], Awaitable[bool]]) -> int:
        """Destroy what ended runs left behind (a terminated workflow cannot clean up); gives how many.

        ``is_final`` says whether that run has ended or never was.
        """
        leftovers = [path.removeprefix(MARKERS) async for path in self._markers.list(MARKERS)]
        ended = [run_id for run_id in leftovers if await is_final(run_id)]
        for run_id in ended:
            await self.destroy(run_id)
        return len(ended)


def _key(run_id: str) -> str:
    return f"cred.{run_id}"


def _place(run_id: str, binding: tuple[str, ...]) -> bytes:
    """Associated data; JSON, because joining with a separator would let two bindings read alike."""
    return json.dumps([run_id, *binding]).encode()
