"""Values that stand in each other's column: in the same row both fit the neighbour's population better than their own.

A column of text is a model of its values: how often a value occurs, how usual its pairs of characters are, in which word
lists it is. A row is swapped where the likelihood ratio is against both cells at once; the same test on cells of different
rows says how often that is by chance. Numbers have a range, dates an order.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.detection.cells.folding import folded
from app.detection.gazetteers import words as words_of
from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_BUCKETS = 4096
_LEAST_EACH, _LEAST_BOTH, _OWN = 0.3, 4.0, 0.6
_MOST_SHARE = 0.25
_FEWEST_ROWS = 15
_FEW_ROWS = 100
"""Of more, two numbers that are out of their ranges meet in one row by chance."""
_MOST_COLUMNS = 24
_ONE_POPULATION = 0.3
"""Overlap from which two columns hold one population, as home and away team; a tenth of exchanged rows gives 0.2."""
_LONGEST = 80
LOWER = ("min", "minimum", "low", "lower", "from", "lowest", "start", "begin")
UPPER = ("max", "maximum", "high", "upper", "to", "highest", "end")
_LISTS = ("given_names", "surnames", "cities")
_ROOT = 5
"""First letters that inflected words share: punkty, punktów."""
_ORDERED = 0.8
_CHANCE = 0.05
_TURNS = 5
_RANGE = 0.8


def _lists_of(value: str) -> int:
    """Which word lists the value is in, as bits: given names and surnames look alike letter by letter."""
    if not value.isalpha():
        return 0
    plain = folded(value)
    return (
        sum(1 << place for place, name in enumerate(_LISTS) if plain in words_of(name))
        if plain.isalpha()
        else 0
    )


Found = tuple[list[int], float, list[int]]
"""Rows, confidence, and all rows of which at least something says the same."""


class _Words:
    """Pairs of characters of a text column, in buckets by hash."""

    def __init__(self, column: ColumnLook) -> None:
        self.column = column
        values = [value.strip()[:_LONGEST].casefold() for value in column.values]
        marked = "".join(f"\x02{value}\x03" for value in values)
        codes = np.frombuffer(marked.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        pairs = (codes[:-1] * 131 + codes[1:]) % _BUCKETS
        self.pairs = np.append(pairs, 0)
        lengths = np.array([len(value) + 2 for value in values], np.int64)
        self.starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if values else np.zeros(0, np.int64)
        self.lengths = lengths
        weights = np.repeat(column.occurrences, lengths).astype(np.float64)
        counts = np.bincount(self.pairs, weights, _BUCKETS)
        self.log = np.log((counts + 0.2) / (counts.sum() + 0.2 * _BUCKETS))
        self.folded = [value.strip().casefold() for value in column.values]
        self.seen: dict[str, int] = {}
        for value, count in zip(self.folded, column.occurrences.tolist(), strict=True):
            self.seen[value] = self.seen.get(value, 0) + count
        self.filled = int(column.occurrences.sum())
        self.lists = np.array([_lists_of(value) for value in values], np.int64)
        members = np.bincount(self.lists, column.occurrences, 1 << len(_LISTS))
        self.listed = np.log((members + 0.5) / (members.sum() + 0.5 * len(members)))

    def ratio(self, other: "_Words") -> Floats:
        """Per row how much better its value fits here than there, in natural log-odds; 0 for NULL."""
        difference = (self.log - other.log)[self.pairs]
        by_letters = (
            np.add.reduceat(difference, self.starts) / np.sqrt(self.lengths)
            if len(self.starts)
            else np.zeros(0)
        )
        by_letters = np.clip(by_letters, -6, 6)
        own = np.maximum(np.array([self.seen[value] for value in self.folded], np.float64) - 1, 0)
        theirs = np.array([other.seen.get(value, 0) for value in self.folded], np.float64)
        by_value = np.log((own + 0.3) / self.filled) - np.log((theirs + 0.3) / max(other.filled, 1))
        by_value[(own == 0) & (theirs == 0)] = 0.0
        by_list = (self.listed - other.listed)[self.lists]
        return np.append(by_letters + by_value + by_list, 0.0)[self.column.codes]

    def overlap(self, other: "_Words") -> float:
        """How much the values of both are distributed alike: 0 for none in common, 1 for the same."""
        few, many = sorted((self, other), key=lambda each: len(each.seen))
        return sum(
            min(n / few.filled, many.seen.get(value, 0) / many.filled) for value, n in few.seen.items()
        )


def swapped_columns(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Pairs of columns some of whose rows have their values in each other's place."""
    if look.rows < _FEWEST_ROWS:
        return
    texts = [
        _Words(c)
        for c in look
        if c.is_text
        and c.days is None
        and not c.is_prose
        and len(c.values) > 1
        and c.filled >= 0.4 * look.rows
        and not _is_long(c)
    ][:_MOST_COLUMNS]
    for left, right in combinations(texts, 2):
        if left.overlap(right) > _ONE_POPULATION:
            continue
        yield from _told(
            look, left.column, right.column, _both(left.ratio(right), right.ratio(left), look.rows)
        )
    numeric = [
        c
        for c in look
        if c.numbers is not None
        and not c.is_key
        and len(c.values) > 2
        and not (c.refers or c.is_named_as_key)
    ][:_MOST_COLUMNS]
    for left, right in combinations(numeric, 2):
        if left.numbers is not None and right.numbers is not None:
            found = _of_numbers(left.numbers, right.numbers)
            if found is None and (_are_bounds(left, right) or _are_bounds(right, left)):
                found = _out_of_order(left.numbers, right.numbers)
            yield from _told(look, left, right, found)
    dated = [c for c in look if c.days is not None][:8]
    for left, right in combinations(dated, 2):
        if left.days is not None and right.days is not None:
            yield from _told(look, left, right, _out_of_order(left.days, right.days))


