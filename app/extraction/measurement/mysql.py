"""MySQL and MariaDB."""

from typing import Final

from sqlalchemy.dialects import mysql

from app.extraction.measurement.engine import (
    DAYS,
    GREATEST_SUMMED,
    NUMBER_CHARACTERS,
    TEXT_CHARACTERS,
    TEXTS,
    Engine,
)
from app.model.schema import Column, DataType


def _bound_of_text(function: str) -> str:
    """Compared as bytes: utf8mb4_bin takes the end of a text for spaces, so a tabulator would come before nothing."""
    return f"CONVERT({function}(CAST(substr({{v}}, 1, {TEXT_CHARACTERS}) AS BINARY)) USING utf8mb4)"


def _summed(column: Column) -> str:
    """``+ 0e0`` makes a double: AVG of integers has but four digits after the point."""
    if column.data_type is DataType.FLOAT:
        return f"CASE WHEN ABS({{c}}) <= {GREATEST_SUMMED} THEN {{c}} END"
    return "{c} + 0e0"


def _text(_: Column, of: str) -> str:
    return f"(CAST({of} AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin)"


ENGINE: Final = Engine(
    dialect=mysql.dialect(paramstyle="pyformat"),
    widest=4096,  # MAX_FIELDS
    # MySQL 8.0.15 answers every COUNT of a statement of nothing but COUNTs, one of them count(*), with the rows.
    rows="sum(1)",
    value=lambda column: _text(column, "{c}") if column.data_type is DataType.TEXT else "{c}",
    length="CHAR_LENGTH({v})",
    summed=_summed,
    text=_text,
    aggregates={
        "filled": "count({c})",
        "distinct": "count(DISTINCT {v})",
        "distinct of text": "count(DISTINCT CAST({v} AS BINARY))",  # "=" would ignore spaces at the end
        "min": f"substr({{min}}, 1, {NUMBER_CHARACTERS})",
        "max": f"substr({{max}}, 1, {NUMBER_CHARACTERS})",
        "min of text": _bound_of_text("min"),
        "max of text": _bound_of_text("max"),
        "empty": "count(CASE WHEN {n} = 0 THEN 1 END)",
        "empty of binary": "count(CASE WHEN OCTET_LENGTH({c}) = 0 THEN 1 END)",
        "blank": "count(CASE WHEN trim({v}) = '' THEN 1 END)",
        "placeholder": f"count(CASE WHEN lower(trim({{v}})) IN {TEXTS} OR substr(trim({{v}}), 1, 10) IN {DAYS} THEN 1 END)",
        "placeholder of date": f"count(CASE WHEN substr({{as_text}}, 1, 10) IN {DAYS} THEN 1 END)",
        "placeholder of timestamp": f"count(CASE WHEN substr({{as_text}}, 1, 10) IN {DAYS} THEN 1 END)",
        "min_length": "min({n})",
        "max_length": "max({n})",
        "sum_length": "sum({n})",
        "summed of float": "count({f})",
        "mean": "avg({f})",
        "deviation": "stddev_samp({f})",
        "zero": "count(CASE WHEN {v} = 0 THEN 1 END)",
        "negative": "count(CASE WHEN {v} < 0 THEN 1 END)",
        "future of date": "count(CASE WHEN {v} > UTC_DATE() THEN 1 END)",
        "future of timestamp": "count(CASE WHEN {v} > UTC_TIMESTAMP() THEN 1 END)",
        "midnight": "count(CASE WHEN TIME_TO_SEC({v}) = 0 AND MICROSECOND({v}) = 0 THEN 1 END)",
        "key of text": "CAST({v} AS BINARY)",
        "shown": "{as_text}",
        "shown of text": f"substr(CONVERT({{v}} USING utf8mb4), 1, {TEXT_CHARACTERS})",
        "true": "count(CASE WHEN {v} <> 0 THEN 1 END)",
    },
)
