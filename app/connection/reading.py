"""Inside the reader process: sign in, answer statements one after the other, tell failures as data."""

import math
import os
import resource
import signal
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from itertools import islice
from typing import Any, cast

from sqlalchemy import CursorResult

from app.connection.dialects.base import Failure
from app.connection.driver import Driver, Source
from app.connection.pulling import PULL_BYTES, PullFunction, permit_pulling
from app.connection.wire import (
    OBJECTS_PER_FRAME,
    ROWS_PER_FRAME,
    Ask,
    Done,
    Failed,
    FromReader,
    Opened,
    Order,
    Part,
    Pull,
    Pulled,
    Reflect,
    Stop,
    ToReader,
    frame,
    read_order,
    receive,
)
from app.model.sample import Cell

_GRACE_SECONDS = 5
_JSON_INTEGERS = range(-(2**63), 2**63)
_AS_THEY_ARE = frozenset({str, bool})
_IN_PARTS = {"stream_results": True, "max_row_buffer": ROWS_PER_FRAME}


def serve(channel: socket.socket) -> None:
    """Introduce this process, take the order, then answer until the other side closes."""
    socket.send_fds(channel, [b"r"], [os.pidfd_open(os.getpid())])
    if (body := receive(channel)) is None or not isinstance(order := read_order(body), Order):
        return
    try:
        driver: Driver = import_module(order.driver).DRIVER
    except Exception as error:  # noqa: BLE001 - a plugin's module may raise anything
        _send(channel, Failed(Failure("crash", type(error).__name__), alive=False))
        return
    _confine(order)
    try:
        source = driver.open(order)
    except BaseException as error:  # noqa: BLE001 - whatever a driver raises becomes data here
        _send(channel, Failed(_failure(driver, error), alive=False))
        return
    _send(channel, Opened(product=source.product, version=source.version, session=source.session))
    reading = Reading(driver, source, order)
    while (body := receive(channel)) is not None:
        for answer in reading.answers(read_order(body)):
            _send(channel, answer)


def _confine(order: Order) -> None:
    """The limits of this process, and its dead-man switch in case our process cannot kill it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order.memory_bytes, order.memory_bytes + PULL_BYTES))
    signal.setitimer(signal.ITIMER_REAL, order.deadline_seconds + _GRACE_SECONDS)


@dataclass(slots=True)
class Reading:
    """The conversation over one open source.

    Attributes:
        transaction_open: whether the last statement left its transaction open for the next.
    """

    driver: Driver
    source: Source
    order: Order
    transaction_open: bool = False

    def answers(self, question: ToReader) -> Iterator[FromReader]:
        """The answer to one message, in parts; whatever fails is an answer too."""
        try:
            match question:
                case Ask():
                    yield from self._run(question)
                case Reflect():
                    yield from self._reflect(question)
                case Pull():
                    yield self._pull(question)
                case Stop(session=session):
                    self.driver.stop(self.source, session)
                    yield Done()
                case Order():
                    yield Failed(Failure("protocol"), alive=False)
        except BaseException as error:  # noqa: BLE001 - see serve
            self.transaction_open = False
            yield Failed(_failure(self.driver, error), alive=_reset(self.source), session=self.source.session)

    def _run(self, ask: Ask) -> Iterator[Part]:
        """One statement in a transaction of its own, or in the one left open, its rows in parts."""
        connection = self.source.connection
        if not (ask.shares_transaction and self.transaction_open):
            connection.rollback()
            self.driver.begin(self.source, ask.timeout_seconds)
        result = connection.exec_driver_sql(ask.sql, ask.parameters or None, _IN_PARTS if ask.large else None)
        names, parts = tuple(result.keys()), rows_in_parts(result)
        rows = next(parts)
        for following in parts:
            yield Part(names=names, columns=columns_of(self.driver, names, rows), more=True)
            rows = following
        if not ask.shares_transaction:
            connection.rollback()  # a read has nothing to commit
        self.transaction_open = ask.shares_transaction
        yield Part(names=names, columns=columns_of(self.driver, names, rows), more=False)

    def _reflect(self, question: Reflect) -> Iterator[Part]:
        """What the Inspector tells, in one transaction; its mapping is loaded only where it is needed."""
        from app.connection.reflecting import reflected  # noqa: PLC0415 - the four built-in dialects do without

        self.source.connection.rollback()
        self.driver.begin(self.source, question.timeout_seconds)
        found = reflected(self.source.connection, question.schemas)
        while part := list(islice(found, OBJECTS_PER_FRAME)):
            yield Part(names=("kind", "object"), columns=tuple(zip(*part, strict=True)), more=True)
        self.source.connection.rollback()
        yield Part(names=("kind", "object"), columns=((), ()), more=False)

    def _pull(self, question: Pull) -> Pulled:
        """The table through connections of its own, ours closed meanwhile and opened again, whatever happens."""
        permit_pulling(self.order.memory_bytes)
        pull: PullFunction = import_module(question.module).pull
        self.source.connection.rollback()
        try:
            measured, left = pull(self.driver, self.source, self.order, question)
        finally:
            if self.source.connection.closed:
                self.source = self.driver.open(self.order)
        return Pulled(measured=measured, left=left, session=self.source.session)


def rows_in_parts(result: CursorResult[Any]) -> Iterator[Sequence[Sequence[object]]]:
    """All rows as the driver gives them, at least one part.

    SQLAlchemy's own rows know their columns by name, which costs as much again as fetching them. It has fetched
    one already where the driver needs that to know the columns.
    """
    rows: Sequence[Sequence[object]] = result.fetchmany(1)
    cursor = result.cursor
    if not rows or cursor is None:
        yield rows
        return
    rows = [*rows, *cursor.fetchmany(ROWS_PER_FRAME - 1)]
    while following := cursor.fetchmany(ROWS_PER_FRAME):
        yield rows
        rows = following
    result.close()
    yield rows


def columns_of(
    driver: Driver, names: tuple[str, ...], rows: Sequence[Sequence[object]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows turned into columns of values that JSON can carry; as many columns as names, even without rows."""
    if not rows:
        return tuple(() for _ in names)
    return tuple(_carried(driver, column) for column in zip(*rows, strict=True))


