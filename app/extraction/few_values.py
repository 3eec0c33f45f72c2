"""Which columns have so few values that all of them can be listed, with their rows, by the server."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.model.measurements import ColumnProfile
from app.model.schema import Column, DataType, Table

MOST_VALUES: Final = 5_000
"""Of all listed columns together. PostgreSQL 15 groups up to here in the time of COPY to nowhere."""

MOST_COLUMNS: Final = 31
"""PostgreSQL's GROUPING takes no more arguments, as its answer is 32 bits; other servers read the table once for each."""

_COMPARABLE: Final = frozenset(DataType) - {DataType.JSON, DataType.ARRAY, DataType.BINARY, DataType.OTHER}
"""Types with an equality on every server."""


def few_valued(table: Table, estimates: Iterable[ColumnProfile]) -> tuple[Column, ...]:
    """The columns to list, in the order of the table: those with the fewest values, together half of ``MOST_VALUES``.

    Half, because estimates may be wrong. Of several about one column the last counts, at the upper end of its
    interval; a column they are silent about is none of them.
    """
    told = {profile.column: most for profile in estimates if (most := _most_values(profile)) is not None}
    known = [each for each in table.columns if each.name in told and each.data_type in _COMPARABLE]
    chosen = _within(sorted(known, key=lambda each: told[each.name]), told)
    return tuple(column for column in table.columns if column.name in chosen)


def _most_values(profile: ColumnProfile) -> float | None:
    """The number of different values at the upper end of its interval; ``None`` where it is not told."""
    for each in profile.measurements:
        if each.metric == "distinct_count" and isinstance(each.value, int | float):
            return each.value + (each.bound or 0)
    return None


def _within(ranked: Sequence[Column], told: Mapping[str, float]) -> set[str]:
    chosen: set[str] = set()
    values = 0.0
    for column in ranked[:MOST_COLUMNS]:
        values += told[column.name]
        if values > MOST_VALUES / 2:
            break
        chosen.add(column.name)
    return chosen
