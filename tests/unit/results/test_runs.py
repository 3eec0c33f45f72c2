"""Runs and their results: stored once, readable while they grow, gone when deleted."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import DamagedRecordError, ResultNotReadyError, RunFinishedError, RunNotFoundError
from app.model.results import DetectionBatch, QualityBatch, RunRecord
from app.model.run import Plan, RunState, TableOutcome, TableState, Totals
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.results.runs import RunRepository
from app.results.store import RECORD_BYTES, Record
from app.security.cipher import MasterKey
from tests.support.runs import a_detection, a_plan, a_quality, a_run, a_snapshot, an_evidence

KEY = MasterKey(bytes(range(32)))
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class WatchedStore(MemoryStateStore):
    """A store that tells what is in it."""

    def keys(self) -> list[str]:
        return sorted(self._records)

    def everything(self) -> bytes:
        return b"\n".join(key.encode() + record.value for key, record in self._records.items())

    def largest(self) -> int:
        return max(len(record.value) for record in self._records.values())


@pytest.fixture
def store() -> WatchedStore:
    return WatchedStore()


@pytest.fixture
def objects() -> MemoryObjectStore:
    return MemoryObjectStore()


@pytest.fixture
def runs(store: WatchedStore, objects: MemoryObjectStore) -> RunRepository:
    return RunRepository(store, objects, KEY, lambda: NOW)


# ── heads ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_run_is_read_back_as_it_was_created(runs: RunRepository) -> None:
    assert await runs.create(a_run("r1"))

    assert await runs.load("r1") == a_run("r1")


async def test_a_second_run_of_the_same_id_changes_nothing(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))

    assert not await runs.create(replace(a_run("r1"), request_digest="another"))

    assert await runs.load("r1") == a_run("r1")


async def test_an_unknown_run_is_not_found(runs: RunRepository) -> None:
    with pytest.raises(RunNotFoundError):
        await runs.load("nope")
    with pytest.raises(RunNotFoundError):
        await runs.update("nope", lambda run: run)


async def test_changes_made_at_once_all_count(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))

    def one_more(run: RunRecord) -> RunRecord:
        return replace(run, totals=replace(run.totals, tables=run.totals.tables + 1))

    await asyncio.gather(*[runs.update("r1", one_more) for _ in range(20)])

    assert (await runs.load("r1")).totals.tables == 20


@pytest.mark.parametrize("state", [state for state in RunState if state.is_final])
async def test_a_run_that_has_ended_never_changes_again(runs: RunRepository, state: RunState) -> None:
    await runs.create(a_run("r1"))
    ended = await runs.update("r1", lambda run: replace(run, state=state))

    again = await runs.update("r1", lambda run: replace(run, state=RunState.RUNNING))

    assert again == ended
    assert (await runs.load("r1")).state is state


async def test_beginning_and_end_are_stamped_once(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))
    assert (await runs.update("r1", lambda run: replace(run, totals=Totals(tables=1)))).started_at is None

    earlier = NOW - timedelta(minutes=5)
    running = await runs.update("r1", lambda run: replace(run, state=RunState.RUNNING, started_at=earlier))
    ended = await runs.update("r1", lambda run: replace(run, state=RunState.PARTIAL))

    assert (running.started_at, running.ended_at) == (earlier, None)
    assert (ended.started_at, ended.ended_at) == (earlier, NOW)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────


async def created(runs: RunRepository, count: int) -> None:
    for number in range(count):
        await runs.create(replace(a_run(f"r{number}"), created_at=NOW + timedelta(seconds=number)))


async def test_runs_are_listed_newest_first_page_by_page(runs: RunRepository) -> None:
    await created(runs, 5)

    first = await runs.list(2)
    second = await runs.list(2, first.next_cursor)
    third = await runs.list(2, second.next_cursor)

    assert [[run.id for run in page.runs] for page in (first, second, third)] == [
        ["r4", "r3"],
        ["r2", "r1"],
        ["r0"],
    ]
    assert third.next_cursor is None


async def test_a_page_that_holds_the_rest_is_the_last(runs: RunRepository) -> None:
    await created(runs, 2)

    page = await runs.list(2)

    assert len(page.runs) == 2
    assert page.next_cursor is None


async def test_runs_that_start_meanwhile_do_not_shift_the_pages(runs: RunRepository) -> None:
    await created(runs, 3)
    first = await runs.list(2)
    await runs.create(replace(a_run("late"), created_at=NOW + timedelta(hours=1)))

    second = await runs.list(2, first.next_cursor)

    assert [run.id for run in second.runs] == ["r0"]


async def test_deleted_runs_are_no_longer_listed(runs: RunRepository) -> None:
    await created(runs, 3)

    await runs.delete("r1")

    assert [run.id for run in (await runs.list(10)).runs] == ["r2", "r0"]


@pytest.mark.parametrize("cursor", ["", "?", "ä", "AAA=A", "_w", "YWJj"])
async def test_a_cursor_that_is_none_is_refused(runs: RunRepository, cursor: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        await runs.list(2, cursor)


async def test_a_run_whose_creation_was_cut_short_is_completed_by_the_next_try(
    store: WatchedStore, runs: RunRepository
) -> None:
    elsewhere = RunRepository(store, MemoryObjectStore(), KEY, lambda: NOW)
    await elsewhere.create(a_run("r1"))  # its index entry never reached our object store
    assert (await runs.list(10)).runs == ()

    assert not await runs.create(a_run("r1"))

    assert [run.id for run in (await runs.list(10)).runs] == ["r1"]


# ── results ──────────────────────────────────────────────────────────────────────────────────────


async def test_results_are_read_back_as_they_were_written(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))
    left_out = (TableOutcome(table_id="t9", state=TableState.FILTERED),)

    assert await runs.write_snapshot("r1", a_snapshot())
    assert await runs.write_plan("r1", a_plan(2))
    assert await runs.write_left_out("r1", left_out)
    assert await runs.write_detection("r1", a_detection(0))
    assert await runs.write_evidence("r1", an_evidence(0))
    assert await runs.write_quality("r1", a_quality(0))

    assert await runs.read_evidences("r1") == (an_evidence(0),)
    assert await runs.read_snapshot("r1") == a_snapshot()
    assert await runs.read_plan("r1") == a_plan(2)
    assert await runs.read_left_out("r1") == left_out
    assert await runs.read_detections("r1") == (a_detection(0),)
    assert await runs.read_qualities("r1") == (a_quality(0),)


async def test_before_anything_is_written_there_is_nothing_to_read(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))

    with pytest.raises(ResultNotReadyError):
        await runs.read_snapshot("r1")
    with pytest.raises(ResultNotReadyError):
        await runs.read_plan("r1")
    assert await runs.read_left_out("r1") == ()
    assert await runs.read_detections("r1") == ()
    assert await runs.read_qualities("r1") == ()


async def test_batches_are_read_by_number_whatever_order_they_were_written_in(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(4))

    for number in (3, 0, 2):
        await runs.write_detection("r1", a_detection(number))

    assert [batch.number for batch in await runs.read_detections("r1")] == [0, 2, 3]


async def test_writing_the_same_batch_again_is_no_error(runs: RunRepository, store: WatchedStore) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(1))
    await runs.write_detection("r1", a_detection(0))
    before = store.everything()

    assert await runs.write_detection("r1", a_detection(0))

    assert store.everything() == before


async def test_another_result_for_the_same_batch_changes_nothing_and_says_so(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(1))
    await runs.write_detection("r1", a_detection(0))

    assert not await runs.write_detection("r1", a_detection(0, tables=3))

    assert await runs.read_detections("r1") == (a_detection(0),)


async def test_large_results_are_paged_and_complete(runs: RunRepository, store: WatchedStore) -> None:
    snapshot = a_snapshot(tables=3000)
    await runs.create(a_run("r1"))

    await runs.write_snapshot("r1", snapshot)

    assert len([key for key in store.keys() if ":snapshot:" in key]) > 3  # noqa: SIM118 - keys() is its own
    assert store.largest() <= RECORD_BYTES
    assert await runs.read_snapshot("r1") == snapshot


class StoppingStore(WatchedStore):
    """A store whose writer dies after a number of writes."""

    writes_left = 1000

    async def create(self, key: str, value: bytes) -> bool:
        if self.writes_left == 0:
            raise ConnectionAbortedError
        self.writes_left -= 1
        return await super().create(key, value)


@pytest.mark.parametrize("writes", range(4))
async def test_a_writer_that_dies_between_its_pages_does_not_mix_with_the_next_one(writes: int) -> None:
    store = StoppingStore()
    runs = RunRepository(store, MemoryObjectStore(), KEY, lambda: NOW)
    first, second = a_snapshot(tables=1500, prefix="first"), a_snapshot(tables=1700, prefix="second")
    await runs.create(a_run("r1"))

    store.writes_left = writes
    with pytest.raises(ConnectionAbortedError):
        await runs.write_snapshot("r1", first)
    with pytest.raises(ResultNotReadyError):
        await runs.read_snapshot("r1")
    store.writes_left = 1000

    assert await runs.write_snapshot("r1", second)
    assert await runs.read_snapshot("r1") == second


class LateStore(WatchedStore):
    """A store in which another writer finishes just before our manifest is written."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: dict[str, RunRepository] = {}

    async def create(self, key: str, value: bytes) -> bool:
        if key.endswith(":detection:0") and self.meanwhile:
            other = self.meanwhile.popitem()[1]
            assert await other.write_detection("r1", a_detection(0, tables=3))
        return await super().create(key, value)