def _carried(driver: Driver, column: tuple[object, ...]) -> tuple[Cell, ...]:
    """A column of nothing but text, truth values or numbers of 64 bits goes as it is, others value by value."""
    kinds = {*map(type, column)} - {type(None)}
    if kinds <= _AS_THEY_ARE or (kinds == {int} and _fit(cast("tuple[int | None, ...]", column))):
        return cast("tuple[Cell, ...]", column)
    return tuple(cell_of(driver, value) for value in column)


def _fit(column: tuple[int | None, ...]) -> bool:
    numbers = [*filter(None, column)]  # neither NULL nor 0 is out of range
    return not numbers or (min(numbers) in _JSON_INTEGERS and max(numbers) in _JSON_INTEGERS)


def cell_of(driver: Driver, value: object) -> Cell:
    """The value as JSON can carry it.

    Whole decimals become integers and others floats; numbers JSON has no form for, and everything else, is text.
    """
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if value in _JSON_INTEGERS else str(value)
        case float():
            return value if math.isfinite(value) else str(value)
        case Decimal():
            return _decimal(value)
        case bytes() | bytearray():
            return value.decode("utf-8", "replace")
        case _:
            return str(driver.cell(value))


def _decimal(value: Decimal) -> Cell:
    if not value.is_finite():
        return str(value)
    whole = value == value.to_integral_value()
    return int(value) if whole and abs(value) < _JSON_INTEGERS.stop else float(value)


def _failure(driver: Driver, error: BaseException) -> Failure:
    if isinstance(error, MemoryError):
        return Failure("memory")
    try:
        return driver.describe(error)
    except Exception:  # noqa: BLE001 - a failure while describing a failure must not escape either
        return Failure("crash", type(error).__name__)


def _reset(source: Source) -> bool:
    """Roll back; whether the session can go on."""
    try:
        source.connection.rollback()
    except Exception:  # noqa: BLE001 - the session is over, its failure was told already
        return False
    return not source.connection.invalidated and not source.connection.closed


def _send(channel: socket.socket, answer: FromReader) -> None:
    try:
        data = frame(answer)
    except UnicodeEncodeError:
        data = frame(without_surrogates(answer))
    channel.sendall(data)


def without_surrogates(answer: FromReader) -> FromReader:
    """Lone surrogates, which some servers let into text, become "?" because UTF-8 cannot carry them."""
    if not isinstance(answer, Part):
        return answer
    columns = tuple(tuple(_encodable(cell) for cell in column) for column in answer.columns)
    return Part(
        names=tuple(str(_encodable(name)) for name in answer.names), columns=columns, more=answer.more
    )


def _encodable(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
