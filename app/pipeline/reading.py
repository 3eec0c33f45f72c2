"""Reading the tables of one batch over one connection, so that one bad table costs only itself."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar

from app.connection.session import Session
from app.errors import (
    NoAccessError,
    ReaderCrashedError,
    SourceAwayError,
    SourceHungError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    ViewBrokenError,
)
from app.model.results import BatchUsage
from app.model.run import TableOutcome, TableState
from app.model.schema import Table
from app.pipeline.runs import reason_of
from app.pipeline.source import Source

Result = TypeVar("Result")

_STATE: dict[type[SourceSenseError], TableState] = {
    NoAccessError: TableState.NO_ACCESS,
    TableGoneError: TableState.GONE,
    ViewBrokenError: TableState.VIEW_ERROR,
    StatementTimeoutError: TableState.TIMEOUT,
    SourceHungError: TableState.TIMEOUT,
    TableLockedError: TableState.FAILED,
    StatementRefusedError: TableState.FAILED,
    ReaderCrashedError: TableState.FAILED,
    SourceAwayError: TableState.UNAVAILABLE,
    SourceLostError: TableState.UNAVAILABLE,
}
_SESSION_SURVIVES = (
    NoAccessError,
    TableGoneError,
    ViewBrokenError,
    StatementTimeoutError,
    TableLockedError,
    StatementRefusedError,
)


def gap(table: Table, error: SourceSenseError) -> TableOutcome:
    """How a table ended that could not be read, with the failure explained."""
    state = _STATE.get(type(error), TableState.FAILED)
    return TableOutcome(table_id=table.id, state=state, reason=reason_of(error))


class BatchReader:
    """Reads tables one after another, replacing the connection when a table took it down.

    Used as ``async with``. A table that ends its session is tried once more over a new one, because the network
    may have been at fault; one that hangs is not, because it would hang as long again. How long a source that is
    away is waited for is the ``Source``'s affair; when it gives up, the tables are left as unavailable.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stack = AsyncExitStack()
        self._session: Session | None = None
        self._connections = 0
        self._statements = 0
        self._rows_read = 0
        self._started = monotonic()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._leave()

    async def read(
        self,
        table: Table,
        action: Callable[[Session, Table], Awaitable[Result]],
        otherwise: Callable[[TableOutcome], Result],
    ) -> Result:
        """What ``action`` gives for the table, or what ``otherwise`` makes of the gap it left.

        Raises:
            SourceSenseError: what no single table is to blame for, e.g. a password that is no longer valid.
        """
        try:
            return await self._once(table, action)
        except (SourceLostError, ReaderCrashedError):
            await self._leave()
        except SourceSenseError as error:
            return otherwise(await self._blame(table, error))
        try:
            return await self._once(table, action)
        except SourceSenseError as error:
            return otherwise(await self._blame(table, error))

    async def _once(self, table: Table, action: Callable[[Session, Table], Awaitable[Result]]) -> Result:
        return await action(await self._open(), table)

    async def _blame(self, table: Table, error: SourceSenseError) -> TableOutcome:
        if not isinstance(error, _SESSION_SURVIVES):
            await self._leave()
        if type(error) not in _STATE:
            raise error
        return gap(table, error)

    async def _open(self) -> Session:
        if self._session is None:
            self._session = await self._stack.enter_async_context(self._source.session())
            self._connections += 1
        return self._session

    async def _leave(self) -> None:
        if self._session is not None:
            self._statements += self._session.statements
            self._rows_read += self._session.rows_read
            self._session = None
        await self._stack.aclose()

    async def usage(self) -> BatchUsage:
        """What the batch cost the source; closes the connection."""
        await self._leave()
        return BatchUsage(
            connections=self._connections,
            statements=self._statements,
            rows_read=self._rows_read,
            seconds=round(monotonic() - self._started, 3),
        )
