"""Whether the values of a column are spread as they were: numbers by quantiles, categories by their shares.

Two things are asked of a drift: more than chance explains (a test that knows how many values each side rests on), and
more than this column moves between runs anyway (its own past). Masked categories are compared by rank.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, log2, sqrt
from statistics import median
from typing import Final

from app.history.points import ColumnPoint, Slice
from app.history.series import LEAST_RUNS

ALPHA: Final = 1e-4
"""Chance of a drift where there is none, per column: a run may compare thousands of columns."""
_LEAST_DISTANCE: Final = 0.1
"""Distances below are of no interest, however sure they are."""
_FARTHER: Final = 1.5
"""Times as far as it ever moved between runs."""
_REFERENCE: Final = 3
"""Earlier runs the present one is compared with, by their median: one odd run then moves nothing."""
_CATEGORY: Final = 0.05
"""Share from which a value counts as a category that may vanish or appear."""
_GONE: Final = 0.1
"""A category is gone that has less than this part of its share left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How far the spread of a column moved.

    Attributes:
        method: ``quantiles`` (a distance of distribution functions), ``categories`` or ``ranks`` (of Jensen and Shannon).
        distance: 0 to 1.
        usual: distance up to which it is ordinary.
        runs: earlier runs seen.
        vanished: categories that were there in every run and are gone, with the share they had.
        appeared: categories that were in no run, with their share.
    """

    method: str
    distance: float
    usual: float
    runs: int
    vanished: tuple[Slice, ...] = ()
    appeared: tuple[Slice, ...] = ()

    @property
    def is_anomaly(self) -> bool:
        """Whether it is farther than usual, or a category came or went."""
        return self.distance > self.usual or bool(self.vanished or self.appeared)


def drift(points: Sequence[ColumnPoint]) -> Drift | None:
    """Of the last point by those before it; ``None`` where fewer than ``LEAST_RUNS`` earlier ones can be compared.

    Points whose values were not drawn independently are left out: nothing is known of their error.
    """
    now = points[-1]
    if not now.values:
        return None
    before = [point for point in points[:-1] if point.values]
    if now.quantiles and not all(_is_listed(point) for point in points[-_REFERENCE:]):
        alike = [point for point in before if _shares(point) == _shares(now)]
        return _of_quantiles([*alike, now]) if len(alike) >= LEAST_RUNS else None
    alike = [point for point in before if point.top and _is_masked(point) == _is_masked(now)]
    return _of_categories([*alike, now]) if now.top and len(alike) >= LEAST_RUNS else None


# ── numbers, dates and times ─────────────────────────────────────────────────────────────────────────


def _of_quantiles(points: Sequence[ColumnPoint]) -> Drift:
    distances = _distances(points, _quantile_distance)
    now, before = points[-1], points[:-1]
    chance = _kolmogorov(now.values or 1, _least_values(before))
    return Drift(
        method="quantiles", distance=distances[-1], usual=_usual(distances, chance), runs=len(before)
    )


def _quantile_distance(before: Sequence[ColumnPoint], now: ColumnPoint) -> float:
    """Largest difference of the two distribution functions at the quantiles known (Kolmogorov, Smirnov)."""
    reference = [
        (share, median(dict(point.quantiles)[share] for point in before)) for share, _ in now.quantiles
    ]
    return max(_apart(reference, now.quantiles), _apart(now.quantiles, reference))


def _apart(left: Sequence[tuple[float, float]], right: Sequence[tuple[float, float]]) -> float:
    """How far the function of ``right`` is from the shares that the quantiles of ``left`` stand for."""
    return max(_outside(share, *_share_below(value, right)) for share, value in left)


def _share_below(value: float, quantiles: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Between which shares the distribution function is at that value; more than one where many values are equal."""
    below = max(((share, each) for share, each in quantiles if each <= value), default=None)
    above = min(((share, each) for share, each in quantiles if each >= value), default=None)
    if below is None or above is None:  # beyond the outermost quantile known
        return (0.0, above[0]) if above else (below[0] if below else 0.0, 1.0)
    if (
        below[1] == value or above[1] == value
    ):  # how many equal it, nobody knows: up to the quantiles around it
        lower = max((share for share, each in quantiles if each < value), default=0.0)
        return lower, min((share for share, each in quantiles if each > value), default=1.0)
    inside = below[0] + (above[0] - below[0]) * (value - below[1]) / (above[1] - below[1])
    return inside, inside


def _outside(share: float, low: float, high: float) -> float:
    return max(low - share, share - high, 0.0)


def _kolmogorov(now: int, before: int) -> float:
    """Distance that chance exceeds with probability ``ALPHA`` (Smirnov, 1939)."""
    return sqrt(-log(ALPHA / 2) / 2 * (1 / now + 1 / before))


# ── categories ───────────────────────────────────────────────────────────────────────────────────────


def _of_categories(points: Sequence[ColumnPoint]) -> Drift:
    now, before = points[-1], points[:-1]
    masked = _is_masked(now)
    distances = _distances(points, _rank_distance if masked else _category_distance)
    cells = max(1, *(len(point.top) for point in points))
    chance = _jensen_shannon_by_chance(now.values or 1, _least_values(before), cells)
    return Drift(
        method="ranks" if masked else "categories",
        distance=distances[-1],
        usual=_usual(distances, chance),
        runs=len(before),
        vanished=() if masked else tuple(_vanished(before, now)),
        appeared=() if masked else tuple(_appeared(before, now)),
    )


