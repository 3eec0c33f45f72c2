"""Leases: who may use something now, and who comes next, agreed between all processes through one record.

Used for turns (one run per source) and for connection slots (so many connections per source over all workers).
A lease ends by itself when its holder stops renewing it; a waiter who stops asking loses its place in the queue.

Every change is a compare-and-swap of one record, so two processes never both believe they got the last place.
Times come from the processes' clocks: clocks that differ by more than a lease's length would break the promise,
so leases last tens of seconds and clocks are expected to be synchronised.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from random import uniform

from app.errors import StaleRecordError, StoreUnavailableError
from app.results.agreed import AgreedRecords
from app.results.line import Line, current, position, renewed, taken, without
from app.results.store import StateStore

_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 2.0


class Leases:
    """All leases by name (``[A-Za-z0-9_.:-]``).

    A name has at most as many holders as the ``capacity`` each ``take`` states; who asks first gets first.
    Every method raises ``StoreUnavailableError`` when the store does not answer, and ``StaleRecordError`` when
    others kept getting in between.
    """

    def __init__(self, store: StateStore, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._lines = AgreedRecords(store, Line, Line())
        self._clock = clock

    async def take(self, name: str, holder: str, *, capacity: int, seconds: float) -> int:
        """Ask for a place: 0 when held, from now until ``seconds`` from now, else the position in the queue.

        Positions count from 1. Ask again at least every ``line.PATIENCE_SECONDS`` to keep one. A holder that
        asks again renews.
        """
        line = await self._changed(
            name, lambda line, now: taken(line, holder, capacity=capacity, now=now, seconds=seconds)
        )
        return position(line, holder) or 0

    async def renew(self, name: str, holder: str, *, seconds: float) -> bool:
        """Hold on until ``seconds`` from now; ``False`` if the lease has ended, and with it the right to go on."""
        line = await self._changed(name, lambda line, now: renewed(line, holder, now=now, seconds=seconds))
        return position(line, holder) == 0

    async def release(self, name: str, holder: str) -> None:
        """Give up the place, or the wait for one; no error without either."""
        await self._changed(name, lambda line, _: without(line, holder))

    async def holders(self, name: str) -> tuple[str, ...]:
        """Who holds a place now, in the order they got it."""
        line = await self._lines.read(_key(name))
        return tuple(place.owner for place in current(line, self._now()).holders)

    @asynccontextmanager
    async def slot(
        self,
        name: str,
        holder: str,
        *,
        capacity: int,
        seconds: float,
        on_wait: Callable[[int], None] = lambda _: None,
    ) -> AsyncGenerator[None]:
        """A place for the length of the block: waited for in line, renewed meanwhile, given up at its end.

        ``on_wait`` is told each position while waiting. A lease that is lost all the same (the process slept
        for longer than ``seconds``) cancels the block and raises ``StaleRecordError``.
        """
        try:
            async with self.kept(name, holder, capacity=capacity, seconds=seconds, on_wait=on_wait):
                yield
        finally:
            # A store that is away now does not undo what the block did: the lease ends by itself.
            with suppress(StoreUnavailableError, StaleRecordError):
                await asyncio.shield(self.release(name, holder))

    @asynccontextmanager
    async def kept(
        self,
        name: str,
        holder: str,
        *,
        capacity: int,
        seconds: float,
        on_wait: Callable[[int], None] = lambda _: None,
    ) -> AsyncGenerator[None]:
        """As ``slot``, but the place outlives the block: it stays the holder's until ``seconds`` after it."""
        await self._wait(name, holder, capacity, seconds, on_wait)
        async with _repeated(lambda: self._held_on(name, holder, seconds), seconds / 3):
            yield

    async def _wait(
        self, name: str, holder: str, capacity: int, seconds: float, on_wait: Callable[[int], None]
    ) -> None:
        pause_seconds = _FIRST_WAIT_SECONDS
        while place := await self.take(name, holder, capacity=capacity, seconds=seconds):
            on_wait(place)
            await asyncio.sleep(_spread(pause_seconds))
            pause_seconds = min(pause_seconds * 1.5, _LONGEST_WAIT_SECONDS)

    async def _held_on(self, name: str, holder: str, seconds: float) -> None:
        """Renew; a store that is away is asked again next time, a lost lease is not to be had back."""
        with suppress(StoreUnavailableError):
            if not await self.renew(name, holder, seconds=seconds):
                raise StaleRecordError

    async def _changed(self, name: str, change: Callable[[Line, float], Line]) -> Line:
        return await self._lines.change(_key(name), lambda line: change(line, self._now()))

    def _now(self) -> float:
        return self._clock().timestamp()


@asynccontextmanager
async def _repeated(action: Callable[[], Awaitable[None]], pause_seconds: float) -> AsyncGenerator[None]:
    """Run the action every so often during the block; if it raises, cancel the block and raise the same."""

    async def repeat() -> None:
        while True:
            await asyncio.sleep(pause_seconds)
            await action()

    try:
        async with asyncio.TaskGroup() as tasks:
            repeating = tasks.create_task(repeat())
            yield
            repeating.cancel()
    except BaseExceptionGroup as group:
        failure = group.exceptions[0]  # the block's or the action's; the group cancelled the other
    else:
        return
    raise failure


def _spread(seconds: float) -> float:
    """Between half and all of it, so that those who wait do not all ask at once."""
    return uniform(seconds / 2, seconds)  # noqa: S311 - no secret


def _key(name: str) -> str:
    return f"lease.{name}"
