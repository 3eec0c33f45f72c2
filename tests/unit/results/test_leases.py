"""Leases against a model, and over a store that many processes share."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.errors import StaleRecordError, StoreUnavailableError
from app.results.leases import Leases
from app.results.line import PATIENCE_SECONDS, Line, current, position, renewed, taken, without
from app.results.memory_store import MemoryStateStore
from app.results.store import Record

CAPACITY = 2
LEASE_SECONDS = 60.0
owners = st.sampled_from(["a", "b", "c", "d", "e"])


class LineMachine(RuleBasedStateMachine):
    """The line beside the plainest bookkeeping of it: who holds until when, who waits since when."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        self.now = 0.0
        self.holding: dict[str, float] = {}
        self.waiting: dict[str, float] = {}

    @rule(seconds=st.floats(min_value=0.5, max_value=45))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.holding = {owner: until for owner, until in self.holding.items() if until > self.now}

    @rule(owner=owners)
    def somebody_asks(self, owner: str) -> None:
        held_before = set(self.holding)
        if position(current(self.line, self.now), owner) is None:
            self.waiting.pop(owner, None)  # it was away for too long and starts again at the end
        self.line = taken(self.line, owner, capacity=CAPACITY, now=self.now, seconds=LEASE_SECONDS)
        place = position(self.line, owner)
        assert place is not None
        if place == 0:
            overtaken = self.still_asking_before(owner)
            free = CAPACITY - len(held_before)
            assert owner in held_before or len(overtaken) < free, (
                "it overtook somebody for whom there was no room"
            )
            self.holding[owner] = self.now + LEASE_SECONDS
            self.waiting.pop(owner, None)
        else:
            assert len(held_before) == CAPACITY or place > CAPACITY - len(held_before)
            self.waiting[owner] = self.now

    def still_asking_before(self, owner: str) -> list[str]:
        """Those who came before and have asked within the refresh period, so are surely still in the line."""
        alive = PATIENCE_SECONDS * 2 / 3
        names = list(self.waiting)
        before = names[: names.index(owner)] if owner in names else names
        return [
            name
            for name in before
            if self.now - self.waiting[name] < alive and position(current(self.line, self.now), name)
        ]

    @precondition(lambda self: bool(self.holding))
    @rule(data=st.data())
    def a_holder_renews(self, data: st.DataObject) -> None:
        owner = data.draw(st.sampled_from(sorted(self.holding)))
        self.line = renewed(self.line, owner, now=self.now, seconds=LEASE_SECONDS)
        self.holding[owner] = self.now + LEASE_SECONDS

    @rule(owner=owners)
    def somebody_leaves(self, owner: str) -> None:
        self.line = without(self.line, owner)
        self.holding.pop(owner, None)
        self.waiting.pop(owner, None)

    @invariant()
    def never_more_holders_than_capacity(self) -> None:
        assert len(current(self.line, self.now).holders) <= CAPACITY

    @invariant()
    def the_line_knows_the_holders(self) -> None:
        assert {place.owner for place in current(self.line, self.now).holders} == set(self.holding)

    @invariant()
    def nobody_is_there_twice(self) -> None:
        names = [place.owner for place in (*self.line.holders, *self.line.waiters)]
        assert len(names) == len(set(names))


LineMachine.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestLine = LineMachine.TestCase


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def leases(clock: Clock) -> Leases:
    return Leases(MemoryStateStore(), clock)


async def take(leases: Leases, holder: str, capacity: int = 1) -> int:
    return await leases.take("turn", holder, capacity=capacity, seconds=LEASE_SECONDS)


async def test_the_first_gets_it_and_the_others_learn_their_position(leases: Leases) -> None:
    assert [await take(leases, holder) for holder in "abc"] == [0, 1, 2]
    assert await leases.holders("turn") == ("a",)


async def test_places_are_given_in_the_order_of_asking(leases: Leases) -> None:
    for holder in "abc":
        await take(leases, holder)
    await leases.release("turn", "a")

    assert await take(leases, "c") == 2
    assert await take(leases, "b") == 0


async def test_a_waiter_that_stops_asking_loses_its_place(leases: Leases, clock: Clock) -> None:
    for holder in "abc":
        await take(leases, holder)
    for _ in range(4):
        clock.move(10)
        await take(leases, "c")
        await leases.renew("turn", "a", seconds=LEASE_SECONDS)

    assert await take(leases, "c") == 1


