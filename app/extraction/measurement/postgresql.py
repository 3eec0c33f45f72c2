"""PostgreSQL: what is measured, and how cheaply.

Measured on PostgreSQL 15 with a million rows of 20 mixed columns, beside COPY to nowhere: an aggregate over a number
costs 10 to 35 ns per cell, a function over a text 30 to 100 ns, a comparison in the collation "C" 15 ns. So what is
only rarely true is asked for behind a comparison that is cheap. A subquery that computes an expression once for three
aggregates costs as much as it saves.
"""

from typing import Final

from sqlalchemy.dialects import postgresql

from app.extraction.measurement.engine import (
    DAYS,
    GREATEST_SUMMED,
    NUMBER_CHARACTERS,
    TEXT_CHARACTERS,
    TEXTS,
    Engine,
)
from app.model.schema import Column, DataType

_INTEGERS = frozenset({"smallint", "integer", "bigint"})
_FINITE = "scale({v}) IS NOT NULL"
"""Of a numeric: neither NaN nor infinity has a scale. Versions before 14 cannot even read the word for infinity."""


def _value(column: Column) -> str:
    """Money and oid have no mean; a text compares byte by byte, so every server orders values alike."""
    match column.data_type:
        case DataType.TEXT:
            return 'CAST({c} AS text) COLLATE "C"'
        case DataType.DECIMAL:
            return "CAST({c} AS numeric)"
        case DataType.INTEGER if column.native_type not in _INTEGERS:
            return "CAST({c} AS bigint)"
        case _:
            return "{c}"


def _summed(column: Column) -> str:
    """A sum that overflows is an error in PostgreSQL and would cost the whole statement."""
    if column.data_type is DataType.FLOAT:
        return f"CASE WHEN {{v}} BETWEEN -{GREATEST_SUMMED} AND {GREATEST_SUMMED} THEN {{v}} END"
    if column.data_type is DataType.DECIMAL:  # infinity fits no numeric with a precision, but NaN does
        finite = _FINITE if column.precision is None else "{v} <> 'NaN'"
        return f"CASE WHEN {finite} THEN {{v}} END"
    return "{v}"


_TRIMMED = "btrim({v})"
_NOT_LONG = f"CASE WHEN octet_length({{v}}) > {4 * TEXT_CHARACTERS} THEN substr({{v}}, 1, {TEXT_CHARACTERS}) ELSE {{v}} END"
"""Long texts are cut before they are compared, so none is held whole; cutting keeps the order, so the end is the same."""

ENGINE: Final = Engine(
    dialect=postgresql.dialect(),
    widest=1664,  # MaxTupleAttributeNumber
    value=_value,
    length="length({v})",
    summed=_summed,
    text=lambda _, of: f"CAST({of} AS text)",
    in_doubles=False,
    only="ONLY ",
    has_grouping_sets=True,
    aggregates={
        "filled": "count({v})",
        "distinct": "count(DISTINCT {v})",
        "min": f"substr({{min}}, 1, {NUMBER_CHARACTERS})",
        "max": f"substr({{max}}, 1, {NUMBER_CHARACTERS})",
        "min of text": f"substr(min({_NOT_LONG}), 1, {TEXT_CHARACTERS})",
        "max of text": f"substr(max({_NOT_LONG}), 1, {TEXT_CHARACTERS})",
        "empty": "count(CASE WHEN {n} = 0 THEN 1 END)",
        "empty of binary": "count(CASE WHEN octet_length({v}) = 0 THEN 1 END)",
        "blank": f"count(CASE WHEN {{v}} < '!' AND {_TRIMMED} = '' THEN 1 END)",
        "placeholder": f"count(CASE WHEN lower({_TRIMMED}) IN {TEXTS} OR substr({_TRIMMED}, 1, 10) IN {DAYS} THEN 1 END)",
        "placeholder of date": "count(CASE WHEN {v} IN ('1899-12-30', '1900-01-01') THEN 1 END)",
        "placeholder of timestamp": "count(CASE WHEN {v} < '1900-01-02' AND ({v} >= '1900-01-01'"
        " OR ({v} >= '1899-12-30' AND {v} < '1899-12-31')) THEN 1 END)",
        "min_length": "min({n})",
        "max_length": "max({n})",
        "sum_length": "sum({n})",
        "summed of float": "count({f})",
        "mean": f"substr(CAST(avg({{f}}) AS text), 1, {NUMBER_CHARACTERS})",
        "deviation": f"substr(CAST(stddev_samp({{f}}) AS text), 1, {NUMBER_CHARACTERS})",
        "zero": "count(CASE WHEN {v} = 0 THEN 1 END)",
        "negative": "count(CASE WHEN {v} < 0 THEN 1 END)",
        "nan of float": "count(CASE WHEN {v} = 'NaN' THEN 1 END)",
        "nan of decimal": "count(CASE WHEN {v} = 'NaN' THEN 1 END)",
        "infinite of float": "count(CASE WHEN {v} IN ('Infinity', '-Infinity') THEN 1 END)",
        "infinite of decimal": "count(CASE WHEN scale({v}) IS NULL AND {v} <> 'NaN' THEN 1 END)",
        "infinite of date": "count(CASE WHEN NOT isfinite({v}) THEN 1 END)",
        "infinite of timestamp": "count(CASE WHEN NOT isfinite({v}) THEN 1 END)",
        "future of date": "count(CASE WHEN {v} > CURRENT_DATE AND isfinite({v}) THEN 1 END)",
        "future of timestamp": "count(CASE WHEN {v} > CURRENT_TIMESTAMP AND isfinite({v}) THEN 1 END)",
        "midnight": "count(CASE WHEN isfinite({v}) AND CAST({v} AS time) = '00:00' THEN 1 END)",
        "shown": "{as_text}",
        "true": "count(CASE WHEN {v} THEN 1 END)",
    },
)
