"""What a type as the server writes it says about the values that fit in: kind, bits, characters, digits.

Names are those of PostgreSQL, MySQL and MariaDB, SQLite and SQL Server; one that is not known has no size.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.model.schema import Column, DataType

_INTEGER_BITS = {
    **dict.fromkeys(("tinyint", "int1"), 8),
    **dict.fromkeys(("smallint", "int2", "smallserial", "serial2", "year"), 16),
    **dict.fromkeys(("mediumint", "int3", "middleint"), 24),
    **dict.fromkeys(("int", "integer", "int4", "serial", "serial4", "oid"), 32),
    **dict.fromkeys(("bigint", "int8", "bigserial", "serial8"), 64),
}
_FLOAT_BITS = {
    **dict.fromkeys(("real", "float4", "float"), 32),
    **dict.fromkeys(("double precision", "float8", "double"), 64),
}
_WRITTEN = re.compile(r"\s*([^(]*?)\s*(?:\(([^)]*)\))?\s*([^()]*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeType:
    """A type taken apart.

    Attributes:
        base: its name in small letters without arguments, e.g. ``character varying``.
        arguments: the numbers in brackets, e.g. ``(10, 2)``; empty where there are none.
        unsigned: MySQL's ``unsigned``.
        bits: of an integer or a float; ``None`` for every other type.
    """

    base: str
    arguments: tuple[int, ...] = ()
    unsigned: bool = False
    bits: int | None = None


@lru_cache(maxsize=4096)
def parsed(native: str) -> NativeType:
    """The type, taken apart.

    >>> parsed("NUMERIC(10,2)")
    NativeType(base='numeric', arguments=(10, 2), unsigned=False, bits=None)
    >>> parsed("int(11) unsigned").bits, parsed("timestamp(3) with time zone").base
    (32, 'timestamp with time zone')
    """
    found = _WRITTEN.fullmatch(native.lower())
    name, inside, rest = found.groups() if found else (native.lower(), None, "")
    words = [word for word in f"{name} {rest}".split() if word not in {"unsigned", "zerofill", "identity"}]
    base = " ".join(words)
    numbers = tuple(int(part) for part in (inside or "").split(",") if part.strip().isdecimal())
    return NativeType(
        base=base,
        arguments=numbers,
        unsigned="unsigned" in native.lower().split(),
        bits=_INTEGER_BITS.get(base) or _FLOAT_BITS.get(base),
    )


def characters(column: Column) -> int | None:
    """Characters a text column takes; ``None`` without a limit or where it is unknown."""
    if column.data_type is not DataType.TEXT:
        return None
    arguments = parsed(column.native_type).arguments
    return column.length if column.length is not None else (arguments[0] if arguments else None)


def digits(column: Column) -> tuple[int, int] | None:
    """Digits of a decimal column before and after the point; ``None`` without a limit or where it is unknown.

    >>> digits(Column(name="a", position=1, native_type="numeric(10,2)", data_type=DataType.DECIMAL))
    (8, 2)
    """
    if column.data_type is not DataType.DECIMAL:
        return None
    arguments = parsed(column.native_type).arguments
    precision = column.precision if column.precision is not None else next(iter(arguments), None)
    scale = column.scale if column.scale is not None else (arguments[1] if len(arguments) > 1 else 0)
    return None if precision is None else (precision - scale, scale)


def largest_integer(native: str) -> int | None:
    """The largest number of an integer type; ``None`` for every other type.

    >>> largest_integer("smallint"), largest_integer("int unsigned"), largest_integer("text")
    (32767, 4294967295, None)
    """
    kind = parsed(native)
    if kind.bits is None or kind.base not in _INTEGER_BITS:
        return None
    return 2**kind.bits - 1 if kind.unsigned else 2 ** (kind.bits - 1) - 1