async def test_the_lease_of_a_dead_holder_is_reclaimed(leases: Leases, clock: Clock) -> None:
    await take(leases, "dead")

    clock.move(LEASE_SECONDS)

    assert await leases.holders("turn") == ()
    assert await take(leases, "next") == 0
    assert not await leases.renew("turn", "dead", seconds=LEASE_SECONDS)


async def test_a_renewed_lease_goes_on(leases: Leases, clock: Clock) -> None:
    await take(leases, "a")
    for _ in range(5):
        clock.move(LEASE_SECONDS - 1)
        assert await leases.renew("turn", "a", seconds=LEASE_SECONDS)

    assert await take(leases, "b") == 1


async def test_releasing_without_holding_is_no_error(leases: Leases) -> None:
    await leases.release("turn", "nobody")

    assert await leases.holders("turn") == ()


async def test_names_do_not_share_places(leases: Leases) -> None:
    await take(leases, "a")

    assert await leases.take("another", "b", capacity=1, seconds=LEASE_SECONDS) == 0


async def test_many_workers_never_hold_more_slots_than_there_are() -> None:
    store = MemoryStateStore()
    inside = 0
    most = 0

    async def work(holder: str) -> None:
        nonlocal inside, most
        async with Leases(store).slot("slots", holder, capacity=3, seconds=60):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*[work(f"worker-{number}") for number in range(12)])

    assert most == 3
    assert await Leases(store).holders("slots") == ()


async def test_a_waiting_slot_tells_its_position() -> None:
    leases = Leases(MemoryStateStore())
    positions: list[int] = []

    async def wait() -> None:
        async with leases.slot("slots", "second", capacity=1, seconds=60, on_wait=positions.append):
            pass

    async with leases.slot("slots", "first", capacity=1, seconds=60):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.05)
    await waiting

    assert set(positions) == {1}


async def test_a_slot_is_given_back_when_its_block_fails() -> None:
    leases = Leases(MemoryStateStore())

    with pytest.raises(KeyError, match="inside"):
        async with leases.slot("slots", "a", capacity=1, seconds=60):
            raise KeyError("inside")

    assert await leases.holders("slots") == ()


async def test_a_slot_is_given_back_when_its_task_is_cancelled() -> None:
    leases = Leases(MemoryStateStore())
    entered = asyncio.Event()

    async def hold() -> None:
        async with leases.slot("slots", "a", capacity=1, seconds=60):
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await leases.holders("slots") == ()


async def test_a_waiter_that_is_cancelled_leaves_the_queue() -> None:
    leases = Leases(MemoryStateStore())
    await leases.take("slots", "first", capacity=1, seconds=60)

    async def wait() -> None:
        async with leases.slot("slots", "second", capacity=1, seconds=60):
            raise AssertionError("there is no room")

    task = asyncio.create_task(wait())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await leases.take("slots", "third", capacity=1, seconds=60) == 1


async def test_a_slot_is_renewed_for_as_long_as_its_block_runs() -> None:
    leases = Leases(MemoryStateStore())

    async with leases.slot("slots", "a", capacity=1, seconds=0.3):
        await asyncio.sleep(0.6)
        assert await leases.holders("slots") == ("a",)


async def test_a_block_whose_lease_was_lost_is_stopped() -> None:
    leases = Leases(MemoryStateStore())

    async def sleep_too_long() -> None:
        async with leases.slot("slots", "a", capacity=1, seconds=0.15):
            await leases.release("slots", "a")  # as if it had expired and been reclaimed
            await asyncio.sleep(5)

    with pytest.raises(StaleRecordError):
        await sleep_too_long()


class AwayStore(MemoryStateStore):
    """A store that goes away once it is told to."""

    away = False

    async def get(self, key: str) -> Record | None:
        if self.away:
            raise StoreUnavailableError
        return await super().get(key)


async def test_a_store_that_is_away_for_a_while_does_not_end_the_block() -> None:
    store = AwayStore()

    async with Leases(store).slot("slots", "a", capacity=1, seconds=0.3):
        store.away = True
        await asyncio.sleep(0.15)

    store.away = False
    assert await Leases(store).holders("slots") == ("a",)  # until it expires: releasing was not possible
