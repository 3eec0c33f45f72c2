"""Totals that are not their sum or product: which column is wrong, and whether by a unit.

A relation that nearly all rows obey is a rule of the table (approximate denial constraints: Chu, Ilyas and Papotti,
"Discovering denial constraints", PVLDB 6, 2013). In a row that breaks it, the column is wrong whose value is out of its
range while the value that the other two call for is in it. Wrong by one known factor in all of them is a unit.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.units import factor_near

_OBEYED, _FEWEST, _FEWEST_DIFFERENT, _MOST_NUMBERS = 0.85, 15, 5, 9
_TOLERANCE, _CENT = 0.006, 0.0101
_BLAMED = 0.6
_SAME_FACTOR = 0.02


def arithmetic(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Triples of columns of which one is the product, sum or difference of two others in nearly all rows."""
    numeric = [
        c
        for c in look
        if c.numbers is not None
        and not c.is_named_as_key
        and not c.is_key
        and not c.refers
        and len(c.values) > 4
    ][:_MOST_NUMBERS]
    for left, right in combinations(numeric, 2):
        for total in numeric:
            if total is not left and total is not right:
                yield from _of_three(look, known, left, right, total)


def _of_three(
    look: TableLook, known: Known, left: ColumnLook, right: ColumnLook, total: ColumnLook
) -> Iterator[Sighting]:
    a, b, c = (np.array(column.numbers, np.float64) for column in (left, right, total))
    for numbers, column in ((a, left), (b, right), (c, total)):
        numbers[list(known.rows(column.name))] = np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        smaller = np.minimum(np.abs(a), np.abs(b))
        for words, result, called_for, telling in (
            ("product", a * b, (c / b, c / a), np.ones(look.rows, np.bool_)),
            ("sum", a + b, (c - b, c - a), smaller > 2 * _allowed(c)),
        ):
            wrong = _disobeying(result, c, telling)
            if wrong is not None:
                pairs = ((a, called_for[0]), (b, called_for[1]), (c, result))
                yield _told(look, (left, right, total), pairs, wrong, words)


def _disobeying(result: Floats, total: Floats, telling: RowMask) -> RowMask | None:
    """``telling``: rows in which the relation could fail; what adds nothing makes a sum of any two alike numbers."""
    both = np.isfinite(result) & np.isfinite(total)
    wrong = both & (np.abs(result - total) > _allowed(total))
    seen = both & telling
    n = int(seen.sum())
    if n < _FEWEST or not wrong.any() or max(_share(wrong, both), _share(wrong & seen, seen)) > 1 - _OBEYED:
        return None
    return wrong if len(np.unique(total[seen & ~wrong])) >= _FEWEST_DIFFERENT else None


def _allowed(total: Floats) -> Floats:
    return np.maximum(_TOLERANCE * np.abs(total), _CENT)


def _share(few: RowMask, of: RowMask) -> float:
    return float(few.sum()) / float(of.sum())


def _told(
    look: TableLook,
    columns: tuple[ColumnLook, ...],
    pairs: Sequence[tuple[Floats, Floats]],
    wrong: RowMask,
    words: str,
) -> Sighting:
    """``pairs`` are per column its numbers and those that the other two call for."""
    rows = np.flatnonzero(wrong).tolist()
    blame = [_blame(numbers, called_for, wrong) for numbers, called_for in pairs]
    first, second = sorted(blame, reverse=True)[:2]
    reason = f"a column is the {words} of two others in nearly all rows"
    if first < _BLAMED or second > 0.5 * first:
        ordered = sorted(columns, key=lambda column: column.column.position)
        return Sighting(
            kind=DefectKind.CONTRADICTION,
            columns=tuple(c.name for c in ordered),
            rows=frozenset(rows),
            confidence=0.75,
            reasons=(reason,),
        )
    place = blame.index(first)
    column = columns[place]
    numbers, called_for = pairs[place]
    with np.errstate(divide="ignore", invalid="ignore"):
        factors: Floats = np.log(np.abs(numbers[wrong] / called_for[wrong]))
    middle = float(np.median(factors))
    alike: RowMask = np.abs(factors - middle) < _SAME_FACTOR
    is_unit = len(rows) > 1 and float(np.mean(alike)) > 0.8 and factor_near(column, middle)
    return Sighting(
        kind=DefectKind.UNIT_MIX if is_unit else DefectKind.OUTLIER, columns=(column.name,), rows=frozenset(rows), confidence=0.85 if is_unit else 0.75,
        reasons=(reason, "where it is not, this column is out of its range" + (" by a known factor" if is_unit else "")),
        examples=examples_of(look, column.name, rows),
    )  # fmt: skip


def _blame(numbers: Floats, called_for: Floats, wrong: RowMask) -> float:
    """Share of the wrong rows in which the value is odd for the column and the one called for is not."""
    right = np.sort(numbers[np.isfinite(numbers) & ~wrong])
    low, high = right[int(0.02 * len(right))], right[int(0.98 * (len(right) - 1))]
    odd = (numbers[wrong] < low) | (numbers[wrong] > high)
    usual = (called_for[wrong] >= right[0]) & (called_for[wrong] <= right[-1])
    both: RowMask = odd & usual
    return float(np.mean(both))
