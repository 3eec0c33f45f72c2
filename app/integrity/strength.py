"""How far one column settles another, corrected for chance.

Measures: g3, the share of rows to be changed (Kivinen and Mannila, "Approximate inference of functional dependencies from
relations", TCS 149, 1995), and mu+, the part of the variation left by the dependent's distribution that the determinant
settles beyond what random groups of the same sizes would (the normalised pdep of Piatetsky-Shapiro and Matheus,
"Measuring data dependencies in large databases", KDD workshop 1993), which Parciak et al., "Measuring approximate
functional dependencies: a comparative study" (ICDE 2024) found to tell designed dependencies from accidents best.
"""

from dataclasses import dataclass
from math import inf, log

import numpy as np

from app.integrity.coding import Coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What the rows with a value in both columns show.

    Attributes:
        rows: such rows.
        groups: different determinants.
        repeats: rows whose determinant came before; only these can agree or not.
        violations: rows that are not of their group's most frequent dependent.
        mu: mu+, 0 to 1; 0 where the dependent is constant, for then there is nothing to settle.
        surprise: natural logarithm of one over the chance, at most, that independent columns agree so well.
        split: of the groups in which not all agree, those without a clear majority (two thirds), 0 to 1.
        broken: groups in which not all agree.
    """

    rows: int
    groups: int
    repeats: int
    violations: int
    mu: float
    surprise: float
    split: float
    broken: int


NOTHING = Strength(rows=0, groups=0, repeats=0, violations=0, mu=0.0, surprise=0.0, split=0.0, broken=0)
_CLEAR = 2 / 3


def strength_of(determinant: Coded, dependent: Coded) -> Strength:
    """How far ``determinant`` settles ``dependent``.

    >>> from app.integrity.coding import coded
    >>> zips, cities = coded("1 1 1 2 2 2".split()), coded("A A A B B A".split())
    >>> found = strength_of(zips, cities)
    >>> found.violations, found.repeats, round(found.mu, 2)
    (1, 4, 0.38)
    """
    known = (determinant.codes >= 0) & (dependent.codes >= 0)
    x, y = determinant.codes[known], dependent.codes[known]
    if not len(x):
        return NOTHING
    cells, first, sizes = np.unique(x * dependent.size + y, return_index=True, return_counts=True)
    starts = np.flatnonzero(np.diff(cells // dependent.size, prepend=-1))
    of_group = np.add.reduceat(sizes, starts)
    top = np.maximum.reduceat(sizes, starts)
    rows, groups = len(x), len(starts)
    own = np.bincount(y, minlength=dependent.size) / rows
    by_chance = float((own * own).sum())
    settled = float((np.add.reduceat(sizes * sizes, starts) / of_group).sum()) / rows
    is_broken = top < of_group
    return Strength(
        rows=rows,
        groups=groups,
        repeats=rows - groups,
        violations=int((of_group - top).sum()),
        mu=_mu(settled, by_chance, rows, groups),
        surprise=_surprise(_agreeing(first, sizes, starts) - groups, rows - groups, float(own.max())),
        split=float((top[is_broken] < _CLEAR * of_group[is_broken]).mean()) if is_broken.any() else 0.0,
        broken=int(is_broken.sum()),
    )


def _mu(settled: float, by_chance: float, rows: int, groups: int) -> float:
    if rows <= groups or by_chance >= 1:
        return 0.0
    return max(1 - (1 - settled) / (1 - by_chance) * (rows - 1) / (rows - groups), 0.0)


def _agreeing(
    first: np.ndarray[tuple[int], np.dtype[np.intp]],
    sizes: np.ndarray[tuple[int], np.dtype[np.intp]],
    starts: np.ndarray[tuple[int], np.dtype[np.intp]],
) -> int:
    """Rows whose dependent is that of the first row of their group, that row included."""
    earliest = np.minimum.reduceat(first, starts)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(first))))
    return int(sizes[first == earliest[group]].sum())


def _surprise(agreeing: int, repeats: int, most_frequent: float) -> float:
    """Chernoff's bound on the chance of so many agreements.

    If the columns were independent, each later row of a group would agree with its first with the share of that first
    row's value, so at most with that of the most frequent one, whatever the others do: the number of agreements would
    be at most binomial (Hoeffding, JASA 58, 1963, theorem 1).
    """
    if not repeats or most_frequent >= 1:
        return 0.0
    share = agreeing / repeats
    if share <= most_frequent:
        return 0.0
    missing = (1 - share) * log((1 - share) / (1 - most_frequent)) if share < 1 else 0.0
    return min(repeats * (share * log(share / most_frequent) + missing), inf)
