"""Artifacts through obstore: a folder today, S3 or another cloud by another URL."""

from collections.abc import AsyncIterator

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore as Store
from obstore.store import from_url

from app.errors import StoreUnavailableError
from app.results.store import checked_path


def open_objects(url: str) -> "ObstoreObjects":
    """The objects at a URL: ``file:///var/lib/sourcesense/objects``, ``s3://bucket/prefix``.

    A missing folder is made. Credentials of a cloud come from its usual environment variables. Raises
    ``ValueError`` for a URL that obstore does not know.
    """
    try:
        return ObstoreObjects(from_url(url, mkdir=True) if url.startswith("file:") else from_url(url))
    except BaseError:
        raise ValueError("not the URL of an object store") from None


class ObstoreObjects:
    """An ``ObjectStore`` over any store of obstore.

    A put is atomic (obstore writes beside and renames, or uses the cloud's own put): a reader sees the whole
    object or none.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, path: str, value: bytes) -> None:
        """See ``ObjectStore.put``."""
        try:
            await obstore.put_async(self._store, checked_path(path), value)
        except (BaseError, OSError):
            raise StoreUnavailableError from None

    async def get(self, path: str) -> bytes | None:
        """See ``ObjectStore.get``."""
        try:
            answer = await obstore.get_async(self._store, checked_path(path))
            return bytes(await answer.bytes_async())
        except FileNotFoundError:
            return None
        except (BaseError, OSError):
            raise StoreUnavailableError from None

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """See ``ObjectStore.list``; sorted here because a folder has no order of its own."""
        try:
            paths = sorted(
                [
                    found["path"]
                    async for found_many in obstore.list(self._store, prefix, chunk_size=1000)  # pyright: ignore[reportUnknownMemberType] - another overload names arro3
                    for found in found_many
                ]
            )
        except (BaseError, OSError):
            raise StoreUnavailableError from None
        for path in paths:
            yield path

    async def delete(self, path: str) -> None:
        """See ``ObjectStore.delete``."""
        try:
            await obstore.delete_async(self._store, checked_path(path))
        except FileNotFoundError:
            return
        except (BaseError, OSError):
            raise StoreUnavailableError from None