def _category_distance(before: Sequence[ColumnPoint], now: ColumnPoint) -> float:
    labels = {each.label for point in (*before, now) for each in point.top}
    left = {label: median(_share_of(label, point) for point in before) for label in labels}
    right = {label: _share_of(label, now) for label in labels}
    return _jensen_shannon(
        [*(left[label] for label in labels), _rest(left.values())],
        [*(right[label] for label in labels), _rest(right.values())],
    )


def _rank_distance(before: Sequence[ColumnPoint], now: ColumnPoint) -> float:
    """Of the shares in falling order: what they stand for may not be told, how uneven they are may."""
    ranks = min(len(point.top) for point in (*before, now))
    left = [median(_ranked(point)[rank] for point in before) for rank in range(ranks)]
    right = _ranked(now)[:ranks]
    return _jensen_shannon([*left, _rest(left)], [*right, _rest(right)])


def _jensen_shannon(left: Sequence[float], right: Sequence[float]) -> float:
    """Their distance, 0 to 1: the root of the divergence in bits (Endres and Schindelin, IEEE T-IT 49, 2003).

    >>> _jensen_shannon([1, 0], [0, 1]), _jensen_shannon([0.5, 0.5], [0.5, 0.5])
    (1.0, 0.0)
    """

    def to_middle(shares: Sequence[float], others: Sequence[float]) -> float:
        return sum(p * log2(2 * p / (p + q)) for p, q in zip(shares, others, strict=True) if p > 0)

    return sqrt(max((to_middle(left, right) + to_middle(right, left)) / 2, 0.0))


def _jensen_shannon_by_chance(now: int, before: int, cells: int) -> float:
    """Distance that chance exceeds with probability ``ALPHA``.

    Twice the divergence times the harmonic size of both samples is about chi-squared (Lin, IEEE T-IT 37, 1991); its
    quantile by Wilson and Hilferty (PNAS 17, 1931).
    """
    normal = 3.719  # the upper 1e-4 quantile of the normal distribution
    freedom = cells
    quantile = freedom * (1 - 2 / (9 * freedom) + normal * sqrt(2 / (9 * freedom))) ** 3
    return sqrt(quantile / (8 * log(2)) * (1 / now + 1 / before))


def _vanished(before: Sequence[ColumnPoint], now: ColumnPoint) -> list[Slice]:
    found: list[Slice] = []
    for each in before[-1].top:
        least = min(_share_of(each.label, point) for point in before[-LEAST_RUNS:])
        left = _share_of(each.label, now)
        # The chance that so common a value is drawn so seldom (Chernoff's bound for the binomial distribution).
        unlucky = exp(-(now.values or 0) * least * (1 - _GONE) ** 2 / 2)
        if each.label is not None and least >= _CATEGORY and left <= _GONE * least and unlucky < ALPHA:
            found.append(Slice(each.label, least))
    return found


def _appeared(before: Sequence[ColumnPoint], now: ColumnPoint) -> list[Slice]:
    """Only where the lists of the past were whole, so that a value that is not in them was not there."""
    if any(_rest(each.share for each in point.top) > _CATEGORY / 5 for point in before):
        return []
    known = {each.label for point in before for each in point.top}
    few = (now.values or 0) * _CATEGORY < LEAST_RUNS
    return [] if few else [each for each in now.top if each.label not in known and each.share >= _CATEGORY]


# ── both ─────────────────────────────────────────────────────────────────────────────────────────────


def _distances(
    points: Sequence[ColumnPoint], distance: Callable[[Sequence[ColumnPoint], ColumnPoint], float]
) -> list[float]:
    """Of every run but the first to the runs just before it."""
    return [
        distance(points[max(place - _REFERENCE, 0) : place], points[place]) for place in range(1, len(points))
    ]


def _usual(distances: Sequence[float], chance: float) -> float:
    """Without the farthest move of many: one odd run of the past must not make the next one ordinary."""
    past = sorted(distances[:-1])
    farthest = past[-2] if len(past) > 2 * LEAST_RUNS else past[-1]
    return max(_LEAST_DISTANCE, chance, _FARTHER * farthest)


def _least_values(before: Sequence[ColumnPoint]) -> int:
    return min(point.values or 1 for point in before[-_REFERENCE:])


def _shares(point: ColumnPoint) -> tuple[float, ...]:
    return tuple(share for share, _ in point.quantiles)


def _is_listed(point: ColumnPoint) -> bool:
    """Whether its most frequent values are about all there are, which tells more than quantiles do."""
    return bool(point.top) and not _is_masked(point) and _rest(each.share for each in point.top) < _CATEGORY


def _is_masked(point: ColumnPoint) -> bool:
    return any(each.label is None for each in point.top)


def _share_of(label: str | None, point: ColumnPoint) -> float:
    return next((each.share for each in point.top if each.label == label), 0.0)


def _ranked(point: ColumnPoint) -> list[float]:
    return sorted((each.share for each in point.top), reverse=True)


def _rest(shares: Iterable[float]) -> float:
    return max(1 - sum(shares), 0.0)
