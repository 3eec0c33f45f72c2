"""A source that goes away is waited for and spared; one that stays away is given up, and nothing is held meanwhile."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.errors import (
    HostRefusedError,
    SourceAwayError,
    SourceLostError,
    StatementTimeoutError,
    WrongPasswordError,
)
from app.pipeline.guarded import GuardedSource
from app.pipeline.source import LeasedSource, slots_of
from app.results.breaker import Breaker, Permission
from app.results.circuit import PROBE_SECONDS
from app.results.leases import Leases
from app.results.memory_store import MemoryStateStore
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of

WAIT_SECONDS = 900.0


class World:
    """One clock for everybody: waiting only moves it on, and the source may come back at a moment of it."""

    def __init__(self, connection: SqliteConnection) -> None:
        self.seconds = 1_700_000_000.0
        self.connection = connection
        self.readers = FakeReaders()
        self.store = MemoryStateStore()
        self.waits: list[Permission] = []
        self.held: list[int] = []

    @property
    def breaker(self) -> Breaker:
        """As every worker has its own, over the same store."""
        return Breaker(self.store, lambda: datetime.fromtimestamp(self.seconds, UTC))

    def source(self, *, wait_seconds: float = WAIT_SECONDS) -> GuardedSource:
        """The source of one worker."""
        leases = Leases(self.store)
        return GuardedSource(
            LeasedSource(a_source(self.readers, self.connection), leases, holder="run_1", capacity=2),
            self.breaker,
            wait_seconds=wait_seconds,
            on_wait=self.waits.append,
            clock=lambda: self.seconds,
            pause=self.pause,
        )

    async def pause(self, seconds: float) -> None:
        """Time goes on; who holds a slot meanwhile is noted."""
        self.held.append(len(await Leases(self.store).holders(slots_of(self.connection.source_id))))
        self.seconds += seconds
        await asyncio.sleep(0)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(a_database(tmp_path / "shop.db", tables_of(["customer"])))


async def opened(source: GuardedSource) -> str:
    """What the first session that opens says."""
    async with source.session() as session:
        return session.product


async def test_a_source_that_is_there_is_not_waited_for(world: World) -> None:
    assert await opened(world.source()) == "SQLite"
    assert (world.waits, world.held) == ([], [])


async def test_a_source_that_comes_back_is_read(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 5)

    assert await opened(world.source()) == "SQLite"
    assert world.readers.opened == 1
    assert world.waits
    assert await world.breaker.away_since(world.connection.source_id) is None


async def test_a_source_that_is_away_is_tried_once_in_ten_seconds(world: World) -> None:
    began = world.seconds
    world.readers.refuse(*[HostRefusedError()] * 10)

    await opened(world.source())

    # Three failures open the breaker; of the eleven tries eight are probes.
    assert world.seconds - began >= 8 * PROBE_SECONDS


async def test_while_it_waits_no_slot_is_held(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 4)

    await opened(world.source())

    assert set(world.held) == {0}


async def test_a_source_that_stays_away_is_given_up_with_cause(world: World) -> None:
    began = world.seconds
    world.readers.refuse(*[HostRefusedError(host="db.internal", port=5432)] * 1000)

    with pytest.raises(SourceAwayError) as raised:
        await opened(world.source())

    assert WAIT_SECONDS <= world.seconds - began < WAIT_SECONDS + 2 * PROBE_SECONDS
    assert "db.internal:5432 refused" in raised.value.explain().message
    assert raised.value.evidence["seconds"] == 900


async def test_who_comes_after_it_was_given_up_does_not_wait_again(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 1000)
    with pytest.raises(SourceAwayError):
        await opened(world.source())
    given_up = world.seconds

    with pytest.raises(SourceAwayError):
        await opened(world.source())

    assert world.seconds - given_up < PROBE_SECONDS


async def test_two_workers_together_try_no_more_often_than_one(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 1000)
    began = world.seconds

    ended = await asyncio.gather(
        *[opened(world.source(wait_seconds=100)) for _ in range(4)], return_exceptions=True
    )

    assert all(isinstance(each, SourceAwayError) for each in ended)
    # After two failures four may be let in before the third is known; from then on one probe per ten seconds.
    assert len(world.readers.passwords) <= 2 + 4 + (world.seconds - began) / PROBE_SECONDS


async def test_the_waiting_is_told_with_its_beginning(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 4)

    await opened(world.source())

    (since,) = {permission.away_since for permission in world.waits}
    assert since is not None
    assert since.timestamp() < world.seconds


async def test_what_waiting_cannot_mend_is_raised_at_once(world: World) -> None:
    world.readers.refuse(WrongPasswordError())

    with pytest.raises(WrongPasswordError):
        await opened(world.source())

    assert len(world.readers.passwords) == 1
    assert world.held == []


async def test_a_session_that_is_lost_counts_as_a_failure(world: World) -> None:
    with pytest.raises(SourceLostError):
        async with world.source().session():
            raise SourceLostError
    for _ in range(2):
        await world.breaker.failed(world.connection.source_id)

    assert await world.breaker.away_since(world.connection.source_id) is not None


async def test_a_statement_that_takes_too_long_says_nothing_about_the_source(world: World) -> None:
    for _ in range(3):
        with pytest.raises(StatementTimeoutError):
            async with world.source().session():
                raise StatementTimeoutError

    assert await world.store.get(f"breaker.{world.connection.source_id}") is None


async def test_a_cancel_ends_the_waiting_at_once(world: World) -> None:
    world.readers.refuse(*[HostRefusedError()] * 1000)
    source = GuardedSource(
        a_source(world.readers, world.connection), world.breaker, wait_seconds=WAIT_SECONDS
    )
    waiting = asyncio.create_task(opened(source))
    await asyncio.sleep(0.05)

    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await waiting
