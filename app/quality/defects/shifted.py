"""Dates moved by whole days, months or years: away from their column, from their siblings in the row, or from their neighbours in time."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.tails import far

_MOST_SHARE = 0.2
_MOST_SIBLINGS = 8
_FEWEST, _FEWEST_IN_LINE = 15, 20
_LEAST_DAYS = 0.9
_ORDERED = 0.8
_HALF_WINDOW = 22
_FEWEST_OF_A_SEASON, _AS_CLOSE = 5, 3.0
"""Rows beside a pause, and how many times as far apart as the rest they may be."""
_MOSTLY = 0.5


def shifted_dates(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with dates that were moved; where two move against each other and nothing tells which, both."""
    dated = [column for column in look if column.days is not None][:_MOST_SIBLINGS]
    usable = {column.name: _usable(column, known) for column in dated}
    alone: dict[str, set[int]] = {}
    for column in dated:
        days = usable[column.name]
        alone[column.name] = _before_or_after_a_pause(days, _alone(days)) | _out_of_line(look, days)
    against = _between(usable, alone)
    for column in dated:
        if rows := alone[column.name] | against.get((column.name,), set()):
            yield from _told(look, (column,), rows)
    for pair, rows in against.items():
        if len(pair) > 1:
            yield from _told(look, tuple(look[name] for name in pair), rows)


def _told(look: TableLook, columns: tuple[ColumnLook, ...], rows: set[int]) -> Iterator[Sighting]:
    if len(rows) <= _MOST_SHARE * look.rows:
        yield Sighting(
            kind=DefectKind.SHIFTED_DATES, columns=tuple(c.name for c in columns), rows=frozenset(rows), confidence=0.8 if len(rows) > 1 else 0.65,
            reasons=("dates lie apart from their column, from other dates of the row or from the rows around",),
            examples=examples_of(look, columns[0].name, sorted(rows)),
        )  # fmt: skip


def _usable(column: ColumnLook, known: Known) -> Floats:
    days = np.array(column.days, np.float64)
    days[list(known.rows(column.name))] = np.nan
    return days


def _alone(days: Floats) -> set[int]:
    mask = far(days)
    rows = set(np.flatnonzero(mask).tolist())
    rest = days[~mask & np.isfinite(days)]
    if not rows or not len(rest):
        return set()
    away = np.maximum(days - rest.max(), rest.min() - days)
    return {row for row in rows if away[row] >= _LEAST_DAYS}


def _before_or_after_a_pause(days: Floats, rows: set[int]) -> set[int]:
    """The rows, or none where they go on as the rest does: in order in a table in order, and as close to one another."""
    few, every = days[sorted(rows)], days[np.isfinite(days)]
    steps = np.diff(every)
    is_ordered = len(steps) > 0 and (bool((steps >= 0).all()) or bool((steps <= 0).all()))
    if not is_ordered or len(few) < _FEWEST_OF_A_SEASON:
        return rows
    rest = np.setdiff1d(every, few)
    is_dense = np.ptp(few) / len(few) <= _AS_CLOSE * np.ptp(rest) / (len(every) - len(few))
    return set() if is_dense else rows


def _out_of_line(look: TableLook, days: Floats) -> set[int]:
    """Rows away from the rows around them, where dates rise or fall with the rows or with their numbers."""
    for order in _orders(look):
        placed = order[np.isfinite(days[order])]
        line = days[placed]
        if len(line) < _FEWEST_IN_LINE:
            continue
        steps = np.diff(line)
        rising, falling = float((steps >= 0).mean()), float((steps <= 0).mean())
        if max(rising, falling) < _ORDERED or line.max() - line.min() < 3:
            continue
        half = max(_HALF_WINDOW // 4, min(_HALF_WINDOW, len(line) // 8))
        away = np.abs(line - _running_median(line, half))
        usual = float(np.quantile(away, 0.75))
        span = float(np.quantile(line, 0.95) - np.quantile(line, 0.05)) * half / len(line)
        # A block of moved rows pulls the median of its neighbours along, by no more than half the window.
        ordered = line if rising > falling else -line
        moved = (away > max(15 * usual, _LEAST_DAYS, span)) & _is_out_of_order(ordered)
        if moved.any() and moved.mean() <= _MOST_SHARE and not _came_late(ordered, moved):
            return set(placed[moved].tolist())
    return set()


def _came_late(line: Floats, moved: RowMask) -> bool:
    """Whether they are the last rows and of days that the others have: sent again, or handed in later."""
    late = moved & (line < np.maximum.accumulate(line))
    first = int(np.argmax(late))
    return bool(
        late[first:].sum() >= _FEWEST_OF_A_SEASON
        and late[first:].mean() >= _MOSTLY
        and late.sum() >= _ORDERED * moved.sum()
        and line[late].min() >= line[:first].min()
    )


def _is_out_of_order(line: Floats) -> RowMask:
    """Per row whether a later one is below it or an earlier one above; a break between two seasons is none of it."""
    before = np.maximum.accumulate(np.append(-np.inf, line[:-1]))
    after = np.minimum.accumulate(np.append(line[1:], np.inf)[::-1])[::-1]
    return (line < before) | (line > after)


def _orders(look: TableLook) -> Iterator[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    yield np.arange(look.rows)
    for column in look:
        if column.numbers is not None and column.is_key and column.is_numbered:
            yield np.argsort(column.numbers, kind="stable")
            return


def _running_median(line: Floats, half: int) -> Floats:
    """The median of each row and ``half`` rows on either side; beyond the ends the line is taken to go on."""
    padded = np.pad(line, half, mode="reflect", reflect_type="odd")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    return np.median(windows, axis=1)


def _between(usable: dict[str, Floats], alone: dict[str, set[int]]) -> dict[tuple[str, ...], set[int]]:
    """Rows whose distance between two dates is far from the others', by the column that moved where a third date tells."""
    odd: dict[tuple[str, str], set[int]] = {}
    for left, right in combinations(usable, 2):
        gap = usable[right] - usable[left]
        if np.isfinite(gap).sum() < _FEWEST:
            continue
        mask = far(gap) & (np.abs(gap - np.nanmedian(gap)) >= _LEAST_DAYS)
        rows = set(np.flatnonzero(mask).tolist()) - alone[left] - alone[right]
        if rows:
            odd[left, right] = rows
    found: dict[tuple[str, ...], set[int]] = {}
    for pair, rows in odd.items():
        for row in rows:
            found.setdefault(_moved(row, pair, odd), set()).add(row)
    return found


def _moved(row: int, pair: tuple[str, str], odd: dict[tuple[str, str], set[int]]) -> tuple[str, ...]:
    votes = Counter(name for other, rows in odd.items() if row in rows for name in other)
    (first, most), *rest = votes.most_common()
    return (first,) if most > 1 and (not rest or rest[0][1] < most) else pair
