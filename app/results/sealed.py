"""Records encrypted before they leave the process, with one data key per run.

``RunKeys`` keeps each run's data key, wrapped by the master key, as ``key.<run>``. Destroying that one record
makes everything the run ever wrote unreadable, also in backups and in pages a database has freed but not wiped
(crypto-shredding). The wrapped key itself is overwritten by SQLite's ``secure_delete``, and has left the write-ahead
log at the latest when daprd stops. A data key is made only when its run is created: a task that comes late to a deleted run
finds no key and cannot write.

``SealedStore`` is a ``StateStore`` over a ``StateStore``; the record's key is associated data of its seal, so a
record that was damaged, or put in the place of another, does not open.
"""

import os

from app.errors import DamagedRecordError
from app.results.store import RECORD_BYTES, Record, StateStore
from app.security.cipher import KEY_BYTES, OVERHEAD_BYTES, AesGcm, BrokenSealError, Cipher, MasterKey

SEALED_BYTES = RECORD_BYTES - OVERHEAD_BYTES
"""Largest value of a sealed record."""


class SealedStore:
    """A ``StateStore`` whose records only the holder of the cipher's key can read.

    ``get`` raises ``DamagedRecordError`` for a record that does not open. Values hold ``SEALED_BYTES`` at most.
    """

    def __init__(self, store: StateStore, cipher: Cipher) -> None:
        self._store = store
        self._cipher = cipher

    async def get(self, key: str) -> Record | None:
        """See ``StateStore.get``."""
        record = await self._store.get(key)
        if record is None:
            return None
        try:
            return Record(self._cipher.open(record.value, key.encode()), record.etag)
        except BrokenSealError:
            raise DamagedRecordError(key=key) from None

    async def create(self, key: str, value: bytes) -> bool:
        """See ``StateStore.create``."""
        return await self._store.create(key, self._cipher.seal(value, key.encode()))

    async def replace(self, key: str, value: bytes, etag: str) -> None:
        """See ``StateStore.replace``."""
        await self._store.replace(key, self._cipher.seal(value, key.encode()), etag)

    async def delete(self, key: str) -> None:
        """See ``StateStore.delete``."""
        await self._store.delete(key)


class RunKeys:
    """The data keys of all runs."""

    def __init__(self, store: StateStore, master_key: MasterKey) -> None:
        self._wrapped = SealedStore(store, master_key.cipher("run keys"))

    async def create(self, run_id: str) -> Cipher:
        """The cipher of the run, with a new key if it has none yet."""
        await self._wrapped.create(_key(run_id), os.urandom(KEY_BYTES))
        cipher = await self.open(run_id)  # the stored key counts, whoever of two creators wrote it
        if cipher is None:
            raise DamagedRecordError(key=_key(run_id))
        return cipher

    async def open(self, run_id: str) -> Cipher | None:
        """The cipher of the run; ``None`` if there is no such run, or no longer."""
        record = await self._wrapped.get(_key(run_id))
        return None if record is None else AesGcm(record.value)

    async def destroy(self, run_id: str) -> None:
        """Make everything the run wrote unreadable for ever; no error if it is so already."""
        await self._wrapped.delete(_key(run_id))


def _key(run_id: str) -> str:
    return f"key.{run_id}"
