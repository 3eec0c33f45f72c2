"""Every store does the same: in memory, daprd with SQLite and with PostgreSQL; a folder for objects."""

import asyncio
import base64
import string
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import KeyMissingError, StaleRecordError, StoreUnavailableError
from app.results.dapr_sidecar import DaprSidecar
from app.results.dapr_store import DaprSecrets, DaprStateStore
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.results.object_store import open_objects
from app.results.runs import RunRepository
from app.results.store import RECORD_BYTES, ObjectStore, StateStore
from app.security.cipher import MasterKey
from app.security.vault import CredentialVault
from tests.support.daprd import Daprd
from tests.support.databases import Server
from tests.support.runs import a_detection, a_plan, a_run, a_snapshot

KEY_LETTERS = string.ascii_letters + string.digits + "_.:-"
keys = st.text(KEY_LETTERS, min_size=1, max_size=200)
one_example_many_runs = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def sqlite_daprd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daprd]:
    server = Daprd.prepared(tmp_path_factory.mktemp("daprd"), secrets='{"some-key": "some secret"}')
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def postgresql_daprd(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Daprd]:
    database: Server = request.getfixturevalue("postgresql_server")
    database.execute("postgres", "CREATE ROLE dapr LOGIN PASSWORD 'dapr'")
    database.execute("postgres", "CREATE DATABASE dapr OWNER dapr")
    address = f"host=127.0.0.1 port={database.port} user=dapr password=dapr database=dapr"
    server = Daprd.prepared(tmp_path_factory.mktemp("daprd"), postgresql=address)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def daprd(sqlite_daprd: Daprd, monkeypatch: pytest.MonkeyPatch) -> Daprd:
    """The daprd with SQLite, found by every client of this test."""
    _found_by_clients(sqlite_daprd, monkeypatch)
    return sqlite_daprd


@pytest.fixture(params=["memory", "sqlite_daprd", "postgresql_daprd"])
async def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StateStore]:
    if request.param == "memory":
        yield MemoryStateStore()
        return
    _found_by_clients(request.getfixturevalue(request.param), monkeypatch)
    dapr = DaprStateStore()
    yield dapr
    await dapr.close()