async def test_of_two_writers_at_once_the_one_whose_manifest_comes_first_wins() -> None:
    store, objects = LateStore(), MemoryObjectStore()
    runs = RunRepository(store, objects, KEY, lambda: NOW)
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(1))
    store.meanwhile["other"] = RunRepository(store, objects, KEY, lambda: NOW)

    assert not await runs.write_detection("r1", a_detection(0))

    assert await runs.read_detections("r1") == (a_detection(0, tables=3),)


async def test_names_that_are_no_unicode_survive(runs: RunRepository) -> None:
    snapshot = a_snapshot(tables=2, prefix='evil\ud800\n"; drop')
    await runs.create(a_run("r1"))

    await runs.write_snapshot("r1", snapshot)

    assert await runs.read_snapshot("r1") == snapshot


@pytest.mark.parametrize("change", ["other page", "no page", "other manifest"])
async def test_a_result_that_was_tampered_with_is_damaged(
    runs: RunRepository, store: WatchedStore, change: str
) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(2))
    await runs.write_detection("r1", a_detection(0))
    await runs.write_detection("r1", a_detection(1))
    pages = [key for key in store.keys() if ":detection:" in key and key.count(":") > 2]  # noqa: SIM118
    source, target = (
        (pages[0], pages[1]) if change == "other page" else ("run.r1:detection:0", "run.r1:detection:1")
    )
    if change == "no page":
        await store.delete(pages[1])
    else:
        await overwrite(store, source, target)

    with pytest.raises(DamagedRecordError):
        await runs.read_detections("r1")


