"""A source behind its circuit breaker: waited for while it is away, and spared meanwhile."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from random import uniform
from time import monotonic

from app.connection.fields import Connection
from app.connection.session import Session
from app.errors import SourceAwayError, SourceSenseError
from app.pipeline.source import Source
from app.results.breaker import Breaker, Permission

_PAUSE_SECONDS = 1.5
"""Between two questions to the breaker; they cost the source nothing."""

OnWait = Callable[[Permission], None]
Pause = Callable[[float], Awaitable[None]]


class GuardedSource:
    """Opens sessions on a source that may go away and come back.

    While the source is away nothing of it is held: the breaker is asked before the slot of a ``LeasedSource``.
    A failure that waiting cannot mend, e.g. a wrong password, is raised as it is.

    Args:
        inner: opens the sessions.
        breaker: shared by everybody who reads the source.
        wait_seconds: how long a source is waited for since its breaker opened, whoever waits; 0 and more.
        on_wait: told again and again while the source is away.
        clock: seconds that never go back.
        pause: waits that many seconds.
    """

    def __init__(
        self,
        inner: Source,
        breaker: Breaker,
        *,
        wait_seconds: float,
        on_wait: OnWait = lambda _: None,
        clock: Callable[[], float] = monotonic,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._inner = inner
        self._breaker = breaker
        self._wait_seconds = wait_seconds
        self._on_wait = on_wait
        self._clock = clock
        self._pause = pause

    @property
    def connection(self) -> Connection:
        """See ``Source.connection``."""
        return self._inner.connection

    @asynccontextmanager
    async def session(self) -> AsyncGenerator[Session]:
        """One connection, as soon as there is one to be had.

        Raises:
            SourceAwayError: the source stayed away for ``wait_seconds``.
        """
        async with AsyncExitStack() as opened:
            session = await self._opened(opened)
            try:
                yield session
            except SourceSenseError as error:
                if error.is_unavailability:
                    with suppress(SourceSenseError):  # what failed first is what is told
                        await self._breaker.failed(self.connection.source_id)
                raise

    async def _opened(self, opened: AsyncExitStack) -> Session:
        began = self._clock()
        failure: SourceSenseError | None = None
        while True:
            permission = await self._breaker.ask(self.connection.source_id)
            if permission.granted:
                session = await self._tried(opened)
                if not isinstance(session, SourceSenseError):
                    return session
                failure = session
            if max(permission.away_seconds, self._clock() - began) >= self._wait_seconds:
                raise self._given_up(failure) from None
            if permission.away_since is not None:
                self._on_wait(permission)
            await self._pause(uniform(_PAUSE_SECONDS / 2, _PAUSE_SECONDS))  # noqa: S311 - spreads the questions

    async def _tried(self, opened: AsyncExitStack) -> Session | SourceSenseError:
        """A session, or why the source is out of reach; the breaker is told either way."""
        try:
            session = await opened.enter_async_context(self._inner.session())
        except SourceSenseError as error:
            if not error.is_unavailability:
                raise
            await self._breaker.failed(self.connection.source_id)
            return error
        await self._breaker.succeeded(self.connection.source_id)
        return session

    def _given_up(self, failure: SourceSenseError | None) -> SourceAwayError:
        cause = failure.explain().message if failure else "Other readers of it have tried in vain."
        return SourceAwayError(seconds=round(self._wait_seconds), cause=cause)
