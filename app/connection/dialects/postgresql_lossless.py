"""Which PostgreSQL values DuckDB reads as they are, and what the server makes of the others before they travel.

Found by reading odd values of every type (tests/dialects/test_pulling.py): a numeric without precision arrives as a double,
NaN in ``numeric(12,2)`` as 0, a moment after the year 294246 as one before Christ; times with a zone and intervals order and
compare otherwise. Nothing of that may pass for a number of the column.
"""

import re
from typing import Final

from app.connection.wire import PulledColumn
from app.model.schema import DataType

_AS_THEY_ARE: Final = re.compile(
    r"(smallint|integer|bigint|boolean|real|double precision|date|uuid|text|character varying(\(\d+\))?"
    r"|timestamp(\(\d\))? with(out)? time zone|time(\(\d\))? without time zone)"
)
_NUMERIC: Final = re.compile(r"numeric\((\d+),(\d+)\)")
_WIDEST_DECIMAL: Final = 38
_CASTS: Final = {
    DataType.TEXT: "text",  # char(n) without its filling, enums, domains, citext as it is written
    DataType.NETWORK: "text",
    DataType.INTEGER: "bigint",
    DataType.BOOLEAN: "boolean",
    DataType.FLOAT: "float8",
    DataType.DATE: "date",
}
_COUNTED_ONLY: Final = frozenset({DataType.JSON, DataType.ARRAY, DataType.BINARY, DataType.OTHER})


def pulled_sql(column: PulledColumn, quoted: str, *, may_be_long: bool = False) -> str | None:
    """What the server is to select for a column; ``None`` if its values would not arrive as they are.

    ``may_be_long`` cuts texts above 16 KiB, whose size is known without reading them, so that none fills the memory.

    >>> pulled_sql(PulledColumn(name="n", data_type=DataType.DECIMAL, native_type="numeric"), '"n"') is None
    True
    >>> pulled_sql(PulledColumn(name="c", data_type=DataType.TEXT, native_type="character(5)"), '"c"')
    '"c"::text'
    """
    if column.data_type in _COUNTED_ONLY:
        return f"nullif(num_nonnulls({quoted}), 0)"  # IS NOT NULL looks into composite values
    plain = is_numeric(column) or _AS_THEY_ARE.fullmatch(column.native_type)
    cast = _CASTS.get(column.data_type)
    if not plain and cast is None:
        return None
    value = quoted if plain else f"{quoted}::{cast}"
    if may_be_long and column.data_type is DataType.TEXT:
        return f"CASE WHEN octet_length({value}) > {LONG_BYTES} THEN left({value}, {CUT_CHARACTERS}) ELSE {value} END"
    return value


LONG_BYTES: Final = 16_384
CUT_CHARACTERS: Final = 4_096


def is_numeric(column: PulledColumn) -> bool:
    """Whether it is a ``numeric`` that fits DuckDB's DECIMAL, but for NaN."""
    found = _NUMERIC.fullmatch(column.native_type)
    return found is not None and int(found[2]) <= int(found[1]) <= _WIDEST_DECIMAL


def doubt_sql(column: PulledColumn, quoted: str, values: dict[str, float | str | None]) -> str | None:
    """What to ask the server about a column that was pulled, judged by its metrics: a condition no row may meet."""
    if is_numeric(column) and values.get("zero_count"):
        return f"{quoted} = 'NaN'"
    longest = values.get("max_length")
    if isinstance(longest, int | float) and longest >= CUT_CHARACTERS:
        return f"octet_length({quoted}::text) > {LONG_BYTES}"
    return None


_FIRST_DAY: Final = 4714
"""PostgreSQL's calendar begins on 24 November of that year before Christ."""
_BEFORE_CHRIST: Final = re.compile(r"(\d+)-.* BC")


def is_wrapped(values: dict[str, float | str | None]) -> bool:
    """Whether the smallest moment lies before PostgreSQL's calendar, so that a late one came as an early one.

    >>> is_wrapped({"min": "290279-12-14 15:58:10.448383 BC"}), is_wrapped({"min": "0044-03-15 BC"})
    (True, False)
    """
    found = _BEFORE_CHRIST.fullmatch(str(values.get("min")))
    return found is not None and int(found[1]) > _FIRST_DAY