async def overwrite(store: WatchedStore, source: str, target: str) -> None:
    good, old = await store.get(source), await store.get(target)
    assert good is not None
    assert old is not None
    await store.replace(target, good.value, old.etag)


@pytest.mark.parametrize("key", ["run.r1", "run.r1:plan"])
async def test_a_record_that_is_garbage_is_damaged_and_the_list_goes_on(
    runs: RunRepository, store: WatchedStore, key: str
) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(1))
    record: Record | None = await store.get(key)
    assert record is not None
    await store.replace(key, b"garbage", record.etag)

    with pytest.raises(DamagedRecordError):
        await (runs.load("r1") if key == "run.r1" else runs.read_plan("r1"))
    assert len((await runs.list(10)).runs) == (0 if key == "run.r1" else 1)


# ── the end ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_task_that_outlives_its_run_changes_nothing(runs: RunRepository) -> None:
    await runs.create(a_run("r1"))
    await runs.write_plan("r1", a_plan(1))
    await runs.update("r1", lambda run: replace(run, state=RunState.CANCELLED))

    with pytest.raises(RunFinishedError):
        await runs.write_detection("r1", a_detection(0))

    assert await runs.read_detections("r1") == ()


async def test_a_deleted_run_leaves_no_record_and_takes_no_late_write(
    runs: RunRepository, store: WatchedStore, objects: MemoryObjectStore
) -> None:
    await runs.create(a_run("r1"))
    await runs.write_snapshot("r1", a_snapshot(tables=3000))
    await runs.write_plan("r1", a_plan(3))
    await runs.write_left_out("r1", ())
    await runs.write_detection("r1", a_detection(0))
    await runs.write_evidence("r1", an_evidence(1))
    await runs.write_quality("r1", a_quality(2))

    await runs.delete("r1")
    await runs.delete("r1")

    assert store.keys() == []
    assert [path async for path in objects.list("index/")] == []
    with pytest.raises(RunNotFoundError):
        await runs.load("r1")
    with pytest.raises(RunNotFoundError):
        await runs.write_detection("r1", a_detection(1))


async def test_with_its_key_destroyed_a_run_is_unreadable_whatever_else_failed(
    runs: RunRepository, store: WatchedStore
) -> None:
    await runs.create(a_run("r1"))
    await runs.write_snapshot("r1", a_snapshot())

    await store.delete("key.r1")

    with pytest.raises(RunNotFoundError):
        await runs.read_snapshot("r1")
    await runs.delete("r1")
    assert store.keys() == []


async def test_nothing_of_the_source_is_readable_in_the_store(
    runs: RunRepository, store: WatchedStore
) -> None:
    await runs.create(a_run("r1"))
    await runs.write_snapshot("r1", a_snapshot(prefix="telling_table"))
    await runs.write_plan("r1", a_plan(1))
    await runs.write_detection("r1", a_detection(0))

    stored = store.everything()

    assert not [
        name for name in (b"telling_table", b"db.internal", b"postgresql", b"EMAIL") if name in stored
    ]


def test_the_batches_stand_for_the_stored_types() -> None:
    assert isinstance(a_detection(0), DetectionBatch)
    assert isinstance(a_quality(0), QualityBatch)
    assert isinstance(a_plan(1), Plan)
