r"""Frozen dataclasses to JSON bytes and back.

Names out of a hostile database may hold lone surrogates, which are no UTF-8. They are kept, escaped as JSON
allows it (RFC 8259 §8.2), on a slower path that only such records take.

>>> decoded(encoded("\ud800"), str) == "\ud800"
True
"""

import json
from typing import TypeVar

import msgspec

T = TypeVar("T")


def encoded(value: object) -> bytes:
    """Canonical JSON: equal values give equal bytes (fields in order of their definition)."""
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value, str_keys=True), ensure_ascii=True).encode("ascii")


def decoded(data: bytes, kind: type[T]) -> T:
    """The value of that type; ``ValueError`` if the bytes are not one."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(data), kind, str_keys=True, strict=False)
