"""Values larger than a record: sealed pages first, their manifest last, the first complete one counts.

A value is there once its manifest is. The manifest is created, never replaced, so of two writers (a task and its
retry, say) one wins and the other is told so. Pages carry the digest of the whole value in their key: writers of
different values never mix pages. What a writer leaves that dies between its pages is unreadable without the
run's key and is never looked at again.

The manifest is not sealed, it holds counts and a keyed digest: a run whose key is destroyed can still be tidied.
"""

from dataclasses import dataclass
from typing import TypeVar

from app.errors import DamagedRecordError
from app.results.encoding import decoded, encoded
from app.results.sealed import SEALED_BYTES, SealedStore
from app.results.store import StateStore
from app.security.cipher import Cipher

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is stored under a name.

    Attributes:
        digest: keyed digest of the whole value, hexadecimal.
        pages: how many pages, numbered from 0.
        items: how many things the value lists, for who needs only that.
    """

    digest: str
    pages: int
    items: int


class Pages:
    """The values of one run by name."""

    def __init__(self, store: StateStore, cipher: Cipher) -> None:
        self._store = store
        self._sealed = SealedStore(store, cipher)
        self._cipher = cipher

    async def write(self, name: str, value: object, *, items: int) -> bool:
        """Store the value unless there is one; ``False`` if there is another one, which then stays."""
        data = encoded(value)
        digest = self._cipher.digest(data, name.encode()).hex()
        kept = await read_manifest(self._store, name)
        if kept is None:
            kept = await self._written(
                name, data, Manifest(digest=digest, pages=_page_count(data), items=items)
            )
        return kept.digest == digest

    async def read(self, name: str, kind: type[T]) -> T | None:
        """The value; ``None`` before it is complete. ``DamagedRecordError`` if any of it was changed."""
        manifest = await read_manifest(self._store, name)
        if manifest is None:
            return None
        data = b"".join([await self._page(name, manifest, number) for number in range(manifest.pages)])
        if self._cipher.digest(data, name.encode()).hex() != manifest.digest:
            raise DamagedRecordError(key=name)
        try:
            return decoded(data, kind)
        except ValueError:
            raise DamagedRecordError(key=name) from None

    async def _written(self, name: str, data: bytes, manifest: Manifest) -> Manifest:
        """Write pages, then the manifest; the manifest that counts in the end."""
        for number in range(manifest.pages):
            start = number * SEALED_BYTES
            await self._sealed.create(_page_key(name, manifest, number), data[start : start + SEALED_BYTES])
        if await self._store.create(name, encoded(manifest)):
            return manifest
        return await read_manifest(self._store, name) or manifest

    async def _page(self, name: str, manifest: Manifest, number: int) -> bytes:
        record = await self._sealed.get(_page_key(name, manifest, number))
        if record is None:
            raise DamagedRecordError(key=name)
        return record.value


async def read_manifest(store: StateStore, name: str) -> Manifest | None:
    """The manifest of that value; ``None`` before the value is complete. Needs no key."""
    record = await store.get(name)
    if record is None:
        return None
    try:
        return decoded(record.value, Manifest)
    except ValueError:
        raise DamagedRecordError(key=name) from None


async def delete_pages(store: StateStore, name: str) -> None:
    """Remove a value. Needs no key; no error if there is none."""
    manifest = await read_manifest(store, name)
    if manifest is None:
        return
    for number in range(manifest.pages):
        await store.delete(_page_key(name, manifest, number))
    await store.delete(name)


def _page_count(data: bytes) -> int:
    return -(-len(data) // SEALED_BYTES)


def _page_key(name: str, manifest: Manifest, number: int) -> str:
    return f"{name}:{manifest.digest[:16]}:{number}"
