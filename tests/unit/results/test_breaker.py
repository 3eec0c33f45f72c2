"""The breaker's rules by example and against a model, and two workers that share one record."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.errors import DamagedRecordError
from app.results.breaker import Breaker
from app.results.circuit import (
    FAILURES,
    PROBE_SECONDS,
    STALE_SECONDS,
    WINDOW_SECONDS,
    Circuit,
    current,
    failed,
    may_try,
    succeeded,
    tried,
)
from app.results.memory_store import MemoryStateStore
from app.results.store import Record

SOURCE = "0123456789abcdef"

# What happens at which second, then whether the source counts as away.
STORIES: dict[str, tuple[list[tuple[str, float]], bool]] = {
    "nothing is known": ([], False),
    "two failures are too few": ([("failed", 0), ("failed", 1)], False),
    "three in a row open it": ([("failed", 0), ("failed", 1), ("failed", 2)], True),
    "the third comes just in time": ([("failed", 0), ("failed", 1), ("failed", WINDOW_SECONDS)], True),
    "the third comes too late": ([("failed", 0), ("failed", 1), ("failed", WINDOW_SECONDS + 1)], False),
    "a success starts the count anew": (
        [("failed", 0), ("failed", 1), ("succeeded", 2), ("failed", 3), ("failed", 4)],
        False,
    ),
    "a success closes it": ([("failed", 0), ("failed", 1), ("failed", 2), ("succeeded", 3)], False),
    "a failed probe leaves it open": (
        [("failed", 0), ("failed", 1), ("failed", 2), ("tried", 12), ("failed", 13)],
        True,
    ),
    "failures while it is open are no news": ([("failed", second) for second in range(9)], True),
}


def after(story: list[tuple[str, float]]) -> Circuit:
    """The circuit at the end of the story."""
    steps: dict[str, Callable[[Circuit, float], Circuit]] = {
        "failed": failed,
        "tried": tried,
        "succeeded": lambda circuit, _: succeeded(circuit),
    }
    circuit = Circuit()
    for event, second in story:
        circuit = steps[event](circuit, second)
    return circuit


@pytest.mark.parametrize("what", STORIES)
def test_three_failures_in_a_row_within_a_minute_open_it_and_a_success_closes_it(what: str) -> None:
    story, away = STORIES[what]

    assert (after(story).away_since is not None) is away


def test_it_is_away_since_it_opened_whatever_fails_later() -> None:
    opened = after([("failed", 0), ("failed", 1), ("failed", 2)])

    assert failed(tried(opened, 12), 13).away_since == opened.away_since == 2


@pytest.mark.parametrize(("second", "granted"), [(3, False), (11.9, False), (12, True), (40, True)], ids=str)
def test_an_open_one_is_probed_every_ten_seconds(second: float, *, granted: bool) -> None:
    assert may_try(after([("failed", 0), ("failed", 1), ("failed", 2)]), second) is granted


def test_what_nobody_has_looked_at_for_long_counts_no_more() -> None:
    opened = after([("failed", 0), ("failed", 1), ("failed", 2)])

    assert current(opened, 2 + STALE_SECONDS) == opened
    assert current(opened, 2 + STALE_SECONDS + 1) == Circuit()


class CircuitMachine(RuleBasedStateMachine):
    """The circuit beside the plainest bookkeeping: all failures since the last success, and all probes."""

    def __init__(self) -> None:
        super().__init__()
        self.circuit = Circuit()
        self.now = 0.0
        self.failures: list[float] = []
        self.probes: list[float] = []
        self.opened_at: float | None = None

    @rule(seconds=st.floats(min_value=0.1, max_value=50))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def somebody_fails(self) -> None:
        self.forget_what_is_stale()
        self.circuit = failed(self.circuit, self.now)
        self.failures.append(self.now)
        recent = [moment for moment in self.failures if self.now - moment <= WINDOW_SECONDS]
        if self.opened_at is None and len(recent) >= FAILURES:
            self.opened_at = self.now
            self.probes = [self.now]

    @rule()
    def somebody_gets_in(self) -> None:
        self.circuit = succeeded(self.circuit)
        self.failures, self.probes, self.opened_at = [], [], None

    @rule()
    def somebody_asks(self) -> None:
        self.forget_what_is_stale()
        granted = may_try(self.circuit, self.now)
        assert granted == (self.opened_at is None or self.now - self.probes[-1] >= PROBE_SECONDS)
        if granted:
            self.circuit = tried(self.circuit, self.now)
            if self.opened_at is not None:
                self.probes.append(self.now)

    def forget_what_is_stale(self) -> None:
        if self.probes and self.now - self.probes[-1] > STALE_SECONDS:
            self.failures, self.probes, self.opened_at = [], [], None

    @invariant()
    def it_is_away_exactly_since_the_third_failure(self) -> None:
        expected = None if self.probes and self.now - self.probes[-1] > STALE_SECONDS else self.opened_at
        assert current(self.circuit, self.now).away_since == expected

    @invariant()
    def it_never_grows(self) -> None:
        assert len(self.circuit.failures) <= FAILURES


TestCircuit = CircuitMachine.TestCase


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)


class SlowStore(MemoryStateStore):
    """A store whose readers all see a record before any of them writes."""

    async def get(self, key: str) -> Record | None:
        record = await super().get(key)
        await asyncio.sleep(0.005)
        return record


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def an_open_breaker(store: MemoryStateStore, clock: Clock) -> Breaker:
    """A breaker that has just opened."""
    breaker = Breaker(store, clock)
    for _ in range(FAILURES):
        await breaker.failed(SOURCE)
    return breaker


async def test_two_workers_count_each_others_failures(clock: Clock) -> None:
    store = MemoryStateStore()
    one, other = Breaker(store, clock), Breaker(store, clock)

    await one.failed(SOURCE)
    await other.failed(SOURCE)
    before = await one.ask(SOURCE)
    await other.failed(SOURCE)

    assert (before.granted, before.away_since) == (True, None)
    assert (await one.ask(SOURCE)).granted is False
    assert await one.away_since(SOURCE) == await other.away_since(SOURCE) == clock()


async def test_of_many_workers_that_ask_at_once_one_gets_the_probe(clock: Clock) -> None:
    store = SlowStore()
    await an_open_breaker(store, clock)
    clock.seconds += PROBE_SECONDS

    asked = await asyncio.gather(*[Breaker(store, clock).ask(SOURCE) for _ in range(8)])

    assert sum(permission.granted for permission in asked) == 1


async def test_failures_of_many_workers_at_once_are_all_counted(clock: Clock) -> None:
    store = SlowStore()

    await asyncio.gather(*[Breaker(store, clock).failed(SOURCE) for _ in range(FAILURES)])

    assert await Breaker(store, clock).away_since(SOURCE) is not None


async def test_the_success_of_one_worker_lets_every_other_in(clock: Clock) -> None:
    store = MemoryStateStore()
    await an_open_breaker(store, clock)
    one, other = Breaker(store, clock), Breaker(store, clock)

    await one.succeeded(SOURCE)

    assert (await other.ask(SOURCE)).granted is True
    assert await other.away_since(SOURCE) is None


async def test_who_is_refused_is_told_for_how_long_the_source_is_away(clock: Clock) -> None:
    breaker = await an_open_breaker(MemoryStateStore(), clock)
    opened = clock()
    clock.seconds += 7

    permission = await breaker.ask(SOURCE)

    assert (permission.granted, permission.away_since, permission.away_seconds) == (False, opened, 7)


async def test_sources_have_breakers_of_their_own(clock: Clock) -> None:
    breaker = await an_open_breaker(MemoryStateStore(), clock)

    assert (await breaker.ask("fedcba9876543210")).granted is True


async def test_a_source_that_always_let_us_in_leaves_no_record(clock: Clock) -> None:
    store = MemoryStateStore()
    breaker = Breaker(store, clock)

    await breaker.ask(SOURCE)
    await breaker.succeeded(SOURCE)

    assert await store.get(f"breaker.{SOURCE}") is None


async def test_a_record_that_is_none_of_ours_is_damaged(clock: Clock) -> None:
    store = MemoryStateStore()
    await store.create(f"breaker.{SOURCE}", b"[]")

    with pytest.raises(DamagedRecordError):
        await Breaker(store, clock).ask(SOURCE)
