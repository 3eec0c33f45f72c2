"""The ports results are kept behind, each with an in-memory twin in ``memory_store.py``."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

RECORD_BYTES = 256 * 1024
"""Largest record; daprd takes more, but SQLite and gRPC stay quick below this."""

_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,200}")


@dataclass(frozen=True, slots=True)
class Record:
    """A stored value and the etag it had when it was read."""

    value: bytes
    etag: str


class StateStore(Protocol):
    """Small records by key, the system of record.

    Keys use ``[A-Za-z0-9_.:-]`` only, values have 1 byte to 256 KiB; both raise ``ValueError`` otherwise.
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
        """Paths below the prefix (a folder, ending in ``/``), in ascending order."""
        ...

    async def delete(self, path: str) -> None:
        """Remove the object; no error if there is none."""
        ...


def checked_key(key: str) -> str:
    """The key itself; ``ValueError`` unless every store can hold it.

    >>> checked_key("run.4f1c:page-2")
    'run.4f1c:page-2'
    >>> checked_key("run/4f1c")
    Traceback (most recent call last):
    ...
    ValueError: a key holds 1 to 200 of A-Z a-z 0-9 _ . : -
    """
    if not _KEY.fullmatch(key):
        raise ValueError("a key holds 1 to 200 of A-Z a-z 0-9 _ . : -")
    return key


def checked_value(value: bytes) -> bytes:
    """The value itself; ``ValueError`` unless every store can hold it (PostgreSQL behind daprd refuses empty ones)."""
    if not 1 <= len(value) <= RECORD_BYTES:
        msg = f"a record holds 1 to {RECORD_BYTES} bytes, not {len(value)}"
        raise ValueError(msg)
    return value


def checked_path(path: str) -> str:
    """The object path itself; ``ValueError`` unless it is key-like names joined by single slashes.

    >>> checked_path("index/9223-4f1c")
    'index/9223-4f1c'
    >>> checked_path("index/../secrets")
    Traceback (most recent call last):
    ...
    ValueError: a path is names of A-Z a-z 0-9 _ . : - joined by /
    """
    names = path.split("/")
    if not all(_KEY.fullmatch(name) and name.strip(".") for name in names):
        raise ValueError("a path is names of A-Z a-z 0-9 _ . : - joined by /")
    return path
