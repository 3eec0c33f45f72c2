"""However many read a source, it sees no more connections than it may have."""

import asyncio
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.connection.session import Statement
from app.errors import HostRefusedError
from app.pipeline.source import LeasedSource, slots_of
from app.results.leases import Leases
from app.results.memory_store import MemoryStateStore
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of

PASSWORD = "planted password"  # noqa: S105 - planted on purpose


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def leases() -> Leases:
    return Leases(MemoryStateStore())


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", tables_of(["customer"]))


async def read_a_while(source: LeasedSource) -> int:
    """One session that others could overlap with."""
    async with source.session() as session:
        await asyncio.sleep(0.01)
        return len((await session.fetch(Statement(sql="SELECT id FROM customer"))).rows)


@pytest.mark.parametrize("capacity", [1, 2, 3])
async def test_several_runs_together_stay_within_the_capacity(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection, capacity: int
) -> None:
    sources = [
        LeasedSource(a_source(readers, shop), leases, holder=f"run_{number}", capacity=capacity)
        for number in range(3)
    ]

    read = await asyncio.gather(*[read_a_while(source) for source in sources for _ in range(3)])

    assert read == [3] * 9
    assert readers.opened == 9
    assert readers.most_open <= capacity
    assert await leases.holders(slots_of(shop.source_id)) == ()


async def test_other_sources_have_connections_of_their_own(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection, tmp_path: Path
) -> None:
    other = a_database(tmp_path / "other.db", tables_of(["customer"]))

    async with LeasedSource(a_source(readers, shop), leases, holder="run_1", capacity=1).session():
        source = LeasedSource(a_source(readers, other), leases, holder="run_1", capacity=1)
        async with asyncio.timeout(5), source.session():
            assert readers.now_open == 2


async def test_a_session_that_does_not_open_gives_its_slot_back(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    readers.refuse(HostRefusedError())
    source = LeasedSource(a_source(readers, shop), leases, holder="run_1", capacity=1)

    with pytest.raises(HostRefusedError):
        await read_a_while(source)

    assert await leases.holders(slots_of(shop.source_id)) == ()
    assert await read_a_while(source) == 3


async def test_holders_are_told_by_the_run_they_read_for(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    async with LeasedSource(a_source(readers, shop), leases, holder="run_1", capacity=2).session():
        (holder,) = await leases.holders(slots_of(shop.source_id))

    assert holder.startswith("run_1.")
