"""The ports results are kept behind, each with an in-memory twin in ``memory_store.py``."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Record:
    """A stored value and the etag it had when it was read."""

    value: bytes
    etag: str


class StateStore(Protocol):
    """Small records by key, the system of record.

    Keys use ``[A-Za-z0-9_.:-]`` only and values are at most 256 KiB; both raise ``ValueError`` otherwise.
    Every method raises ``StoreUnavailableError`` when the store does not answer.
    """

    async def get(self, key: str) -> Record | None:
        """The record, or ``None`` if there is none."""
        ...

    async def create(self, key: str, value: bytes) -> bool:
        """Write only if there is no record; ``False`` if there is one, which then stays as it is."""
        ...

    async def replace(self, key: str, value: bytes, etag: str) -> None:
        """Overwrite the record that has this etag; ``StaleRecordError`` if it changed or is gone."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the record; no error if there is none."""
        ...


class ObjectStore(Protocol):
    """Immutable artifacts by path; raises ``StoreUnavailableError`` when it cannot be reached."""

    async def put(self, path: str, value: bytes) -> None:
        """Write the object, replacing one of that path."""
        ...

    async def get(self, path: str) -> bytes | None:
        """The object, or ``None``."""
        ...

    def list(self, prefix: str) -> AsyncIterator[str]:
        """Paths below the prefix, in ascending order."""
        ...

    async def delete(self, path: str) -> None:
        """Remove the object; no error if there is none."""
        ...
