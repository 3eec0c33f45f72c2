"""Reading a source through a process of its own, which can be killed at any moment.

Drivers hang, crash and eat memory when a server wants them to (RELIABILITY M8, M9, M13, M18), and no timeout of
theirs covers everything. So every session is a process; this side holds all deadlines, kills when one
passes, and then ends on the server what the session left behind.
"""

import asyncio
import contextlib
import os
import signal
import struct
import time
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from app.connection.addresses import EgressPolicy, Lookup, check, pin, system_lookup
from app.connection.config import Credential
from app.connection.dialects import get_dialect
from app.connection.dialects.base import Failure, Puller
from app.connection.failures import error_of
from app.connection.fields import Connection, NetworkConnection
from app.connection.forking import Nursery, Reader
from app.connection.limits import Limits
from app.connection.memory import peak_bytes, process_of
from app.connection.session import PulledTable, Rows, Statement
from app.connection.wire import (
    LENGTH,
    Ask,
    Failed,
    FromReader,
    Opened,
    Order,
    Part,
    Pull,
    Pulled,
    PulledColumn,
    Reflect,
    Stop,
    ToReader,
    frame,
    read_answer,
)
from app.errors import (
    HostSilentError,
    ReaderCrashedError,
    SourceHungError,
    SourceLostError,
    UnsupportedDialectError,
)
from app.model.sample import Cell
from app.model.schema import Table
from app.security.redaction import live_secrets

__all__ = ["Limits", "ReaderSession", "Readers"]

_GRACE_SECONDS = 3.0
"""A server that holds its own limit gets this long to say so before the reader is killed."""
_SIGN_IN_GRACE_SECONDS = 1.0
_STATEMENTS_OF_AN_INSPECTOR = 10
"""An Inspector may take as long as that many statements; the server holds the limit for each of them."""
_CLEAN_UP_SECONDS = 5.0


class Readers:
    """All reader processes of this process. An async context manager; leaving it ends every reader.

    Args:
        policy: which addresses a source may have.
        file_roots: folders database files may lie in; ``None`` for the caller's own rights.
        lookup: who knows the addresses of hosts.
    """

    def __init__(
        self, policy: EgressPolicy, file_roots: tuple[Path, ...] | None, lookup: Lookup = system_lookup
    ) -> None:
        self.policy = policy
        self.lookup = lookup
        self._roots = None if file_roots is None else tuple(str(root.resolve()) for root in file_roots)
        self._nursery = Nursery()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def nursery_pid(self) -> int | None:
        """Process number of the fork server, the parent of every reader; ``None`` while there is none."""
        return self._nursery.pid

    def close(self) -> None:
        """End every reader."""
        self._nursery.close()

    @asynccontextmanager
    async def open(
        self, connection: Connection, credential: Credential, limits: Limits, *, address: str | None = None
    ) -> AsyncGenerator["ReaderSession"]:
        """A signed-in session in a process of its own; exactly one sign-in is tried.

        With ``address`` the host is not resolved again: the connection goes where it was just tested.

        Leaving it ends the process. If a statement was under way, the server's side of it is ended too
        before this returns, so that nothing runs on the source afterwards. Meanwhile no log line of this
        process shows the password or the private key.

        Raises:
            SourceSenseError: those under "reaching the source" in ``app.errors``.
        """
        with contextlib.ExitStack() as held:
            for secret in credential.secrets():
                held.enter_context(live_secrets.held(secret))
            order = await self._order(connection, credential, limits, address)
            session = ReaderSession(await self._nursery.reader(), connection, limits)
            try:
                await session.sign_in(order)
                yield session
            finally:
                await _undisturbed(self._end(session, order))

    async def _end(self, session: "ReaderSession", order: Order) -> None:
        left_behind = session.close()
        if left_behind is not None:
            with contextlib.suppress(Exception):  # the source may be what is broken; its own limits remain
                async with asyncio.timeout(_CLEAN_UP_SECONDS):
                    await self._stop(session, order, left_behind)

    async def _stop(self, session: "ReaderSession", order: Order, number: int) -> None:
        """End what a killed session left on the server, over one short connection."""
        cleaner = ReaderSession(await self._nursery.reader(), session.connection, session.limits)
        try:
            await cleaner.sign_in(order)
            await cleaner.stop(number)
        finally:
            cleaner.close()

    async def _order(
        self, connection: Connection, credential: Credential, limits: Limits, address: str | None
    ) -> Order:
        if isinstance(connection, NetworkConnection):
            address = await self._pinned(connection, limits, address)
        return Order(
            driver=get_dialect(connection.dialect).driver_module,
            fields=connection.fields(),
            password=credential.password,
            client_key=credential.client_key,
            address=address,
            file_roots=self._roots,
            application_name=limits.application_name,
            connect_timeout_seconds=limits.connect_timeout_seconds,
            statement_timeout_seconds=limits.statement_timeout_seconds,
            deadline_seconds=limits.deadline_seconds,
            memory_bytes=limits.memory_bytes,
        )

    async def _pinned(self, connection: NetworkConnection, limits: Limits, address: str | None) -> str:
        host, port = connection.host, connection.port
        if address is not None:
            return check(host, port, [address], self.policy)
        seconds = limits.connect_timeout_seconds
        return await pin(host, port, self.policy, timeout_seconds=seconds, lookup=self.lookup)


