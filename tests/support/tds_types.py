"""SQL Server's types on the wire (TDS 7.4): how a result column is described and how its values are written.

Source: MS-TDS 2.2.5.4 and 2.2.5.5, https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds/
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import Any
from uuid import UUID

LATIN1_GENERAL = bytes.fromhex("0904d00034")
_DAY_ONE = date(1, 1, 1)
_DAY_1900 = date(1900, 1, 1)
_INTEGERS = {"tinyint": 1, "smallint": 2, "int": 4, "bigint": 8}
_NULL_PLP = b"\xff" * 8
_SCALE = 7
_EVERY_DIGIT = Context(prec=60)
_TIME_BYTES = 5


@dataclass(frozen=True, slots=True)
class Type:
    """A type as COLMETADATA has it, and its values; ``null`` is what stands for NULL in a ROW token."""

    info: bytes
    null: bytes
    encode: Callable[[Any], bytes]


def tds_type(name: str) -> Type:
    """The type of that name, as a CREATE TABLE has it; values come as JSON has them: text, numbers, booleans."""
    base, _, rest = name.partition("(")
    size = rest.rstrip(")")
    if base in _INTEGERS:
        return _integer(_INTEGERS[base])
    return _SIZED[base](size) if base in _SIZED else _PLAIN[base]


def text(value: str) -> bytes:
    """UTF-16 as the server sends it; a lone surrogate stays one."""
    return value.encode("utf-16-le", "surrogatepass")


def _short(data: bytes) -> bytes:
    return bytes([len(data)]) + data


def _integer(size: int) -> Type:
    signed = size > 1
    return Type(
        bytes([0x26, size]), b"\0", lambda value: _short(int(value).to_bytes(size, "little", signed=signed))
    )


def _nchar(size: str) -> Type:
    width = struct.pack("<H", 2 * int(size))
    return Type(
        b"\xef" + width + LATIN1_GENERAL, b"\xff\xff", lambda value: _long(text(value.ljust(int(size))))
    )


def _nvarchar(size: str) -> Type:
    if size == "max":
        return Type(b"\xe7\xff\xff" + LATIN1_GENERAL, _NULL_PLP, lambda value: _chunked(text(value)))
    width = struct.pack("<H", 2 * int(size))
    return Type(b"\xe7" + width + LATIN1_GENERAL, b"\xff\xff", lambda value: _long(text(value)))


def _varbinary(size: str) -> Type:
    if size == "max":
        return Type(b"\xa5\xff\xff", _NULL_PLP, lambda value: _chunked(bytes.fromhex(value)))
    return Type(
        b"\xa5" + struct.pack("<H", int(size)), b"\xff\xff", lambda value: _long(bytes.fromhex(value))
    )


def _decimal(size: str) -> Type:
    precision, scale = (int(part) for part in size.split(","))

    def encode(value: object) -> bytes:
        number = int(Decimal(str(value)).scaleb(scale, _EVERY_DIGIT))
        return _short(bytes([number >= 0]) + abs(number).to_bytes(16, "little"))

    return Type(bytes([0x6C, 17, precision, scale]), b"\0", encode)


def _date(value: str) -> bytes:
    return (date.fromisoformat(value) - _DAY_ONE).days.to_bytes(3, "little")


def _time(value: time, finest: int = 0) -> bytes:
    """In steps of 100 ns; ``finest`` is the last digit, which Python's times have not."""
    microseconds = ((value.hour * 60 + value.minute) * 60 + value.second) * 10**6 + value.microsecond
    return (microseconds * 10 + finest).to_bytes(_TIME_BYTES, "little")


def _time_of(value: str) -> bytes:
    return _short(_time(time.fromisoformat(value), _finest(value)))


def _datetime2(value: str) -> bytes:
    moment = datetime.fromisoformat(value)
    return _short(_time(moment.time(), _finest(value)) + _date(moment.date().isoformat()))


def _finest(value: str) -> int:
    """The seventh digit behind the second; Python drops it."""
    return int(value.partition(".")[2][6:7] or 0)


def _smalldatetime(value: str) -> bytes:
    """Days since 1900 and minutes."""
    moment = datetime.fromisoformat(value)
    return _short(struct.pack("<HH", (moment.date() - _DAY_1900).days, moment.hour * 60 + moment.minute))


def _datetimeoffset(value: str) -> bytes:
    """The moment in UTC, then the offset in minutes."""
    moment = datetime.fromisoformat(value)
    offset = moment.utcoffset() or timedelta()
    utc = moment.replace(tzinfo=None) - offset
    minutes = struct.pack("<h", int(offset.total_seconds() // 60))
    return _short(_time(utc.time()) + _date(utc.date().isoformat()) + minutes)


def _long(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data


def _chunked(data: bytes) -> bytes:
    """A value of a ``max`` type: its length, one chunk, the end."""
    chunk = struct.pack("<I", len(data)) + data if data else b""
    return struct.pack("<Q", len(data)) + chunk + b"\0" * 4


_SIZED: dict[str, Callable[[str], Type]] = {
    "nchar": _nchar,
    "nvarchar": _nvarchar,
    "varbinary": _varbinary,
    "decimal": _decimal,
    "numeric": _decimal,
}
_PLAIN = {
    "bit": Type(b"\x68\x01", b"\0", lambda value: _short(bytes([bool(value)]))),
    "real": Type(b"\x6d\x04", b"\0", lambda value: _short(struct.pack("<f", value))),
    "smalldatetime": Type(b"\x6f\x04", b"\0", _smalldatetime),
    "float": Type(b"\x6d\x08", b"\0", lambda value: _short(struct.pack("<d", value))),
    "uniqueidentifier": Type(b"\x24\x10", b"\0", lambda value: _short(UUID(value).bytes_le)),
    "date": Type(b"\x28", b"\0", lambda value: _short(_date(value))),
    "time": Type(bytes([0x29, _SCALE]), b"\0", _time_of),
    "datetime2": Type(bytes([0x2A, _SCALE]), b"\0", _datetime2),
    "datetimeoffset": Type(bytes([0x2B, _SCALE]), b"\0", _datetimeoffset),
}
