"""What answers at an address, asked when a sign-in takes long: silence and other servers are told within three seconds.

Each kind of server shows itself in its own way: MySQL and MariaDB speak first, PostgreSQL answers a request for TLS
with one letter, SQL Server answers a pre-login, web servers complain about an empty line. Nothing about the connection is in any of it, and no
sign-in is tried.
"""

import asyncio
import contextlib
import struct
from collections.abc import AsyncGenerator

from app.connection.fields import Connection, NetworkConnection
from app.errors import HostSilentError, NotThisServerError, SourceSenseError

PATIENCE_SECONDS = 0.8
"""A sign-in that took this long is doubted."""
VERDICT_SECONDS = 2.6
"""A server that has said nothing at all by then, since the sign-in began, is silent."""

_TURN_SECONDS = 0.5
_LONGEST_BYTES = 512
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_PRE_LOGIN = bytes.fromhex("1201001a0000000000000b00060100110001ff00000000000002")
"""SQL Server's first packet: a version, and no encryption. MS-TDS 2.2.6.5; anything else would stand in its log."""
_TABULAR_RESULT, _HEAD_BYTES = 4, 8
_OPENINGS = {"mssql": _PRE_LOGIN}
_EMPTY_LINES = b"\r\n\r\n"
_MYSQL_FIRST = frozenset({10, 0xFF})  # protocol version 10, or an error instead of a greeting
_UNKNOWN = "another kind of server"
_TITLES = {
    "mysql": "a MySQL or MariaDB server",
    "postgresql": "a PostgreSQL server",
    "mssql": "a SQL Server",
}
"""By dialect; servers of other dialects may wait for their client, so their silence says nothing."""


@contextlib.asynccontextmanager
async def doubted(connection: Connection, address: str | None) -> AsyncGenerator[None]:
    """Around a sign-in: ended as soon as it is certain that no such server answers, with what ``doubt`` found."""
    if address is None or not isinstance(connection, NetworkConnection):
        yield
        return
    doubting = asyncio.create_task(doubt(connection, address))
    try:
        async with asyncio.timeout(None) as patience:
            doubting.add_done_callback(lambda task: _give_up(patience, task))
            yield
    except TimeoutError:
        raise doubting.result() or TimeoutError from None
    finally:
        doubting.cancel()


def _give_up(patience: asyncio.Timeout, doubting: asyncio.Task[SourceSenseError | None]) -> None:
    """Let the time run out, unless the sign-in was over first."""
    if doubting.cancelled() or doubting.exception() is not None or doubting.result() is None:
        return
    with contextlib.suppress(RuntimeError):  # the block has just been left
        patience.reschedule(asyncio.get_running_loop().time())


async def doubt(connection: NetworkConnection, address: str) -> SourceSenseError | None:
    """What is wrong with what answers there, if that is certain; begins together with the sign-in.

    Gives ``HostSilentError`` or ``NotThisServerError``, after ``VERDICT_SECONDS`` at the latest.
    """
    ends_at = asyncio.get_running_loop().time() + VERDICT_SECONDS
    await asyncio.sleep(PATIENCE_SECONDS)
    try:
        async with asyncio.timeout_at(ends_at):
            found = await recognise(address, connection.port, _OPENINGS.get(connection.dialect, _SSL_REQUEST))
    except TimeoutError:
        return _silent(connection)
    except OSError:  # it lets nobody else in, which says nothing about the sign-in
        return None
    return None if found is None else _other(connection, found)


def _silent(connection: NetworkConnection) -> SourceSenseError | None:
    if connection.dialect not in _TITLES:
        return None
    return HostSilentError(host=connection.host, port=connection.port, seconds=VERDICT_SECONDS)


def _other(connection: NetworkConnection, found: str) -> SourceSenseError | None:
    """An error unless it is the right kind of server, or might be."""
    if found == _TITLES.get(connection.dialect, _UNKNOWN):
        return None
    return NotThisServerError(
        host=connection.host,
        port=connection.port,
        product=connection.product,
        reason=f"it answers like {found}",
    )


async def recognise(address: str, port: int, opening: bytes = _SSL_REQUEST) -> str | None:
    """What answers there, in words, if it has to be spoken to by ``opening``; ``None`` if it closes without a word.

    Waits for ever for a server that neither speaks nor closes. Raises ``OSError`` if it cannot be reached.
    """
    reader, writer = await asyncio.open_connection(address, port)
    try:
        if (greeting := await _within_turn(reader)) is not None:
            return _greeted(greeting)
        writer.write(opening)
        if (answer := await _within_turn(reader)) is not None:
            return _answered(answer)
        writer.write(_EMPTY_LINES)
        return _answered(await reader.read(_LONGEST_BYTES))
    finally:
        writer.close()


async def _within_turn(reader: asyncio.StreamReader) -> bytes | None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_TURN_SECONDS):
            return await reader.read(_LONGEST_BYTES)
    return None


def _greeted(data: bytes) -> str | None:
    if len(data) > 4 and data[3] == 0 and data[4] in _MYSQL_FIRST:  # noqa: PLR2004 - a packet's head
        return _TITLES["mysql"]
    if data.startswith(b"SSH-"):
        return "an SSH server"
    return _UNKNOWN if data else None


def _answered(data: bytes) -> str | None:
    if data in {b"S", b"N"} or data.startswith(b"E\0"):
        return _TITLES["postgresql"]
    if len(data) > _HEAD_BYTES and data[0] == _TABULAR_RESULT:
        return _TITLES["mssql"]
    if data.startswith((b"HTTP/", b"<")):
        return "a web server"
    return _UNKNOWN if data else None
