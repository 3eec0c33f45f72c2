"""Several statements asked at once: the server works on the next while the last answer is put together."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager

from app.connection.session import Rows, Session, Statement
from app.errors import TableLockedError


@asynccontextmanager
async def fetched_ahead(
    session: Session, statements: Iterable[Statement]
) -> AsyncGenerator[AsyncIterator[Rows]]:
    """Answers in the order of the statements, each raising what ``session.fetch`` raises.

    A session has one connection, so statements still run one after the other. One that meets a lock is asked
    once more. Leaving the block early ends the statement under way, and with it the session.
    """
    waiting = deque(asyncio.create_task(_fetched(session, each)) for each in statements)
    try:
        yield _answers(waiting)
    finally:
        for fetching in waiting:
            fetching.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _answers(waiting: deque[asyncio.Task[Rows]]) -> AsyncIterator[Rows]:
    while waiting:
        yield await waiting.popleft()


async def _fetched(session: Session, statement: Statement) -> Rows:
    try:
        return await session.fetch(statement)
    except TableLockedError:
        return await session.fetch(statement)
