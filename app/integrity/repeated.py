"""From groups of equal rows in a sample to how many rows of the whole table another one repeats."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb, exp, lgamma, log
from typing import Final

from app.model.sample import SampleFacts, SamplingMethod

FEWEST_PAIRS: Final = 10
"""Seen, for a number about the whole table: of fewer the interval spans more than a factor of four."""
_TAIL: Final = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Rows that an earlier row repeats.

    Attributes:
        count: such rows, of ``rows``: those of the table where every row was seen or the sample allows a number, else
            those of the sample.
        bound: half width of the 95 % interval of their share, 0 to 1; ``None`` where it is exact or none may be given.
        reason: how the number came to be, in words.
    """

    count: int
    rows: int
    exact: bool
    bound: float | None
    reason: str


def groups_of(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Sizes of the groups that the pairs of rows tie together.

    >>> groups_of([(1, 2), (2, 3), (7, 9)])
    [3, 2]
    """
    leader: dict[int, int] = {}

    def top(row: int) -> int:
        while (above := leader.setdefault(row, row)) != row:
            row = above
        return row

    for left, right in pairs:
        leader[top(right)] = top(left)
    sizes: defaultdict[int, int] = defaultdict(int)
    for row in leader:
        sizes[top(row)] += 1
    return [*sizes.values()]


def repeated(groups: Sequence[int], facts: SampleFacts) -> Repeated:
    """What groups of those sizes in the sample say of the table.

    Both rows of a pair are drawn with the square of the sampling rate f, all three of a triple with its cube. If all
    groups have the same size k, there are ``pairs / f^2`` pairs in the table, triples tell k, and a group of k repeats
    ``2 / k`` rows per pair. Pairs seen are counts of rare events, so their interval is Poisson's; where triples were
    seen, k is uncertain too and no bound is given. Only rows drawn one by one (``bernoulli``) of a counted table allow
    a number: pages and neighbouring keys hold copies that were written together.
    """
    seen = sum(size - 1 for size in groups)
    if facts.method is SamplingMethod.ALL:
        return Repeated(count=seen, rows=facts.rows, exact=True, bound=None, reason="of all rows")
    if facts.method is not SamplingMethod.BERNOULLI or not facts.table_rows or not facts.rows:
        return _of_sample(seen, facts, "of the rows drawn; the table holds a greater share")
    pairs, triples = (sum(comb(size, of) for size in groups) for of in (2, 3))
    rate = min(facts.rows / facts.table_rows, 1.0)
    size = 2 + 3 * triples / (rate * pairs) if pairs else 2.0
    scale = 2 / (size * rate * rate)
    low, high = (min(end * scale, facts.table_rows) for end in poisson_interval(pairs))
    if pairs < FEWEST_PAIRS:
        told = "" if triples else f": between {low:,.0f} and {high:,.0f} rows of the table, at 95 %"
        return _of_sample(
            seen,
            facts,
            f"{pairs} {'pair' if pairs == 1 else 'pairs'} among the rows drawn, too few for a number{told}",
        )
    count = min(pairs * scale, facts.table_rows)
    return Repeated(
        count=round(count),
        rows=facts.table_rows,
        exact=False,
        bound=None if triples else max(high - count, count - low) / facts.table_rows,
        reason=f"estimated from {pairs:,} pairs among {facts.rows:,} rows drawn",
    )


def _of_sample(seen: int, facts: SampleFacts, reason: str) -> Repeated:
    return Repeated(count=seen, rows=facts.rows, exact=False, bound=None, reason=reason)


def poisson_interval(seen: int) -> tuple[float, float]:
    """The exact 95 % interval of the mean behind that many events (Garwood, Biometrika 28, 1936).

    >>> [round(end, 2) for end in poisson_interval(3)], round(poisson_interval(0)[1], 2)
    ([0.62, 8.77], 3.69)
    """
    high = _mean_where(lambda mean: _at_most(seen, mean) < _TAIL, seen)
    return (_mean_where(lambda mean: 1 - _at_most(seen - 1, mean) > _TAIL, seen) if seen else 0.0, high)


def _mean_where(is_beyond: Callable[[float], bool], seen: int) -> float:
    """The least mean for which the test, false below it and true above, is true."""
    low, high = 0.0, seen + 6.0 * (seen + 4) ** 0.5
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if is_beyond(middle) else (middle, high)
    return high


def _at_most(count: int, mean: float) -> float:
    """Poisson's chance of at most so many events; summed from the mean's term downwards, so that nothing vanishes."""
    term, total = 1.0, 1.0
    for each in range(count, 0, -1):
        term *= each / mean
        total += term
    return total * _chance(count, mean)


def _chance(count: int, mean: float) -> float:
    return exp(count * log(mean) - mean - lgamma(count + 1))
