"""The stores as dictionaries: for tests and for ``scan --local``, which leaves nothing behind."""

from collections.abc import AsyncIterator
from itertools import count

from app.errors import StaleRecordError
from app.results.store import Record, checked_key, checked_path, checked_value


class MemoryStateStore:
    """A ``StateStore`` that ends with the process. No method awaits, so each is atomic on its event loop."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._etags = count(1)

    async def get(self, key: str) -> Record | None:
        """See ``StateStore.get``."""
        return self._records.get(checked_key(key))

    async def create(self, key: str, value: bytes) -> bool:
        """See ``StateStore.create``."""
        record = self._stamped(value)
        return self._records.setdefault(checked_key(key), record) is record

    async def replace(self, key: str, value: bytes, etag: str) -> None:
        """See ``StateStore.replace``."""
        record, known = self._stamped(value), self._records.get(checked_key(key))
        if known is None or known.etag != etag:
            raise StaleRecordError
        self._records[key] = record

    async def delete(self, key: str) -> None:
        """See ``StateStore.delete``."""
        self._records.pop(checked_key(key), None)

    def _stamped(self, value: bytes) -> Record:
        return Record(checked_value(value), str(next(self._etags)))


class MemoryObjectStore:
    """An ``ObjectStore`` that ends with the process."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}

    async def put(self, path: str, value: bytes) -> None:
        """See ``ObjectStore.put``."""
        self._objects[checked_path(path)] = value

    async def get(self, path: str) -> bytes | None:
        """See ``ObjectStore.get``."""
        return self._objects.get(checked_path(path))

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """See ``ObjectStore.list``."""
        for path in sorted(self._objects):
            if path.startswith(prefix):
                yield path

    async def delete(self, path: str) -> None:
        """See ``ObjectStore.delete``."""
        self._objects.pop(checked_path(path), None)
