"""What a sample says of the whole table: rows alone among those read need not be alone.

C. J. Skinner and M. J. Elliot, "A measure of disclosure risk for microdata" (Journal of the Royal Statistical Society B 64,
2002, 855-867): with each row drawn by itself with chance f, the rows of the table that are like a row alone in the sample
are n1 + 2 (1 - f) / f * n2 in expectation, where n1 rows are alone in the sample and n2 groups are pairs. No model of the
population is assumed, so it is the one estimate given; how many rows are alone in the table is not estimated.
"""

from math import sqrt
from typing import Final

from app.model.sample import SampleFacts, SamplingMethod

MOST_ERROR: Final = 0.15
"""An estimate that may be further from the truth than this (95 %) is not given."""


def match_chance(alone: int, pairs: int, sampled_share: float | None) -> float | None:
    """The share of matches with rows alone in the sample that are right; ``None`` where too few tell.

    Few pairs make it unsure: it is compared with what as many pairs would give as their number may stand for, a Poisson
    count's upper limit of 95 %, nearly ``pairs + 2 sqrt(pairs) + 3`` (for none the rule of three).

    >>> match_chance(100, 50, 0.5)
    0.5
    >>> match_chance(0, 50, 0.5), match_chance(2, 0, 0.1)
    (None, None)
    """
    if sampled_share is None or alone == 0:
        return None
    estimate = _share(alone, pairs, sampled_share)
    lowest = _share(alone, pairs + 2 * sqrt(pairs) + 3, sampled_share)
    return estimate if estimate - lowest <= MOST_ERROR else None


def _share(alone: int, pairs: float, sampled_share: float) -> float:
    return sampled_share * alone / (sampled_share * alone + 2 * (1 - sampled_share) * pairs)


def sampled_share(facts: SampleFacts, rows: int | None) -> float | None:
    """The chance of each of the table's rows to be drawn; ``None`` where they were not drawn by themselves or nobody counted them."""
    if facts.method is not SamplingMethod.BERNOULLI or not rows or rows < facts.rows:
        return None
    return facts.rows / rows
