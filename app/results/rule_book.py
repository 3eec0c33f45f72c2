"""Rules of a source: one record per source, sealed, with a version that grows by one with every change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.errors import DamagedRecordError, RuleFileError, RulesChangedError, StaleRecordError
from app.results.encoding import decoded, encoded
from app.results.store import RECORD_BYTES, Record, StateStore
from app.security.cipher import BrokenSealError, MasterKey


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRules:
    """A file of rules as somebody kept it; version 0 and no text where nobody did."""

    version: int = 0
    text: str = ""
    saved_at: datetime | None = None


class RuleBook:
    """The rules of all sources. Every method raises ``StoreUnavailableError`` when the store does not answer.

    Sealed, because rules name tables and values; a digest would not do, for they are read again.
    """

    def __init__(
        self, store: StateStore, key: MasterKey, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._cipher = key.cipher("rules")
        self._clock = clock

    async def read(self, source_id: str) -> StoredRules:
        """The rules as they stand; ``DamagedRecordError`` if they cannot be opened."""
        rules, _ = await self._read(source_id)
        return rules

    async def keep(self, source_id: str, text: str, *, version: int | None) -> StoredRules:
        """Store the text as the next version.

        Raises:
            RulesChangedError: ``version`` is given and is not the one that stands there.
            RuleFileError: the text is too long to be kept.
        """
        known, record = await self._read(source_id)
        if version is not None and version != known.version:
            raise RulesChangedError(version=known.version)
        changed = StoredRules(version=known.version + 1, text=text, saved_at=self._clock())
        name = _key(source_id)
        sealed = self._cipher.seal(encoded(changed), name.encode())
        if len(sealed) > RECORD_BYTES:
            raise RuleFileError(line=1, path="/", problem="the file is too long to be kept")
        if not await self._written(name, sealed, record):
            raise RulesChangedError(version=known.version + 1)
        return changed

    async def _written(self, name: str, sealed: bytes, record: Record | None) -> bool:
        """Whether nobody was faster."""
        if record is None:
            return await self._store.create(name, sealed)
        try:
            await self._store.replace(name, sealed, record.etag)
        except StaleRecordError:
            return False
        return True

    async def _read(self, source_id: str) -> tuple[StoredRules, Record | None]:
        name = _key(source_id)
        record = await self._store.get(name)
        if record is None:
            return StoredRules(), None
        try:
            return decoded(self._cipher.open(record.value, name.encode()), StoredRules), record
        except (BrokenSealError, ValueError):
            raise DamagedRecordError(key=name) from None


def _key(source_id: str) -> str:
    return f"rules.{source_id}"
