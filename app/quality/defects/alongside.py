"""Two units in one column, told by another: an article weighs the same in every order, what is paid follows the damage.

A column of many things is too wide for two humps of its own. Against what another column calls for its logarithms lie
close together (a group and its median, a sum and its share), and those in another unit lie together a factor away. What lasted is told by its start and end.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.units import factors_of, spread_of

_FEWEST, _FEWEST_ROWS, _FEWEST_OF_A_GROUP = 4, 30, 4
_MOST_NUMBERS, _MOST_GROUPINGS, _MOST_MOMENTS = 9, 8, 4
_CLOSE, _CLOSER = 0.35, 0.5
"""Spread of the logarithms against what is called for, by itself and in times of the column's own."""
_APART = 6.0
_TOLERANCE, _SPREADS = 0.05, 2.5
_LARGE = 10.0
"""Factor from which a group is another unit without fitting closely: twice as many is no pound for a kilogram."""
_NEARLY_ALL, _MOST_SHARE = 0.8, 0.25


def unit_alongside(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with values in two units that only show against another column."""
    numeric = [column for column in look if _measures(column)][:_MOST_NUMBERS]
    logs = {column.name: _logs(column, known) for column in numeric}
    lasted = [*_durations(look)]
    groupings = sorted((c for c in look if _groups(c, look.rows)), key=lambda c: -len(c.values))[
        :_MOST_GROUPINGS
    ]
    for column in numeric:
        if known.has(DefectKind.UNIT_MIX, column.name):
            continue
        own = logs[column.name]
        others = [*lasted, *(logs[other.name] for other in numeric if other is not column)]
        found = next(_told(column, own, groupings, others), None)
        if found is not None:
            rows, factor = np.flatnonzero(found[0]).tolist(), found[1]
            yield Sighting(
                kind=DefectKind.UNIT_MIX, columns=(column.name,), rows=frozenset(rows), confidence=0.75,
                reasons=(f"against another column a group of numbers is away from the others by {factor}",), examples=examples_of(look, column.name, rows),
            )  # fmt: skip


def _measures(column: ColumnLook) -> bool:
    return (
        column.numbers is not None
        and not (column.is_named_as_key or column.is_key or column.refers)
        and len(column.values) > _FEWEST
    )


def _groups(column: ColumnLook, rows: int) -> bool:
    return not column.is_key and _FEWEST <= len(column.values) <= rows / _FEWEST_OF_A_GROUP


def _logs(column: ColumnLook, known: Known) -> Floats:
    numbers = np.array(column.numbers, np.float64)
    numbers[list(known.rows(column.name))] = np.nan
    numbers[~(numbers > 0)] = np.nan
    return np.log(numbers)


def _durations(look: TableLook) -> Iterator[Floats]:
    """Between two moments of the row, in days; a column of durations follows them in its own unit."""
    moments = [column.days for column in look if column.days is not None][:_MOST_MOMENTS]
    for first, second in combinations(moments, 2):
        apart = np.abs(second - first)
        apart[~(apart > 0)] = np.nan
        if np.isfinite(apart).sum() >= _FEWEST_ROWS:
            yield np.log(apart)


def _told(
    column: ColumnLook, own: Floats, groupings: Sequence[ColumnLook], others: Sequence[Floats]
) -> Iterator[tuple[RowMask, str]]:
    for grouping in groupings:
        if grouping is not column and (found := _away(column, own, own - _middles(own, grouping))):
            yield found
    for other in others:
        found = _away(column, own, own - other)
        if found and _moved(own, found[0]) > _moved(other, found[0]):
            yield found


def _middles(own: Floats, grouping: ColumnLook) -> Floats:
    """Per row the median of its group; NaN for groups of few."""
    codes = np.where(np.isfinite(own), grouping.codes, -1)
    order = np.lexsort((own, codes))
    counts = np.bincount(codes + 1, minlength=len(grouping.values) + 1)
    ends = np.cumsum(counts)
    middles = own[order[np.minimum(ends - counts + counts // 2, len(own) - 1)]]
    middles[counts < _FEWEST_OF_A_GROUP] = np.nan
    middles[0] = np.nan
    return middles[codes + 1]


def _away(column: ColumnLook, own: Floats, against: Floats) -> tuple[RowMask, str] | None:
    """Rows that lie together a factor away from all others, and the factor."""
    usable = np.isfinite(against)
    count = int(usable.sum())
    if count < _FEWEST_ROWS:
        return None
    spread = spread_of(against[usable])
    if spread > _CLOSE or spread >= _CLOSER * spread_of(own[usable]):
        return None
    distance = against - np.median(against[usable])
    for factor, name in factors_of(column).items():
        if log(factor) < _APART * spread:
            continue
        allowed = max(_TOLERANCE, _SPREADS * spread) if factor >= _LARGE else _TOLERANCE
        for place in (log(factor), -log(factor)):
            near = usable & (np.abs(distance - place) <= allowed)
            away = usable & (np.abs(distance) > log(factor) / 2)
            if _FEWEST <= near.sum() <= _MOST_SHARE * count and near.sum() >= _NEARLY_ALL * away.sum():
                return near, name
    return None


def _moved(logs: Floats, wrong: RowMask) -> float:
    """How far the middle of the wrong rows lies from that of the others."""
    return abs(float(np.nanmedian(logs[wrong]) - np.nanmedian(logs[~wrong])))
