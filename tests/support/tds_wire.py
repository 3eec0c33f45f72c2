"""Packets and tokens of SQL Server's protocol (TDS 7.4), as far as a test server needs them.

Source: MS-TDS, https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds/
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.support.tds_types import LATIN1_GENERAL, tds_type, text

SQL_BATCH, RPC, REPLY, ATTENTION, TRANSACTION, LOGIN, PRELOGIN = 0x01, 0x03, 0x04, 0x06, 0x0E, 0x10, 0x12
ENCRYPTION = 0x01
ENCRYPT_OFF, ENCRYPT_ON, ENCRYPT_NOT_SUPPORTED = 0, 1, 2
BEGIN, COMMIT, ROLLBACK = 5, 7, 8
_HEADER = struct.Struct(">BBHHBB")
_LAST = 0x01
_PACKET_BYTES = 4096
_VERSION_7_4 = 0x74000004
_VERSION_16 = bytes([16, 0, 0x10, 0x9A])
_DONE_ATTENTION = 0x20
_DONE_ERROR = 0x02
_DONE_COUNT = 0x10
_BY_NUMBER = 0xFFFF
_TRANSACTION_ID = (1).to_bytes(8, "little")


class Channel(Protocol):
    """Whatever bytes come from and go to: the socket, or TLS over it."""

    def receive(self, size: int) -> bytes: ...

    def send(self, data: bytes) -> None: ...


class ClosedError(Exception):
    """The client has closed the connection."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A server error as the client gets it."""

    number: int
    message: str
    severity: int = 16


@dataclass(frozen=True, slots=True)
class Result:
    """A result set: names and types of its columns, and rows of values as JSON has them."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Any]]
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Login:
    """What a client signs in with."""

    user: str
    password: str
    application: str
    server: str
    database: str
    read_only: bool


def read_message(channel: Channel) -> tuple[int, bytes]:
    """The next message: its type and its packets' bodies together; ``ClosedError`` when there is none."""
    body = b""
    while True:
        kind, status, size, *_ = _HEADER.unpack(_exactly(channel, _HEADER.size))
        body += _exactly(channel, size - _HEADER.size)
        if status & _LAST:
            return kind, body


def packets(kind: int, body: bytes, *, ended: bool = True) -> bytes:
    """The message cut into packets; one that is not ended goes on some day."""
    room = _PACKET_BYTES - _HEADER.size
    parts = [body[at : at + room] for at in range(0, len(body), room)] or [b""]
    return b"".join(
        _HEADER.pack(
            kind,
            _LAST if ended and number == len(parts) else 0,
            len(part) + _HEADER.size,
            51,
            number % 256,
            0,
        )
        + part
        for number, part in enumerate(parts, 1)
    )


def prelogin(body: bytes) -> dict[int, bytes]:
    """The options of a PRELOGIN message."""
    options: dict[int, bytes] = {}
    at = 0
    while body[at] != 0xFF:
        token, offset, size = struct.unpack_from(">BHH", body, at)
        options[token] = body[offset : offset + size]
        at += 5
    return options


def prelogin_body(options: Mapping[int, bytes]) -> bytes:
    """A PRELOGIN message of these options."""
    head, data, offset = b"", b"", 5 * len(options) + 1
    for token, value in options.items():
        head += struct.pack(">BHH", token, offset + len(data), len(value))
        data += value
    return head + b"\xff" + data


def login(body: bytes) -> Login:
    """What a LOGIN7 message says; its password is only garbled (MS-TDS 2.2.6.4)."""

    def field(at: int) -> bytes:
        offset, characters = struct.unpack_from("<HH", body, at)
        return body[offset : offset + 2 * characters]

    garbled = field(44)
    password = bytes(((byte ^ 0xA5) >> 4) | (((byte ^ 0xA5) << 4) & 0xF0) for byte in garbled)
    named = {name: field(at).decode("utf-16-le") for name, at in _LOGIN_FIELDS.items()}
    return Login(**named, password=password.decode("utf-16-le"), read_only=bool(body[26] & 0x20))


def batch(body: bytes) -> str:
    """The text of a SQLBatch message, after its headers."""
    return body[int.from_bytes(body[:4], "little") :].decode("utf-16-le", "surrogatepass")


def procedure(body: bytes) -> str:
    """The name of the procedure that an RPC message calls; a number's own for those that have one."""
    at = int.from_bytes(body[:4], "little")
    (characters,) = struct.unpack_from("<H", body, at)
    if characters == _BY_NUMBER:
        return f"procedure {struct.unpack_from('<H', body, at + 2)[0]}"
    return body[at + 2 : at + 2 + 2 * characters].decode("utf-16-le")


def transaction_request(body: bytes) -> int:
    """Which request a transaction manager message is."""
    return int(struct.unpack_from("<H", body, int.from_bytes(body[:4], "little"))[0])