class ReaderSession:
    """One connection, held by one reader process. Satisfies ``app.connection.session.SourceSession``.

    Attributes:
        product: what the server says it is, e.g. ``MariaDB``.
        version: as the server says it.
        statements: statements asked so far.
        table_reads: those of them that read rows of a table.
        rows_read: rows that came back so far from statements that count.
        connected_seconds: what it took to sign in.
    """

    def __init__(self, reader: Reader, connection: Connection, limits: Limits) -> None:
        self.connection = connection
        self.limits = limits
        self.product = connection.product
        self.version = ""
        self.statements = 0
        self.table_reads = 0
        self.rows_read = 0
        self.connected_seconds = 0.0
        self._reader = reader
        self._dialect = get_dialect(connection.dialect)
        self._ends_at = time.monotonic() + limits.deadline_seconds
        self._number: int | None = None
        self._alive = True
        self._busy = False
        self._turn = asyncio.Lock()
        self._in: asyncio.StreamReader | None = None
        self._out: asyncio.StreamWriter | None = None

    async def sign_in(self, order: Order) -> None:
        """Hand over the order and wait until the server has let us in."""
        began = time.monotonic()
        self._in, self._out = await asyncio.open_unix_connection(sock=self._reader.channel)
        seconds = self.limits.connect_timeout_seconds
        try:
            async with asyncio.timeout(seconds + _SIGN_IN_GRACE_SECONDS):
                answer = await self._exchange(order)
        except TimeoutError:
            self._kill()
            raise self._silent(seconds) from None
        if isinstance(answer, Failed):
            self._kill()
            raise self._error(answer.failure, "the connection", seconds)
        if not isinstance(answer, Opened):
            self._kill()
            raise ReaderCrashedError(exit="it answered out of turn")
        self.product, self.version, self._number = answer.product, answer.version, answer.session
        self.connected_seconds = time.monotonic() - began

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        """Run one statement in a read-only transaction of its own and give all its rows.

        See ``SourceSession.fetch``. Statements asked for at the same time take their turns.

        Raises:
            SourceLostError: also when the session is over already.
            SourceHungError: the server did not even hold its own limit; the reader is killed.
        """
        limit = self.limits.statement_timeout_seconds if timeout_seconds is None else timeout_seconds
        ask = Ask(
            sql=statement.sql,
            parameters=statement.parameters or {},
            timeout_seconds=limit,
            shares_transaction=statement.shares_transaction,
            large=statement.large,
        )
        async with self._turn:
            self.statements += 1
            self.table_reads += statement.counts
            rows = await self._fetched(ask, statement.reads, limit)
        if statement.counts:
            self.rows_read += len(rows.rows)
        return rows

    async def reflect(self, schemas: Sequence[str] | None) -> Rows:
        """What SQLAlchemy's Inspector tells; see ``Session.reflect``. Its statements count as far as it says them."""
        seconds = self.limits.statement_timeout_seconds
        question = Reflect(schemas=None if schemas is None else tuple(schemas), timeout_seconds=seconds)
        async with self._turn:
            rows = await self._fetched(question, "the catalog", seconds * _STATEMENTS_OF_AN_INSPECTOR)
        self.statements += sum(int(str(said)) for kind, said in rows.rows if kind == "statements")
        return rows

    @property
    def pulls(self) -> bool:
        """See ``Session.pulls``."""
        return isinstance(self._dialect, Puller)

    async def pull(
        self, table: Table, *, streams: int = 1, timeout_seconds: float | None = None
    ) -> PulledTable:
        """See ``Session.pull``.

        Raises:
            UnsupportedDialectError: this kind of database cannot be pulled.
        """
        if not isinstance(self._dialect, Puller):
            raise UnsupportedDialectError(
                dialect=self._dialect.name, available="mssql, mysql, postgresql, sqlite"
            )
        seconds = self.limits.statement_timeout_seconds if timeout_seconds is None else timeout_seconds
        columns = tuple(
            PulledColumn(name=each.name, data_type=each.data_type, native_type=each.native_type)
            for each in table.columns
        )
        question = Pull(
            module=self._dialect.puller_module,
            schema=table.schema,
            table=table.name,
            columns=columns,
            streams=streams,
            now=datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S"),
            timeout_seconds=seconds,
            storage=table.storage,
        )
        async with self._turn:
            answer = await self._bounded(question, f"{table.schema}.{table.name}", seconds)
        assert isinstance(answer, Pulled)  # noqa: S101 - anything else was raised
        self._number = answer.session
        self.statements += answer.measured.statements
        self.table_reads += answer.measured.statements
        self.rows_read += answer.measured.rows
        return PulledTable(measured=answer.measured, left=answer.left)

    @property
    def peak_bytes(self) -> int | None:
        """Most memory the reader process has held so far; ``None`` once it is gone."""
        process = process_of(self._reader.pidfd)
        return None if process is None else peak_bytes(process)

    async def stop(self, number: int) -> None:
        """End another session of the same role on the server."""
        await self._exchange(Stop(number))

    def close(self) -> int | None:
        """End the process; gives the server's number of the session if a statement was still under way."""
        self._kill()
        if self._out is not None:
            self._out.close()
        else:
            self._reader.channel.close()
        os.close(self._reader.pidfd)
        return self._number if self._busy else None

    async def _fetched(self, question: Ask | Reflect, reads: str, limit: float) -> Rows:
        rows = await self._bounded(question, reads, limit)
        assert isinstance(rows, Rows)  # noqa: S101 - only a Pull gives something else
        return rows

    async def _bounded(self, question: Ask | Reflect | Pull, reads: str, limit: float) -> Rows | Pulled:
        if not self._alive:
            raise SourceLostError(sqlstate="the session was over")
        remaining = self._ends_at - time.monotonic()
        wait = max(min(limit + _GRACE_SECONDS, remaining), 0)
        self._busy = True
        try:
            async with asyncio.timeout(wait):
                return await self._answered(question, reads, limit)
        except TimeoutError:
            self._kill()
            raise SourceHungError(seconds=round(wait, 1)) from None
        except asyncio.CancelledError:
            self._kill()
            raise

    async def _answered(self, question: Ask | Reflect | Pull, reads: str, limit: float) -> Rows | Pulled:
        answer = await self._exchange(question)
        rows: list[tuple[Cell, ...]] = []
        while isinstance(answer, Part) and answer.more:
            rows += zip(*answer.columns, strict=True)
            answer = await self._receive()
        self._busy = False
        match answer:
            case Part():
                rows += zip(*answer.columns, strict=True)
                return Rows(answer.names, tuple(rows))
            case Pulled():
                return answer
            case Failed():
                if answer.alive:
                    self._number = answer.session
                else:
                    self._kill()
                raise self._error(answer.failure, reads, limit)
            case _:
                self._kill()
                raise ReaderCrashedError(exit="it answered out of turn")

    async def _exchange(self, message: ToReader) -> FromReader:
        assert self._out is not None  # noqa: S101 - sign_in comes first
        try:
            self._out.write(frame(message))
            await self._out.drain()
        except OSError:
            self._kill()
            raise ReaderCrashedError(exit="it ended without an answer") from None
        return await self._receive()

    async def _receive(self) -> FromReader:
        assert self._in is not None  # noqa: S101 - sign_in comes first
        try:
            head = await self._in.readexactly(LENGTH.size)
            return read_answer(await self._in.readexactly(LENGTH.unpack(head)[0]))
        except (asyncio.IncompleteReadError, OSError, msgspec.DecodeError, struct.error):
            self._kill()
            raise ReaderCrashedError(exit="it ended without an answer") from None

    def _kill(self) -> None:
        self._alive = False
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._reader.pidfd, signal.SIGKILL)

    def _error(self, failure: Failure, reads: str, seconds: float) -> Exception:
        return error_of(failure, self._dialect, self.connection, reads=reads, seconds=seconds)

    def _silent(self, seconds: float) -> HostSilentError | SourceHungError:
        if isinstance(self.connection, NetworkConnection):
            return HostSilentError(host=self.connection.host, port=self.connection.port, seconds=seconds)
        return SourceHungError(seconds=seconds)


async def _undisturbed(work: Coroutine[None, None, None]) -> None:
    """Finish this short work even if the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
