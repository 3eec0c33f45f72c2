"""SQLite, which lets any value into any column: numbers are measured over the cells that are numbers.

Moments are what its own date functions understand as text; one kept as a number could be a Julian day or seconds
since 1970 and is counted as neither.
"""

from typing import Final

from sqlalchemy.dialects import sqlite

from app.extraction.measurement.engine import DAYS, GREATEST_SUMMED, TEXT_CHARACTERS, TEXTS, Engine
from app.model.schema import Column, DataType

_MOMENTS = frozenset({DataType.DATE, DataType.TIME, DataType.TIMESTAMP})
_HOLDS_TEXT = frozenset({DataType.TEXT, *_MOMENTS})
_NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})

_NUMBER = "CASE WHEN {c} BETWEEN -9e999 AND 9e999 THEN {c} END"
"""Every text and blob is greater than every number, infinity (9e999) included.
https://www.sqlite.org/datatype3.html#sort_order"""

_SUMMED = f"{{c}} BETWEEN -{GREATEST_SUMMED} AND {GREATEST_SUMMED}"
_SHIFT = f"(SELECT avg(c) FROM (SELECT {{c}} AS c FROM {{t}} AS t WHERE {_SUMMED} LIMIT 1000))"  # noqa: S608 - constants
"""The mean of the first thousand numbers.

SQLite has no standard deviation, and the sum of squares alone loses every digit where the mean is large. Squares of
distances from a shift lose little: with m rows around the shift and n in all, the variance is at least m/n times the
squared distance of shift and mean (law of total variance), so at most log10(n/m) digits of 16 are lost. After Chan,
Golub and LeVeque, "Algorithms for computing the sample variance", The American Statistician 37 (1983).
"""
_WHOLE_SHIFT = f"CAST({_SHIFT} AS INTEGER)"  # a difference of integers is exact
_CUT = f"CASE WHEN length({{c}}) > {TEXT_CHARACTERS} THEN substr({{v}}, 1, {TEXT_CHARACTERS}) ELSE {{v}} END"
"""``substr`` would end at a NUL character, and so does ``length``."""


def _value(column: Column) -> str:
    if column.data_type in _HOLDS_TEXT:
        return "CAST({c} AS TEXT) COLLATE BINARY"
    return _NUMBER if column.data_type in _NUMBERS else "{c}"


def _summed(_: Column) -> str:
    return f"CASE WHEN {_SUMMED} THEN {{c}} END"


def _away(shift: str) -> str:
    return f"(({{f}}) - {shift})"


def _squares(shift: str) -> str:
    return f"sum({_away(shift)} * 1.0 * {_away(shift)})"


def _as_text(condition: str) -> str:
    return f"count(CASE WHEN typeof({{c}}) = 'text' AND {condition} THEN 1 END)"


ENGINE: Final = Engine(
    dialect=sqlite.dialect(paramstyle="named"),
    widest=2000,  # SQLITE_MAX_COLUMN
    value=_value,
    length="length({v})",
    summed=_summed,
    text=lambda _, of: f"CAST({of} AS TEXT)",
    texts=_HOLDS_TEXT,
    aggregates={
        "filled": "count({c})",
        "distinct": "count(DISTINCT {v})",
        **{
            f"distinct of {kind.value}": "count(DISTINCT {c})" for kind in _NUMBERS
        },  # a cell of a wrong type is one too
        "min": f"min({_CUT})",
        "max": f"max({_CUT})",
        **{f"{name} of {kind.value}": f"{name}({{v}})" for name in ("min", "max") for kind in _NUMBERS},
        "empty": "count(CASE WHEN {v} = '' THEN 1 END)",
        "empty of binary": "count(CASE WHEN length({c}) = 0 THEN 1 END)",
        "blank": "count(CASE WHEN trim({v}) = '' THEN 1 END)",
        "placeholder": f"count(CASE WHEN lower(trim({{v}})) IN {TEXTS} OR substr(trim({{v}}), 1, 10) IN {DAYS} THEN 1 END)",
        "min_length": "min({n})",
        "max_length": "max({n})",
        "sum_length": "sum({n})",
        "nul": "count(CASE WHEN instr(CAST({c} AS BLOB), x'00') > 0 THEN 1 END)",
        "summed": "count({f})",
        "mean": "avg({f})",
        "squares": _squares(_SHIFT),
        "offsets": f"total({_away(_SHIFT)})",
        "squares of integer": _squares(_WHOLE_SHIFT),
        "offsets of integer": f"total({_away(_WHOLE_SHIFT)})",
        "zero": "count(CASE WHEN {v} = 0 THEN 1 END)",
        "negative": "count(CASE WHEN {v} < 0 THEN 1 END)",
        "infinite of float": "count(CASE WHEN {c} IN (9e999, -9e999) THEN 1 END)",
        "infinite of decimal": "count(CASE WHEN {c} IN (9e999, -9e999) THEN 1 END)",
        "future of date": _as_text("date({c}) > date('now')"),
        "future of timestamp": _as_text("datetime({c}) > datetime('now')"),
        "midnight": _as_text("time({c}) = '00:00:00'"),
        **{f"key of {kind.value}": "{c}" for kind in _NUMBERS},  # whatever its type, a value is one
        "shown": f"substr(CAST({{v}} AS TEXT), 1, {TEXT_CHARACTERS})",
        "true": "count(CASE WHEN {c} = 1 THEN 1 END)",
        "wrong_type of integer": "count(CASE WHEN typeof({c}) NOT IN ('integer', 'null') THEN 1 END)",
        "wrong_type of decimal": "count(CASE WHEN typeof({c}) NOT IN ('integer', 'real', 'null') THEN 1 END)",
        "wrong_type of float": "count(CASE WHEN typeof({c}) NOT IN ('integer', 'real', 'null') THEN 1 END)",
        "wrong_type of boolean": "count(CASE WHEN {c} NOT IN (0, 1) THEN 1 END)",
        "wrong_type of text": "count(CASE WHEN typeof({c}) = 'blob' THEN 1 END)",
    },
)
