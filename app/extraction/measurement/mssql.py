"""SQL Server."""

from typing import Final

from sqlalchemy.dialects import mssql

from app.connection.dialects.mssql_catalog.names import table_hint
from app.connection.dialects.mssql_catalog.native_types import text_style
from app.extraction.measurement.engine import (
    DAYS,
    GREATEST_SUMMED,
    NUMBER_CHARACTERS,
    TEXT_CHARACTERS,
    TEXTS,
    Engine,
)
from app.model.schema import Column, DataType

_SHORT: Final = 4000
_BYTES = "COLLATE Latin1_General_100_BIN2"


def _text(column: Column, of: str) -> str:
    """As text that compares byte by byte.

    A text that cannot be longer than a row stays short, as the server sorts ``max`` types slowly.
    """
    unbounded = column.data_type is DataType.TEXT and not 0 < (column.length or 0) <= _SHORT
    style = text_style(column)
    how = "" if style is None else f", {style}"
    return f"convert(nvarchar({'max' if unbounded else _SHORT}), {of}{how}) {_BYTES}"


def _summed(column: Column) -> str:
    """Integers are summed in their own type and overflow, so all are made floating-point numbers."""
    number = "convert(float, {c})"
    if column.data_type is DataType.FLOAT:
        return f"CASE WHEN abs({{c}}) <= {GREATEST_SUMMED} THEN {number} END"
    return number


def _count(condition: str) -> str:
    return f"count_big(CASE WHEN {condition} THEN 1 END)"  # count overflows beyond 2**31 rows


_CUT = f"substring({{v}}, 1, {TEXT_CHARACTERS})"

ENGINE: Final = Engine(
    dialect=mssql.dialect(paramstyle="qmark"),
    widest=4096,  # columns per SELECT statement
    value=lambda column: _text(column, "{c}") if column.data_type is DataType.TEXT else "{c}",
    # LEN leaves out spaces at the end, and counts code points under a collation with supplementary characters only.
    length="len(replace({v} COLLATE Latin1_General_100_CI_AS_SC, ' ', '.'))",
    summed=_summed,
    text=_text,
    rows="count_big(*)",
    hint=table_hint,
    first=lambda selected, rows: f"SELECT TOP ({rows}) {selected}",
    aggregates={
        "filled": _count("{c} IS NOT NULL"),  # count refuses text, ntext and image
        "distinct": "count_big(DISTINCT {v})",
        "distinct of text": "count_big(DISTINCT CAST({v} AS varbinary(max)))",  # "=" would ignore spaces at the end
        "min": f"substring({{min}}, 1, {NUMBER_CHARACTERS})",
        "max": f"substring({{max}}, 1, {NUMBER_CHARACTERS})",
        "min of text": f"min({_CUT})",
        "max of text": f"max({_CUT})",
        "empty": _count("datalength({v}) = 0"),
        "empty of binary": _count("datalength({c}) = 0"),
        "blank": _count("trim({v}) = ''"),
        "placeholder": _count(f"lower(trim({{v}})) IN {TEXTS} OR substring(trim({{v}}), 1, 10) IN {DAYS}"),
        "placeholder of date": _count(f"substring({{as_text}}, 1, 10) IN {DAYS}"),
        "placeholder of timestamp": _count(f"substring({{as_text}}, 1, 10) IN {DAYS}"),
        "min_length": "min({n})",
        "max_length": "max({n})",
        "sum_length": "sum(convert(bigint, {n}))",
        "summed of float": "count_big({f})",
        "mean": "avg({f})",
        "deviation": "stdev({f})",
        "zero": _count("{c} = 0"),
        "negative": _count("{c} < 0"),
        "future of date": _count("{c} > convert(date, sysutcdatetime())"),
        "future of timestamp": _count("{c} > sysutcdatetime()"),
        "midnight": _count("convert(time, {c}) = '00:00:00'"),
        "shown": "{as_text}",
        "key of text": "CAST({v} AS varbinary(max))",
        "shown of text": f"substring(CAST({{v}} AS nvarchar(max)), 1, {TEXT_CHARACTERS})",
        "true": _count("{c} = 1"),
    },
)
