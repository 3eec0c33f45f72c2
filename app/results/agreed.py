"""Records that several processes change together, each change a compare-and-swap under the record's etag.

So of two who change one at the same moment, the store decides who was first, and the other looks again.
"""

import asyncio
from collections.abc import Callable
from random import uniform
from typing import Generic, TypeVar

from app.errors import DamagedRecordError, StaleRecordError
from app.results.encoding import decoded, encoded
from app.results.store import Record, StateStore

T = TypeVar("T")

_ATTEMPTS = 100
_RETRY_SECONDS = 0.02


class AgreedRecords(Generic[T]):
    """Records of one kind by key.

    Every method raises ``StoreUnavailableError`` when the store does not answer and ``DamagedRecordError`` when
    a record cannot be read.

    Args:
        store: where they are kept.
        kind: what a record holds.
        unknown: what holds while there is no record.
    """

    def __init__(self, store: StateStore, kind: type[T], unknown: T) -> None:
        self._store = store
        self._kind = kind
        self._unknown = unknown

    async def change(self, key: str, change: Callable[[T], T]) -> T:
        """The record after the change, which is tried on what stands there then; nothing is written if it is equal.

        Raises:
            StaleRecordError: others kept getting in between.
        """
        for _ in range(_ATTEMPTS):
            value, record = await self._read(key)
            changed = change(value)
            if changed == value or await self._written(key, changed, record):
                return changed
            await asyncio.sleep(uniform(_RETRY_SECONDS / 2, _RETRY_SECONDS))  # noqa: S311 - no secret; spread, so that those who collided do not again
        raise StaleRecordError

    async def read(self, key: str) -> T:
        """The record as it stands."""
        value, _ = await self._read(key)
        return value

    async def _read(self, key: str) -> tuple[T, Record | None]:
        record = await self._store.get(key)
        if record is None:
            return self._unknown, None
        try:
            return decoded(record.value, self._kind), record
        except ValueError:
            raise DamagedRecordError(key=key) from None

    async def _written(self, key: str, value: T, record: Record | None) -> bool:
        if record is None:
            return await self._store.create(key, encoded(value))
        try:
            await self._store.replace(key, encoded(value), record.etag)
        except StaleRecordError:
            return False
        return True
