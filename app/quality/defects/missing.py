"""Unexpected holes: NULL or blank cells in a column that is otherwise filled.

A column that is meant to be optional is empty often, or empty for a reason that another column tells (no end while the
status is "open"; Rubin's "missing at random", Biometrika 63, 1976). A hole is unexpected where few cells are empty and
nothing in the row says why.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting
from app.quality.defects.spans import spans_since
from app.quality.defects.telling import EXPLAINED_SHARE, is_told_by_another

_MOST_SHARE = 0.35
_BY_SHARE = ((0.1, 0.85), (0.125, 0.72), (_MOST_SHARE, 0.45))
"""The more cells are empty, the likelier the column is meant to be optional."""
_OPTIONAL = frozenset(
    {"note", "notes", "comment", "comments", "remark", "remarks", "description", "middle", "suffix", "prefix", "title", "fax",
     "parent", "manager", "supervisor", "reports", "ended", "end", "closed", "deleted", "cancelled", "canceled", "returned",
     "return", "resolved", "completed", "finished", "shipped", "delivered", "paid", "terminated", "termination", "discharge",
     "expires", "expiry", "until", "reason", "error", "optional", "alias", "nickname", "nick", "secondary", "alternate",
     "alt", "2", "3", "line2", "address2", "website", "url", "composer", "company", "region", "state", "referrer", "referred",
     "previous", "prev", "next", "last", "death", "coupon", "promo", "discount", "extension", "ext", "assigned", "assignee"}
)  # fmt: skip
_FEWEST_THINGS = 4
_ROWS_ABOVE = 0.1
"""Of the different values, among the keys of the rows that happened to be sampled."""
_FEWEST_ROWS = 8
_FEWEST_AT_AN_END, _TIMES_AT_AN_END = 4, 2.5
_FEWEST_WAITING = 3


def missing(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns with unexpected holes; columns that are all or mostly empty are no defect of this kind."""
    if look.rows < _FEWEST_ROWS:
        return
    for column in look:
        share = len(column.holes) / look.rows
        if 0 < share <= _MOST_SHARE:
            yield _sighting(look, column, share)


def _sighting(look: TableLook, column: ColumnLook, share: float) -> Sighting:
    confidence = next(sure for most, sure in _BY_SHARE if share <= most)
    reasons = ["few cells of an otherwise filled column are empty"]
    for weight, reason in _excuses(look, column):
        confidence -= weight
        reasons.append(reason)
    if column.column.nullable is False:
        confidence = max(confidence, 0.8)
        reasons.append("the column is declared NOT NULL, so blank stands for missing")
    return Sighting(
        kind=DefectKind.MISSING,
        columns=(column.name,),
        rows=column.holes,
        confidence=max(confidence, 0.05),
        reasons=tuple(reasons),
    )


def _excuses(look: TableLook, column: ColumnLook) -> Iterator[tuple[float, str]]:
    """Why the holes may be meant, and what that takes from the confidence."""
    if not _OPTIONAL.isdisjoint(column.words):
        yield 0.25, "the name is that of something optional"
    elif _is_an_end(look, column) or _waits_for_an_end(look, column):
        yield 0.4, "it ends what another date begins, and what goes on has no end yet"
    if column.refers:
        yield 0.1, "it refers to another row, which may not exist"
    if _names_rows_above(look, column):
        yield 0.4, "it refers to another row of the same table, and the first has none above it"
    if is_told_by_another(look, column, column.holes):
        yield 0.4, "another column tells which rows are empty"
    elif _are_at_one_end(look, column):
        yield 0.3, "the empty cells stand together in the rows"
    elif any(_ends_at(other, column.holes) for other in look if other is not column):
        yield 0.4, "the empty cells belong to the least or the largest values of another column"
    elif _is_of_whole_things(look, column):
        yield 0.4, "whatever has no value in one row has none in its others"


def _is_an_end(look: TableLook, column: ColumnLook) -> bool:
    """Whether it ends what another moment of the row begins, which is there more often."""
    begun = [other for other in look if len(other.holes) < len(column.holes)]
    return next(spans_since(column, begun), None) is not None


def _waits_for_an_end(look: TableLook, column: ColumnLook) -> bool:
    """Whether the holes are those of such an end: how it came out is known when it is over."""
    return any(
        len(column.holes & other.holes) >= EXPLAINED_SHARE * len(column.holes | other.holes)
        and _is_an_end(look, other)
        for other in look
        if other is not column and other.days is not None and len(other.holes) >= _FEWEST_WAITING
    )


def _names_rows_above(look: TableLook, column: ColumnLook) -> bool:
    """Whether its values are keys of the same table; small whole numbers are by chance, so those must be called keys."""
    values = set(column.texts)
    return len(values) > 2 and any(
        len(values & set(other.texts)) >= _ROWS_ABOVE * len(values)
        for other in look
        if other is not column
        and other.is_key
        and (other.numbers is None or column.is_named_as_key)
        and other.column.data_type is column.column.data_type
    )


def _is_of_whole_things(look: TableLook, column: ColumnLook) -> bool:
    """Whether another column names things of several rows each, and those rows are nearly always all of a thing's.

    What a thing never has (the serial number of a telephone, the grade of a place) its rows all lack; slips hit one row,
    or all of a day.
    """
    holes = look.mask(column.holes)
    return any(
        _settles(other, holes)
        for other in look
        if other is not column and not other.is_key and other.days is None
    )


def _settles(other: ColumnLook, holes: RowMask) -> bool:
    all_rows = np.bincount(other.codes + 1, minlength=len(other.values) + 1)
    empty = np.bincount(other.codes[holes] + 1, minlength=len(other.values) + 1)
    all_rows[0] = 0  # without a thing there is nothing that settles
    several = (all_rows > 1) & (empty > 0)
    whole = several & (empty == all_rows)
    return bool(
        whole.sum() >= _FEWEST_THINGS and empty[whole].sum() >= EXPLAINED_SHARE * empty[several].sum()
    )


def _are_at_one_end(look: TableLook, column: ColumnLook) -> bool:
    """Whether the holes stand together: the newest rows, or those from before the column was there."""
    places = sorted(column.holes)
    return len(places) >= 4 and places[-1] - places[0] < 1.5 * len(places) and len(places) < look.rows * 0.5


def _ends_at(other: ColumnLook, holes: frozenset[int]) -> bool:
    """Whether the rows are those where another column is least or largest: books of before there were numbers for them."""
    line = other.days if other.days is not None else other.numbers
    if line is None or len(holes) < _FEWEST_AT_AN_END:
        return False
    inside = line[sorted(holes)]
    if not np.all(np.isfinite(inside)):
        return False
    least, most = int((line <= inside.max()).sum()), int((line >= inside.min()).sum())
    return min(least, most) < _TIMES_AT_AN_END * len(holes)


def without_holes(rows: Iterable[int], column: ColumnLook) -> list[int]:
    """Those rows whose cell of the column is filled."""
    return [row for row in rows if row not in column.holes]
