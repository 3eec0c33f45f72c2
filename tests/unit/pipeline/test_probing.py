"""A connection test counts as a connection: it waits for a slot, and not for ever."""

import asyncio
from pathlib import Path

import pytest

from app.connection.config import Credential, SqliteConnection
from app.connection.probe import ProbeReport
from app.errors import SourceBusyError, SourceFileMissingError
from app.pipeline.probing import try_source
from app.pipeline.source import slots_of
from app.results.leases import Leases
from app.results.memory_store import MemoryStateStore
from tests.support.fake_source import FakeReaders, a_database, tables_of


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def leases() -> Leases:
    return Leases(MemoryStateStore())


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", tables_of(["customer"]))


async def tried(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection, *, wait_seconds: float = 5
) -> ProbeReport:
    """The test of the connection, in a place for one."""
    return await try_source(
        readers.readers, leases, shop, Credential(), holder="test.1", capacity=1, wait_seconds=wait_seconds
    )


async def test_a_source_that_answers_passes_and_the_slot_is_free_again(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    report = await tried(readers, leases, shop)

    assert report.passed
    assert report.product == "SQLite"
    assert readers.now_open == 0
    assert await leases.holders(slots_of(shop.source_id)) == ()


async def test_a_source_that_refuses_is_a_report_and_not_an_error(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    readers.refuse(SourceFileMissingError(path="shop.db"))

    report = await tried(readers, leases, shop)

    assert not report.passed
    assert isinstance(report.failure, SourceFileMissingError)
    assert await leases.holders(slots_of(shop.source_id)) == ()


async def test_a_source_in_full_use_is_busy_and_nobody_keeps_waiting_in_line(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    slots = slots_of(shop.source_id)
    async with leases.slot(slots, "run_1", capacity=1, seconds=60):
        with pytest.raises(SourceBusyError):
            await tried(readers, leases, shop, wait_seconds=0.05)
        assert await leases.holders(slots) == ("run_1",)

    assert await leases.take(slots, "run_2", capacity=1, seconds=60) == 0
    assert readers.opened == 0


async def test_a_test_gets_its_turn_when_a_run_leaves(
    readers: FakeReaders, leases: Leases, shop: SqliteConnection
) -> None:
    async with leases.slot(slots_of(shop.source_id), "run_1", capacity=1, seconds=60):
        waiting = asyncio.create_task(tried(readers, leases, shop))
        await asyncio.sleep(0.05)
        assert readers.opened == 0

    assert (await waiting).passed
