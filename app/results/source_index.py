"""Which runs of a source left points: one empty object each, below a keyed digest of the source.

Without it, fifty runs of one source could only be found by opening the heads of all runs. Who sees the names learns which
runs read the same source, and nothing of it.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

from app.results.index import entry_name, run_id_of
from app.results.store import ObjectStore
from app.security.cipher import Cipher

FOLDER: Final = "sources/"
_PURPOSE: Final = b"runs of a source"
_DIGITS: Final = 32


class SourceIndex:
    """The runs of all sources, per source newest first."""

    def __init__(self, objects: ObjectStore, cipher: Cipher) -> None:
        self._objects = objects
        self._cipher = cipher

    async def add(self, source_id: str, created_at: datetime, run_id: str) -> None:
        """Enter a run; entering it again changes nothing."""
        await self._objects.put(self._folder(source_id) + entry_name(created_at, run_id), b"")

    async def before(self, source_id: str, created_at: datetime, run_id: str) -> AsyncIterator[str]:
        """Ids of earlier runs of the source, newest first."""
        folder, own = self._folder(source_id), entry_name(created_at, run_id)
        async for path in self._objects.list(folder):
            name = path.removeprefix(folder)
            if name > own:
                yield run_id_of(name)

    async def remove(self, run_id: str) -> None:
        """Take a run out; no error if it is not there. Its source may be unknown by now, so all are looked through."""
        async for path in self._objects.list(FOLDER):
            if run_id_of(path.rsplit("/", 1)[-1]) == run_id:
                await self._objects.delete(path)

    def _folder(self, source_id: str) -> str:
        digest = self._cipher.digest(source_id.encode(), _PURPOSE).hex()[:_DIGITS]
        return f"{FOLDER}{digest}/"
