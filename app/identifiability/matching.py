"""What a sample says of the whole table: rows alone among those read need not be alone.

C. J. Skinner and M. J. Elliot, "A measure of disclosure risk for microdata" (Journal of the Royal Statistical Society B 64,
2002, 855-867): with each row drawn by itself with chance f, the rows of the table that are like a row alone in the sample
are n1 + 2 (1 - f) / f * n2 in expectation, where n1 rows are alone in the sample and n2 groups are pairs. No model of the
population is assumed, so it is the one estimate given; how many rows are alone in the table is not estimated.
"""

from app.model.sample import SampleFacts, SamplingMethod


def match_chance(alone: int, pairs: int, sampled_share: float | None) -> float | None:
    """The share of matches with rows alone in the sample that are right.

    >>> match_chance(100, 50, 0.5)
    0.5
    >>> match_chance(0, 50, 0.5) is None
    True
    """
    if sampled_share is None or alone == 0:
        return None
    return sampled_share * alone / (sampled_share * alone + 2 * (1 - sampled_share) * pairs)


def sampled_share(facts: SampleFacts, row_estimate: int | None) -> float | None:
    """The chance of each row to be drawn; ``None`` where rows were not drawn by themselves or nobody counted them."""
    if facts.method is not SamplingMethod.BERNOULLI or not row_estimate or row_estimate < facts.rows:
        return None
    return facts.rows / row_estimate