def signed_in(database: str) -> bytes:
    """The answer to a login that is let in."""
    name = _b_varchar("SQL Server (test)")
    ack = struct.pack(">BI", 1, _VERSION_7_4) + name + _VERSION_16
    return (
        _change(1, _b_varchar(database) + _b_varchar("master"))
        + _change(7, bytes([len(LATIN1_GENERAL)]) + LATIN1_GENERAL + b"\0")
        + _change(4, _b_varchar(str(_PACKET_BYTES)) + _b_varchar(str(_PACKET_BYTES)))
        + b"\xad"
        + struct.pack("<H", len(ack))
        + ack
        + done()
    )


def routed(host: str, port: int) -> bytes:
    """The answer to a login that sends the client to another server (MS-TDS 2.2.7.9, ENVCHANGE 20)."""
    value = struct.pack("<BHH", 0, port, len(host)) + text(host)
    routing = _change(20, struct.pack("<H", len(value)) + value + b"\0\0")
    return signed_in("master")[: -len(done())] + routing + done()


def transaction_changed(request: int) -> bytes:
    """The answer to BEGIN, COMMIT or ROLLBACK."""
    transaction = bytes([len(_TRANSACTION_ID)]) + _TRANSACTION_ID
    change = (
        _change(8, transaction + b"\0") if request == BEGIN else _change(request + 2, b"\0" + transaction)
    )
    return change + done()


def refused(refusal: Refusal) -> bytes:
    """An ERROR token and the end."""
    body = (
        struct.pack("<iBB", refusal.number, 1, refusal.severity)
        + struct.pack("<H", len(refusal.message))
        + text(refusal.message)
        + _b_varchar("test")
        + _b_varchar("")
        + struct.pack("<I", 1)
    )
    return b"\xaa" + struct.pack("<H", len(body)) + body + done(_DONE_ERROR)


def result_set(result: Result) -> bytes:
    """A whole result: metadata, rows and the end; one without columns is that of a statement that gives no rows."""
    if not result.columns:
        return done()
    return metadata(result) + b"".join(rows(result)) + done(_DONE_COUNT, len(result.rows))


def result_until(result: Result, refusal: Refusal | None = None) -> bytes:
    """A result that breaks off after its rows, with an error or with nothing."""
    return metadata(result) + b"".join(rows(result)) + (refused(refusal) if refusal else b"")


def procedure_result(result: Result) -> bytes:
    """The answer to an RPC: a result, and the end of the procedure instead of that of a statement."""
    ends = done(_DONE_COUNT, len(result.rows))
    return result_set(result)[: -len(ends)] + b"\xfe" + ends[1:]


def garbled(password: str) -> bytes:
    """A password as LOGIN7 has it, to look for it among what was sent."""
    return bytes(((byte & 0x0F) << 4 | byte >> 4) ^ 0xA5 for byte in text(password))


def metadata(result: Result) -> bytes:
    """The columns of a result."""
    described = b"".join(
        struct.pack("<IH", 0, 0x09) + tds_type(kind).info + _b_varchar(name) for name, kind in result.columns
    )
    return b"\x81" + struct.pack("<H", len(result.columns)) + described


def rows(result: Result) -> Iterable[bytes]:
    """The rows, as ROW or, where ``sparse``, as NBCROW with a bit per NULL."""
    types = [tds_type(kind) for _, kind in result.columns]
    for row in result.rows:
        if result.sparse:
            bits = sum(1 << place for place, value in enumerate(row) if value is None)
            head = b"\xd2" + bits.to_bytes((len(types) + 7) // 8, "little")
            yield head + b"".join(
                kind.encode(value) for kind, value in zip(types, row, strict=True) if value is not None
            )
        else:
            yield b"\xd1" + b"".join(
                kind.null if value is None else kind.encode(value)
                for kind, value in zip(types, row, strict=True)
            )


def done(status: int = 0, count: int = 0) -> bytes:
    """The DONE token that ends an answer."""
    return b"\xfd" + struct.pack("<HHQ", status, 0xC1, count)


def attention_acknowledged() -> bytes:
    """The answer to a client that wants no more of what it asked for."""
    return done(_DONE_ATTENTION)


_LOGIN_FIELDS = {"user": 40, "application": 48, "server": 52, "database": 68}


def _change(kind: int, value: bytes) -> bytes:
    return b"\xe3" + struct.pack("<HB", len(value) + 1, kind) + value


def _b_varchar(value: str) -> bytes:
    return bytes([len(value)]) + text(value)


def _exactly(channel: Channel, size: int) -> bytes:
    received = b""
    while len(received) < size:
        if not (chunk := channel.receive(size - len(received))):
            raise ClosedError
        received += chunk
    return received
