"""Inside the reader process: sign in, answer statements one after the other, tell failures as data."""

import math
import os
import resource
import signal
import socket
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from itertools import islice

from app.connection.dialects.base import Failure
from app.connection.driver import Driver, Source
from app.connection.wire import (
    ROWS_PER_FRAME,
    Ask,
    Done,
    Failed,
    FromReader,
    Opened,
    Order,
    Part,
    Stop,
    frame,
    read_order,
    receive,
)
from app.model.sample import Cell

_GRACE_SECONDS = 5
_JSON_INTEGERS = range(-(2**63), 2**63)


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
    while (body := receive(channel)) is not None:
        for answer in _answers(driver, source, read_order(body)):
            _send(channel, answer)


def _confine(order: Order) -> None:
    """The limits of this process, and its dead-man switch in case our process cannot kill it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order.memory_bytes, order.memory_bytes))
    signal.setitimer(signal.ITIMER_REAL, order.deadline_seconds + _GRACE_SECONDS)


def _answers(driver: Driver, source: Source, question: Ask | Stop | Order) -> Iterator[FromReader]:
    try:
        match question:
            case Ask():
                yield from _run(driver, source, question)
            case Stop(session=session):
                driver.stop(source, session)
                yield Done()
            case Order():
                yield Failed(Failure("protocol"), alive=False)
    except BaseException as error:  # noqa: BLE001 - see serve
        yield Failed(_failure(driver, error), alive=_reset(source))


def _run(driver: Driver, source: Source, ask: Ask) -> Iterator[Part]:
    """One statement in a transaction of its own, its rows in parts."""
    driver.begin(source, ask.timeout_seconds)
    result = source.connection.exec_driver_sql(ask.sql, ask.parameters or None)
    names = tuple(result.keys())
    cursor = iter(result)
    part = list(islice(cursor, ROWS_PER_FRAME))
    while True:
        following = list(islice(cursor, ROWS_PER_FRAME))
        rows = tuple(tuple(cell_of(driver, value) for value in row) for row in part)
        if not following:
            source.connection.rollback()  # a read has nothing to commit
        yield Part(names=names, rows=rows, more=bool(following))
        if not following:
            return
        part = following


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
    rows = tuple(tuple(_encodable(cell) for cell in row) for row in answer.rows)
    return Part(names=tuple(str(_encodable(name)) for name in answer.names), rows=rows, more=answer.more)


def _encodable(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