def _are_bounds(low: ColumnLook, high: ColumnLook) -> bool:
    """By their names; ``score`` beside ``max_score`` is one that it bounds."""
    share_a_root = low.name[:_ROOT].lower() in high.name.lower()
    return high.is_called(*UPPER) and (low.is_called(*LOWER) or share_a_root)


def _is_long(column: ColumnLook) -> bool:
    return sum(map(len, column.values[:100])) > _LONGEST * min(len(column.values), 100)


def _told(look: TableLook, left: ColumnLook, right: ColumnLook, found: Found | None) -> Iterator[Sighting]:
    if found is None:
        return
    rows, confidence, weakly = found
    yield Sighting(
        kind=DefectKind.SWAPPED_COLUMNS, columns=(left.name, right.name), rows=frozenset(rows), confidence=confidence, explains=frozenset(weakly),
        reasons=("in the same rows the value of each fits the other column better than its own",),
        examples=(*examples_of(look, left.name, rows, 1), *examples_of(look, right.name, rows, 1)),
    )  # fmt: skip


def _both(left: Floats, right: Floats, rows: int) -> Found | None:
    """Rows against which both ratios speak, if the columns differ and it is no chance."""
    if min(float(np.median(left)), float(np.median(right))) < _OWN:
        return None
    against = _is_against(left, right)
    count = int(against.sum())
    if not count or count > _MOST_SHARE * rows:
        return None
    if _is_chance(count, right, lambda turned: _is_against(left, turned)):
        return None
    weakly = (left < 0) & (right < 0)
    surest = float(-(left + right)[against].max())
    confidence = 0.9 if count >= 3 else 0.8 if count == 2 else 0.75 if surest > 10 else 0.45
    return np.flatnonzero(against).tolist(), confidence, np.flatnonzero(weakly).tolist()


def _is_against(left: Floats, right: Floats) -> RowMask:
    return (left < -_LEAST_EACH) & (right < -_LEAST_EACH) & (left + right < -_LEAST_BOTH)


