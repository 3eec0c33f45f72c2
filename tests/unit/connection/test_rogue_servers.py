"""Servers that want the password, or that never answer: they get nothing, and they cannot hold us."""

import asyncio
import contextlib
import struct
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.errors import HostSilentError, SignInUnsafeError, SourceSenseError, TlsNotOfferedError

PASSWORD = "c4n4ry-p4ssword"  # noqa: S105 - what must not be sent
LIMITS = Limits(connect_timeout_seconds=2)
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]
Heard = list[bytes]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with contextlib.closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


async def postgresql_wants_clear_text(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    heard = await reader.read(4096)
    writer.write(b"R" + struct.pack("!ii", 8, 3))
    return heard + await reader.read(4096)


async def mysql_switches_to(
    plugin: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    capabilities = 0x0008_0000 | 0x8000 | 0x0200 | 0x0008
    greeting = (
        b"\x0a8.0.99\0" + struct.pack("<I", 7) + b"12345678\0" + struct.pack("<H", capabilities & 0xFFFF)
        + b"\x2d\x02\x00" + struct.pack("<H", capabilities >> 16) + b"\x15" + b"\0" * 10 + b"123456789012\0"
        + b"mysql_native_password\0"
    )  # fmt: skip
    writer.write(struct.pack("<I", len(greeting)) + greeting)
    heard = await reader.read(4096)
    switch = b"\xfe" + plugin + b"\0" + b"12345678901234567890\0"
    writer.write(struct.pack("<I", len(switch) | 2 << 24) + switch)
    heard += await reader.read(4096)
    full = b"\x01\x04"
    writer.write(struct.pack("<I", len(full) | 4 << 24) + full)
    return heard + await reader.read(4096)


async def mysql_wants_clear_text(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    return await mysql_switches_to(b"mysql_clear_password", reader, writer)


async def mysql_asks_in_a_dialog(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    return await mysql_switches_to(b"dialog", reader, writer)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    del writer
    return await reader.read(-1)


async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    with contextlib.suppress(OSError):
        while not reader.at_eof():
            writer.write(b"\x4a")
            await writer.drain()
            await asyncio.sleep(0.1)
    return b""


async def without_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    heard = await reader.read(4096)
    writer.write(b"N")
    return heard + await reader.read(4096)


@contextlib.asynccontextmanager
async def serving(talk: Talk) -> AsyncGenerator[tuple[int, Heard]]:
    """A server on a free port of this machine, and what it heard."""
    heard: Heard = []

    open_writers: list[asyncio.StreamWriter] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_writers.append(writer)
        with contextlib.suppress(OSError):
            heard.append(await talk(reader, writer))

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], heard
    finally:
        server.close()
        for writer in open_writers:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


async def _sign_in(readers: Readers, dialect: str, port: int, tls: str = "off") -> None:
    fields = {"dialect": dialect, "host": "127.0.0.1", "port": port, "database": "d", "user": "u", "tls": tls}
    async with readers.open(parse_connection(fields), Credential(PASSWORD), LIMITS):
        pytest.fail("it signed in")


@pytest.mark.parametrize(
    ("dialect", "talk"),
    [
        ("postgresql", postgresql_wants_clear_text),
        ("mysql", mysql_wants_clear_text),
        ("mysql", mysql_asks_in_a_dialog),
    ],
)
async def test_a_server_that_wants_the_password_itself_does_not_get_it(
    readers: Readers, dialect: str, talk: Talk
):
    async with serving(talk) as (port, heard):
        with pytest.raises(SignInUnsafeError):
            await _sign_in(readers, dialect, port)
        await asyncio.sleep(0.1)
    assert heard
    assert PASSWORD.encode() not in b"".join(heard)


async def test_a_server_that_declines_tls_gets_no_password(readers: Readers):
    async with serving(without_tls) as (port, heard):
        with pytest.raises(TlsNotOfferedError):
            await _sign_in(readers, "postgresql", port, "encrypt")
        await asyncio.sleep(0.1)
    assert PASSWORD.encode() not in b"".join(heard)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
@pytest.mark.parametrize("talk", [silent, dripping])
async def test_a_server_that_never_finishes_is_left_in_time(readers: Readers, dialect: str, talk: Talk):
    async with serving(talk) as (port, _):
        began = time.monotonic()
        with pytest.raises(SourceSenseError):
            await _sign_in(readers, dialect, port)
    assert time.monotonic() - began < LIMITS.connect_timeout_seconds + 2


async def test_silence_is_told_as_silence(readers: Readers):
    async with serving(silent) as (port, _):
        with pytest.raises(HostSilentError):
            await _sign_in(readers, "mysql", port)
