"""Encrypted records: readable with the run's key, in their own place, until the key is destroyed."""

import pytest

from app.errors import DamagedRecordError, StaleRecordError
from app.results.memory_store import MemoryStateStore
from app.results.sealed import SEALED_BYTES, RunKeys, SealedStore
from app.results.store import RECORD_BYTES
from app.security.cipher import AesGcm, MasterKey

KEY = MasterKey(bytes(range(32)))


@pytest.fixture
def plain() -> MemoryStateStore:
    return MemoryStateStore()


@pytest.fixture
def sealed(plain: MemoryStateStore) -> SealedStore:
    return SealedStore(plain, AesGcm(bytes(range(32))))


async def test_it_is_a_state_store_like_any_other(sealed: SealedStore) -> None:
    assert await sealed.get("key") is None
    assert await sealed.create("key", b"one")
    assert not await sealed.create("key", b"two")
    first = await sealed.get("key")
    assert first is not None
    assert first.value == b"one"

    await sealed.replace("key", b"three", first.etag)

    with pytest.raises(StaleRecordError):
        await sealed.replace("key", b"four", first.etag)
    await sealed.delete("key")
    assert await sealed.get("key") is None


async def test_nothing_readable_is_stored(plain: MemoryStateStore, sealed: SealedStore) -> None:
    await sealed.create("key", b"a planted value")

    record = await plain.get("key")

    assert record is not None
    assert b"planted" not in record.value


async def test_the_largest_sealed_value_is_the_largest_record(
    plain: MemoryStateStore, sealed: SealedStore
) -> None:
    await sealed.create("key", bytes(SEALED_BYTES))

    record = await plain.get("key")

    assert record is not None
    assert len(record.value) == RECORD_BYTES
    with pytest.raises(ValueError, match="a record holds"):
        await sealed.create("larger", bytes(SEALED_BYTES + 1))


async def test_a_damaged_record_is_named(plain: MemoryStateStore, sealed: SealedStore) -> None:
    await sealed.create("key", b"value")
    record = await plain.get("key")
    assert record is not None
    await plain.replace("key", record.value[:-1] + bytes([record.value[-1] ^ 1]), record.etag)

    with pytest.raises(DamagedRecordError) as raised:
        await sealed.get("key")

    assert raised.value.evidence["key"] == "key"


async def test_a_record_put_in_the_place_of_another_does_not_open(
    plain: MemoryStateStore, sealed: SealedStore
) -> None:
    await sealed.create("mine", b"value")
    record = await plain.get("mine")
    assert record is not None
    await plain.create("theirs", record.value)

    with pytest.raises(DamagedRecordError):
        await sealed.get("theirs")


async def test_every_creator_of_a_run_gets_the_same_key(plain: MemoryStateStore) -> None:
    keys = RunKeys(plain, KEY)
    first = await keys.create("run")
    second = await keys.create("run")
    opened = await keys.open("run")

    assert opened is not None
    assert second.open(first.seal(b"value", b""), b"") == b"value"
    assert opened.open(first.seal(b"value", b""), b"") == b"value"


async def test_runs_do_not_share_a_key(plain: MemoryStateStore) -> None:
    keys = RunKeys(plain, KEY)
    await SealedStore(plain, await keys.create("one")).create("key", b"value")

    with pytest.raises(DamagedRecordError):
        await SealedStore(plain, await keys.create("two")).get("key")


async def test_a_destroyed_key_does_not_come_back(plain: MemoryStateStore) -> None:
    keys = RunKeys(plain, KEY)
    cipher = await keys.create("run")
    await SealedStore(plain, cipher).create("key", b"value")

    await keys.destroy("run")
    await keys.destroy("run")

    assert await keys.open("run") is None
    with pytest.raises(DamagedRecordError):  # even somebody who makes a new key reads nothing old
        await SealedStore(plain, await keys.create("run")).get("key")


async def test_the_wrapped_key_does_not_open_with_another_master_key(plain: MemoryStateStore) -> None:
    await RunKeys(plain, KEY).create("run")

    with pytest.raises(DamagedRecordError):
        await RunKeys(plain, MasterKey.generate()).open("run")