def _of_numbers(left: Floats, right: Floats) -> Found | None:
    """Rows in which each number is out of its own column's range and within the other's; ranges hold all but slips."""
    known = np.isfinite(left) & np.isfinite(right)
    if known.sum() < _FEWEST_ROWS:
        return None
    if min(np.nanmin(left), np.nanmin(right)) >= 0:
        left, right = np.log1p(left), np.log1p(right)  # sizes and sums: near is a matter of ratios
    own, other = _range(left[known]), _range(right[known])
    strange, exchanged = _is_strange(left, own, other), _is_strange(right, other, own).astype(np.float64)
    rows = np.flatnonzero(strange & (exchanged > 0)).tolist()
    if not 0 < len(rows) <= _MOST_SHARE * known.sum():
        return None
    if _is_chance(len(rows), exchanged, lambda turned: strange & (turned > 0)):
        return None
    is_sure = len(rows) > 1 or known.sum() <= _FEW_ROWS
    return rows, 0.9 if len(rows) > 2 else 0.8 if len(rows) > 1 else 0.6 if is_sure else 0.45, rows


def _is_strange(numbers: Floats, own: tuple[float, float], other: tuple[float, float]) -> RowMask:
    """Whether each is out of the range of its column and within the other's."""
    with np.errstate(invalid="ignore"):
        return ((numbers < own[0]) | (numbers > own[1])) & (numbers >= other[0]) & (numbers <= other[1])


def _is_chance(count: int, right: Floats, meets: Callable[[Floats], RowMask]) -> bool:
    """Whether cells of different rows meet nearly as often: one cell may be odd by itself, as a game without a card is."""
    turns = (np.roll(right, len(right) * turn // (_TURNS + 1)) for turn in range(1, _TURNS + 1))
    by_chance = sum(int(meets(turned).sum()) for turned in turns) / _TURNS
    return count < 3 * by_chance + (2 if by_chance > _CHANCE else 1)


def _range(numbers: Floats) -> tuple[float, float]:
    """Three standard deviations of a normal column, measured where a tenth of slips on one side does not reach."""
    low, high = np.quantile(numbers, [0.12, 0.88])
    width = _RANGE * float(high - low)
    return float(low) - width, float(high) + width


def _out_of_order(first: Floats, second: Floats) -> Found | None:
    """Rows whose dates stand in the other order than nearly all, as far apart as the others are."""
    gap = second - first
    known = np.isfinite(gap)
    sign = np.sign(np.nanmedian(gap)) if known.any() else 0.0
    if known.sum() < _FEWEST_ROWS or sign == 0:
        return None
    gap = gap * sign
    wrong, right = gap < 0, gap >= 0
    if not wrong.any() or right.sum() < _ORDERED * known.sum():
        return None
    low, high = np.quantile(gap[right], [0.02, 0.98])
    fits = wrong & (-gap >= low * 0.9) & (-gap <= high * 1.1)
    fits &= _is_within(first, second[right]) & _is_within(second, first[right])
    if fits.sum() < 0.75 * wrong.sum():
        return None
    alike = _is_like(-gap[fits], gap[right])
    rows = np.flatnonzero(fits).tolist()
    return rows, (0.8 if fits.sum() > 1 else 0.65) if alike else 0.45, np.flatnonzero(wrong).tolist()


def _is_within(values: Floats, others: Floats) -> RowMask:
    """Whether they would be usual among the others, a tenth of whose range is allowed for the unseen."""
    low, high = float(others.min()), float(others.max())
    margin = (high - low) / 10
    return (values >= low - margin) & (values <= high + margin)


def _is_like(few: NDArray[np.float64], many: Floats) -> bool:
    """Whether the middle of the few lies in the middle three quarters of the many."""
    low, high = np.quantile(many, [0.1, 0.9])
    return bool(low <= np.median(few) <= high)
