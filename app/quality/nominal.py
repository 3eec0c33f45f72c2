"""Whole numbers that are labels rather than amounts: keys and years. They are written without separators: 2006, not 2,006."""

from typing import Final

from app.model.measurements import ColumnProfile
from app.model.schema import Column, DataType, Table
from app.schema.id_names import is_called_id, last_word

_YEARS: Final = range(1500, 2201)
"""A column of whole numbers that lies within them is taken for one of years."""

_CODES: Final = frozenset({"code", "zip", "postcode"})


def is_nominal(table: Table, column: Column, profile: ColumnProfile | None) -> bool:
    """Whether the column is part of a key, is called an id or number, or holds nothing but years.

    Names count with their last word: ``film_id``, ``filmId``, ``Order No``. A column without a smallest value holds no years.
    """
    if column.data_type is not DataType.INTEGER:
        return False
    is_named_so = is_called_id(column.name) or last_word(column.name) in _CODES
    return is_named_so or column.name in _keyed(table) or _holds_years(profile)


def _keyed(table: Table) -> set[str]:
    primary = table.primary_key.columns if table.primary_key else ()
    return {*primary, *(name for key in table.foreign_keys for name in key.columns)}


def _holds_years(profile: ColumnProfile | None) -> bool:
    ends = [profile.value(metric) for metric in ("min", "max")] if profile else [None]
    return all(isinstance(end, int | float) and int(end) in _YEARS for end in ends)
