"""Values that stand in each other's column: in the same row both fit the neighbour's population better than their own.

Each column is a model of its values: how often a value occurs, else how usual its pairs of characters are (text), else how
many numbers lie near it. A row is swapped where the likelihood ratio is against both cells at once; how often each is so by
itself says how often both are by chance.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.detection.cells.folding import folded
from app.detection.gazetteers import words as words_of
from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_BUCKETS = 4096
_LEAST_EACH, _LEAST_BOTH, _OWN = 0.3, 4.0, 0.6
_MOST_SHARE = 0.25
_FEWEST_ROWS = 15
_MOST_COLUMNS = 24
_BINS = 24
_ONE_POPULATION = 0.3
"""Overlap from which two columns hold one population, as home and away team; a tenth of exchanged rows gives 0.2."""
_LONGEST = 80
LOWER = ("min", "minimum", "low", "lower", "from", "lowest", "start", "begin")
UPPER = ("max", "maximum", "high", "upper", "to", "highest", "end")
_LISTS = ("given_names", "surnames", "cities")
_ORDERED = 0.9
_CHANCE = 0.05
_FEWEST_NUMBERS, _SURE_NUMBERS = 4, 7.0


def _lists_of(value: str) -> int:
    """Which word lists the value is in, as bits: given names and surnames look alike letter by letter."""
    plain = folded(value)
    return (
        sum(1 << place for place, name in enumerate(_LISTS) if plain in words_of(name))
        if plain.isalpha()
        else 0
    )


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
        self.seen = {
            value.strip().casefold(): int(n)
            for value, n in zip(column.values, column.occurrences, strict=True)
        }
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
        by_value = np.array(
            [self._of_value(v, other) for v in self.seen]
            if len(self.seen) == len(self.starts)
            else [self._of_value(v.strip().casefold(), other) for v in self.column.values]
        )
        by_list = (self.listed - other.listed)[self.lists]
        return np.append(by_letters + by_value + by_list, 0.0)[self.column.codes]

    def overlap(self, other: "_Words") -> float:
        """How much the values of both are distributed alike: 0 for none in common, 1 for the same."""
        few, many = sorted((self, other), key=lambda each: len(each.seen))
        return sum(
            min(n / few.filled, many.seen.get(value, 0) / many.filled) for value, n in few.seen.items()
        )

    def _of_value(self, value: str, other: "_Words") -> float:
        own, theirs = self.seen.get(value, 0) - 1, other.seen.get(value, 0)
        if own <= 0 and not theirs:
            return 0.0
        return float(
            np.log(max(own, 0) / self.filled + 0.3 / self.filled)
            - np.log(theirs / max(other.filled, 1) + 0.3 / max(other.filled, 1))
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
    return low.is_called(*LOWER) and high.is_called(*UPPER)


def _is_long(column: ColumnLook) -> bool:
    return sum(map(len, column.values[:100])) > _LONGEST * min(len(column.values), 100)


def _told(
    look: TableLook, left: ColumnLook, right: ColumnLook, found: tuple[list[int], float] | None
) -> Iterator[Sighting]:
    if found is None:
        return
    rows, confidence = found
    yield Sighting(
        kind=DefectKind.SWAPPED_COLUMNS, columns=(left.name, right.name), rows=frozenset(rows), confidence=confidence,
        reasons=("in the same rows the value of each fits the other column better than its own",),
        examples=(*examples_of(look, left.name, rows, 1), *examples_of(look, right.name, rows, 1)),
    )  # fmt: skip


def _both(left: Floats, right: Floats, rows: int) -> tuple[list[int], float] | None:
    """Rows against which both ratios speak, if the columns differ and it is no chance."""
    if min(float(np.median(left)), float(np.median(right))) < _OWN:
        return None
    against = (left < -_LEAST_EACH) & (right < -_LEAST_EACH) & (left + right < -_LEAST_BOTH)
    count = int(against.sum())
    if not count or count > _MOST_SHARE * rows:
        return None
    # One cell may be odd by itself; how many of each are, says how many rows have both by chance.
    odd_left, odd_right = (float((each < -_LEAST_BOTH / 2).sum() - count) for each in (left, right))
    by_chance = max(odd_left, 0.0) * max(odd_right, 0.0) / rows
    if count < 3 * by_chance + (2 if by_chance > _CHANCE else 1):
        return None
    surest = float(-(left + right)[against].max())
    confidence = 0.9 if count >= 3 else 0.8 if count == 2 else 0.55 + (0.2 if surest > 10 else 0)
    return np.flatnonzero(against).tolist(), confidence


def _of_numbers(left: Floats, right: Floats) -> tuple[list[int], float] | None:
    usable = np.isfinite(left) & np.isfinite(right)
    places = np.flatnonzero(usable)
    if len(places) < _FEWEST_ROWS:
        return None
    a, b = left[places], right[places]
    edges = np.unique(np.quantile(np.concatenate((a, b)), np.linspace(0, 1, min(_BINS, len(a) // 4) + 1)))
    if len(edges) < 3 or _overlap(a, b, edges) > _ONE_POPULATION:
        return None
    ratios = _density_ratio(a, b, edges), _density_ratio(b, a, edges)
    found = _both(*ratios, len(places))
    if found is not None:
        rows_of, confidence = found
        if len(rows_of) < _FEWEST_NUMBERS and (
            len(rows_of) < 2 or (ratios[0] + ratios[1])[rows_of].max() > -_SURE_NUMBERS
        ):
            return None
        return places[rows_of].tolist(), confidence
    return None


def _overlap(left: Floats, right: Floats, edges: Floats) -> float:
    shares = (np.histogram(each, edges)[0] / len(each) for each in (left, right))
    return float(np.minimum(*shares).sum())


def _density_ratio(own: Floats, other: Floats, edges: Floats) -> Floats:
    """Per number of a column how many of its own lie near it, against the other's, in bins of the pooled ranks."""
    bins = np.clip(np.searchsorted(edges, own, "right") - 1, 0, len(edges) - 2)
    mine = np.histogram(own, edges)[0].astype(np.float64)
    theirs = np.histogram(other, edges)[0].astype(np.float64)
    ratio = np.log((np.maximum(mine - 1, 0) + 0.3) / len(own)) - np.log((theirs + 0.3) / len(other))
    return ratio[bins] * 1.3


def _out_of_order(first: Floats, second: Floats) -> tuple[list[int], float] | None:
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
    if fits.sum() < 0.75 * wrong.sum():
        return None
    alike = _is_like(-gap[fits], gap[right])
    return np.flatnonzero(fits).tolist(), (0.8 if fits.sum() > 1 else 0.65) if alike else 0.45


def _is_like(few: NDArray[np.float64], many: Floats) -> bool:
    """Whether the middle of the few lies in the middle three quarters of the many."""
    low, high = np.quantile(many, [0.1, 0.9])
    return bool(low <= np.median(few) <= high)
