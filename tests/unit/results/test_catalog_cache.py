"""A catalog is read once in ten minutes, by whoever may read it, and what cannot be opened any more is read anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.connection.config import parse_connection
from app.connection.fields import Connection
from app.model.schema import ObjectKind, Skipped, SkipReason, Snapshot
from app.results.catalog_cache import FRESH_SECONDS, CatalogCache
from app.results.memory_store import MemoryObjectStore
from app.results.runs import RunRepository
from tests.support.runs import MORNING, a_run, a_snapshot
from tests.support.services import KEY, WatchedStore

FIELDS = {"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "reader"}
HERE = parse_connection(FIELDS)


class World:
    """A store, its runs, and a clock that stands where it is put."""

    def __init__(self) -> None:
        self.store = WatchedStore()
        self.runs = RunRepository(self.store, MemoryObjectStore(), KEY)
        self.now = MORNING
        self.cache = CatalogCache(self.store, self.runs, self.digest, lambda: self.now)

    def digest(self, value: bytes) -> str:
        """As the services make it."""
        return KEY.cipher("catalog").digest(value, b"").hex()

    async def read(
        self, run_id: str, *, at: datetime = MORNING, connection: Connection = HERE, **changes: Any
    ) -> Snapshot:
        """A run reads the catalog and keeps it."""
        snapshot = replace(a_snapshot(), taken_at=at, **changes)
        await self.runs.create(a_run(run_id))
        await self.runs.write_snapshot(run_id, snapshot)
        await self.cache.keep(connection, run_id, snapshot)
        return snapshot

    async def origin(self, connection: Connection = HERE) -> str | None:
        """The run whose catalog is found."""
        found = await self.cache.find(connection)
        return None if found is None else found.origin.run_id


@pytest.fixture
def world() -> World:
    return World()


async def test_nothing_is_found_before_anybody_has_read(world: World) -> None:
    assert await world.cache.find(HERE) is None


async def test_what_one_run_has_read_the_next_one_finds(world: World) -> None:
    snapshot = await world.read("run_1")

    found = await world.cache.find(HERE)

    assert found is not None
    assert found.snapshot == snapshot
    assert (found.origin.run_id, found.origin.read_at) == ("run_1", MORNING)


@pytest.mark.parametrize(
    ("seconds", "origin"), [(0, "run_1"), (FRESH_SECONDS - 1, "run_1"), (FRESH_SECONDS, None)]
)
async def test_it_is_found_for_ten_minutes(world: World, seconds: int, origin: str | None) -> None:
    await world.read("run_1")

    world.now += timedelta(seconds=seconds)

    assert await world.origin() == origin


async def test_the_latest_one_is_found(world: World) -> None:
    await world.read("run_1", at=MORNING)
    await world.read("run_2", at=MORNING + timedelta(seconds=60))
    await world.read("run_3", at=MORNING + timedelta(seconds=30))

    assert await world.origin() == "run_2"


@pytest.mark.parametrize(
    "change", [{"user": "admin"}, {"host": "other.internal"}, {"database": "Shop"}, {"tls": "encrypt"}]
)
async def test_another_version_of_the_connection_finds_nothing(world: World, change: dict[str, str]) -> None:
    await world.read("run_1")

    assert await world.origin(parse_connection({**FIELDS, **change})) is None


async def test_a_deleted_run_takes_its_catalog_with_it(world: World) -> None:
    await world.read("run_1")

    await world.runs.delete("run_1")

    assert await world.origin() is None


async def test_no_second_copy_is_kept(world: World) -> None:
    await world.read("run_1")

    (record,) = [value for key, value in world.store.records.items() if key.startswith("catalog.")]

    assert len(record) < 200
    assert not [key for key in world.store.records if "db.internal" in key or "reader" in key]


GAPS: dict[str, dict[str, Any]] = {
    "an object that could not be read": {
        "skipped": (
            Skipped(kind=ObjectKind.VIEW, schema="public", name="v", reason=SkipReason.NO_ACCESS, missing="definition"),
        )
    },
    "a table that may not be read": {"tables": (replace(a_snapshot().tables[0], readable=False),)},
}  # fmt: skip


@pytest.mark.parametrize("what", GAPS)
async def test_a_catalog_with_gaps_is_read_anew_so_that_a_grant_helps_at_once(
    world: World, what: str
) -> None:
    await world.read("run_1", **GAPS[what])

    assert await world.origin() is None


async def test_what_was_left_out_on_purpose_is_no_gap(world: World) -> None:
    left_out = Skipped(kind=ObjectKind.TABLE, schema="public", name="t", reason=SkipReason.FILTERED)

    await world.read("run_1", skipped=(left_out,))

    assert await world.origin() == "run_1"


async def test_what_is_forgotten_is_read_anew(world: World) -> None:
    await world.read("run_1")

    await world.cache.forget(HERE)
    await world.cache.forget(HERE)

    assert await world.origin() is None


async def test_a_record_that_is_none_of_ours_is_a_miss_and_is_replaced(world: World) -> None:
    await world.store.create(world.cache.key(HERE), b"[]")
    assert await world.cache.find(HERE) is None

    await world.read("run_1")

    assert await world.origin() == "run_1"


async def test_a_snapshot_that_is_not_written_yet_is_a_miss(world: World) -> None:
    await world.runs.create(a_run("run_1"))
    await world.cache.keep(HERE, "run_1", replace(a_snapshot(), taken_at=datetime.now(UTC)))

    assert await world.cache.find(HERE) is None