def _found_by_clients(server: Daprd, patch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment.items():
        patch.setenv(name, value)


@pytest.fixture(params=["memory", "folder"])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "memory":
        return MemoryObjectStore()
    return open_objects(f"file://{tmp_path}/new folder")


# ── records ──────────────────────────────────────────────────────────────────────────────────────


async def test_what_was_created_is_read_back_byte_for_byte(store: StateStore) -> None:
    value = bytes(range(256))

    assert await store.create("bytes", value)

    record = await store.get("bytes")
    assert record is not None
    assert record.value == value


async def test_a_key_without_record_gives_none(store: StateStore) -> None:
    assert await store.get("absent") is None


async def test_create_keeps_the_first_record(store: StateStore) -> None:
    assert await store.create("first", b"one")
    assert not await store.create("first", b"two")

    record = await store.get("first")
    assert record is not None
    assert record.value == b"one"


async def test_replace_needs_the_etag_of_the_record_as_it_is(store: StateStore) -> None:
    await store.create("etag", b"one")
    first = await store.get("etag")
    assert first is not None

    await store.replace("etag", b"two", first.etag)

    with pytest.raises(StaleRecordError):
        await store.replace("etag", b"three", first.etag)
    second = await store.get("etag")
    assert second is not None
    assert second.value == b"two"
    assert second.etag != first.etag


async def test_a_record_that_is_gone_cannot_be_replaced(store: StateStore) -> None:
    await store.create("gone", b"one")
    record = await store.get("gone")
    assert record is not None
    await store.delete("gone")

    with pytest.raises(StaleRecordError):
        await store.replace("gone", b"two", record.etag)

    assert await store.get("gone") is None


async def test_deleting_twice_is_no_error_and_makes_room(store: StateStore) -> None:
    await store.create("room", b"one")

    await store.delete("room")
    await store.delete("room")

    assert await store.create("room", b"two")


async def test_twenty_increments_at_once_add_up(store: StateStore) -> None:
    await store.create("counter", b"0")

    async def increment() -> None:
        while True:
            record = await store.get("counter")
            assert record is not None
            try:
                return await store.replace("counter", b"%d" % (int(record.value) + 1), record.etag)
            except StaleRecordError:
                continue

    await asyncio.gather(*[increment() for _ in range(20)])

    record = await store.get("counter")
    assert record is not None
    assert record.value == b"20"


async def test_of_twenty_creators_exactly_one_wins(store: StateStore) -> None:
    won = await asyncio.gather(*[store.create("race", b"%d" % number) for number in range(20)])

    assert won.count(True) == 1
    record = await store.get("race")
    assert record is not None
    assert record.value == b"%d" % won.index(True)


async def test_two_hundred_writers_at_once_all_get_through(store: StateStore) -> None:
    written = await asyncio.gather(*[store.create(f"crowd.{number}", bytes(5000)) for number in range(200)])

    assert all(written)


async def test_the_largest_record_fits_and_larger_or_empty_ones_are_refused(store: StateStore) -> None:
    assert await store.create("large", b"\xff" * RECORD_BYTES)
    record = await store.get("large")
    assert record is not None
    assert len(record.value) == RECORD_BYTES

    for value in (b"\xff" * (RECORD_BYTES + 1), b""):
        with pytest.raises(ValueError, match="a record holds"):
            await store.create("other", value)
        with pytest.raises(ValueError, match="a record holds"):
            await store.replace("large", value, record.etag)
    assert await store.get("other") is None


@one_example_many_runs
@given(key=keys, value=st.binary(min_size=1, max_size=300))
async def test_every_key_of_the_grammar_holds_any_value(store: StateStore, key: str, value: bytes) -> None:
    await store.delete(key)

    assert await store.create(key, value)

    record = await store.get(key)
    assert record is not None
    assert record.value == value


@one_example_many_runs
@given(
    key=st.text(max_size=220).filter(lambda text: not text or len(text) > 200 or set(text) - set(KEY_LETTERS))
)
async def test_any_other_key_is_refused_everywhere(store: StateStore, key: str) -> None:
    for call in (store.get(key), store.create(key, b"1"), store.replace(key, b"1", "1"), store.delete(key)):
        with pytest.raises(ValueError, match="a key holds"):
            await call


async def test_keys_that_differ_in_case_or_punctuation_are_different(store: StateStore) -> None:
    names = ["case", "CASE", "ca.se", "ca:se", "ca-se", "ca_se"]

    for name in names:
        assert await store.create(name, name.encode())

    for name in names:
        record = await store.get(name)
        assert record is not None
        assert record.value == name.encode()


# ── only daprd ───────────────────────────────────────────────────────────────────────────────────


async def test_a_secret_is_read_and_a_missing_one_is_named(daprd: Daprd) -> None:
    assert daprd.process
    secrets = DaprSecrets()

    assert await secrets.get("some-key") == "some secret"
    with pytest.raises(KeyMissingError):
        await secrets.get("another-key")


async def test_a_store_that_daprd_does_not_have_is_unavailable(daprd: Daprd) -> None:
    assert daprd.process
    store = DaprStateStore("nowhere")

    with pytest.raises(StoreUnavailableError):
        await store.get("key")
    with pytest.raises(StoreUnavailableError):
        await store.create("key", b"1")
    with pytest.raises(StoreUnavailableError):
        await store.delete("key")

    await store.close()


async def test_after_a_crash_of_daprd_the_same_client_reads_on(daprd: Daprd) -> None:
    store = DaprStateStore()
    await store.create("survives", b"kill -9")

    daprd.kill()
    for _ in range(3):
        with pytest.raises(StoreUnavailableError):
            await store.get("survives")
    daprd.start()

    record = await store.get("survives")
    assert record is not None
    assert record.value == b"kill -9"
    await store.close()


async def test_a_hanging_daprd_is_unavailable_for_every_caller_and_cancels_none(daprd: Daprd) -> None:
    store = DaprStateStore(sidecar=DaprSidecar(timeout_seconds=0.5))
    await store.get("key")

    with daprd.stopped():
        answers = await asyncio.gather(*[store.get("key") for _ in range(5)], return_exceptions=True)

    assert [type(answer) for answer in answers] == [StoreUnavailableError] * 5
    assert await store.get("key") is None
    await store.close()


async def test_a_run_survives_a_restart_and_its_deletion_leaves_no_trace_in_the_file(
    daprd: Daprd, tmp_path: Path
) -> None:
    store = DaprStateStore()
    key = MasterKey.generate()
    runs = RunRepository(store, open_objects(f"file://{tmp_path}/objects"), key)
    vault = CredentialVault(store, MemoryObjectStore(), key)
    await runs.create(a_run("r1"))
    await runs.write_snapshot("r1", a_snapshot(tables=2000, prefix="telling_name"))
    await runs.write_plan("r1", a_plan(1))
    await runs.write_detection("r1", a_detection(0))
    await vault.seal("r1", ("binding",), "planted password")
    sealed = [await store.get(name) for name in ("key.r1", "cred.r1", "run.r1")]

    daprd.kill()
    daprd.start()

    assert await runs.read_snapshot("r1") == a_snapshot(tables=2000, prefix="telling_name")
    assert await runs.read_detections("r1") == (a_detection(0),)
    assert not [
        word for word in (b"telling_name", b"planted password", b"db.internal") if word in stored(daprd)
    ]

    await vault.destroy("r1")
    await runs.delete("r1")
    await store.close()
    daprd.stop()  # until then a freed page may still stand in the write-ahead log
    daprd.start()

    for record in sealed:
        assert record is not None
        assert base64.b64encode(record.value)[:40] not in stored(daprd)


def stored(daprd: Daprd) -> bytes:
    """The state file and its write-ahead log."""
    return b"".join(path.read_bytes() for path in daprd.folder.glob("state.db*"))


# ── objects ──────────────────────────────────────────────────────────────────────────────────────


async def test_an_object_is_read_back_and_replaced_whole(objects: ObjectStore) -> None:
    await objects.put("folder/name", b"one")
    await objects.put("folder/name", b"three")

    assert await objects.get("folder/name") == b"three"
    assert await objects.get("folder/other") is None


async def test_objects_are_listed_in_order_below_their_folder_only(objects: ObjectStore) -> None:
    for path in ("a/3", "a/1", "a/2", "ab/1", "b/1"):
        await objects.put(path, b"")

    assert [path async for path in objects.list("a/")] == ["a/1", "a/2", "a/3"]
    assert [path async for path in objects.list("none/")] == []


async def test_an_object_is_deleted_once_and_for_all(objects: ObjectStore) -> None:
    await objects.put("a/1", b"")

    await objects.delete("a/1")
    await objects.delete("a/1")

    assert await objects.get("a/1") is None
    assert [path async for path in objects.list("a/")] == []


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "../a", "a/..", "a/./b", "a b", "a\n", "ä"])
async def test_a_path_that_could_leave_the_folder_is_refused(objects: ObjectStore, path: str) -> None:
    for call in (objects.put(path, b""), objects.get(path), objects.delete(path)):
        with pytest.raises(ValueError, match="a path is"):
            await call


async def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    objects = open_objects(f"file://{tmp_path}")

    with pytest.raises(StoreUnavailableError):
        await objects.put("file/below", b"")
