"""The estimate for the whole table against tables that are known."""

from collections import Counter
from random import Random

import pytest

from app.identifiability.matching import match_chance, sampled_share
from app.model.sample import SampleFacts, SamplingMethod


def sides(chance: Random, share: float) -> tuple[float, float]:
    """The estimate, and the share of rows like those alone in a sample that are in it, on a table of 20,000 rows."""
    table = [int(chance.paretovariate(0.7)) % 9000 for _ in range(20_000)]
    sizes = Counter(table)
    sample = Counter(value for value in table if chance.random() < share)
    alone = [value for value, count in sample.items() if count == 1]
    pairs = sum(count == 2 for count in sample.values())
    estimate = match_chance(len(alone), pairs, share)
    assert estimate is not None
    return estimate, len(alone) / sum(sizes[value] for value in alone)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9])
def test_the_estimate_is_near_the_truth(share: float):
    chance = Random(7)  # noqa: S311 - no secret
    pairs = [sides(chance, share) for _ in range(20)]
    estimated, true = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    assert estimated == pytest.approx(true, rel=0.1)


@pytest.mark.parametrize(
    ("method", "rows", "share"),
    [
        (SamplingMethod.BERNOULLI, 1000, 0.1),
        (SamplingMethod.BERNOULLI, None, None),
        (SamplingMethod.BERNOULLI, 0, None),
        (SamplingMethod.BERNOULLI, 99, None),
        (SamplingMethod.PAGES, 1000, None),
        (SamplingMethod.HEAD, 1000, None),
        (SamplingMethod.ALL, 100, None),
    ],
)
def test_only_rows_drawn_by_themselves_out_of_a_known_number_tell_of_the_others(
    method: SamplingMethod, rows: int | None, share: float | None
):
    assert sampled_share(SampleFacts(method=method, rows=100, seed=1), rows) == share


@pytest.mark.parametrize(
    ("alone", "pairs", "share", "chance"),
    [(1000, 0, 0.5, 1.0), (50, 0, 0.01, None), (200, 100, 0.5, 0.5), (4, 2, 0.5, None), (4, 2, 0.999, 1.0)],
)
def test_an_estimate_is_given_where_enough_tells(alone: int, pairs: int, share: float, chance: float | None):
    assert match_chance(alone, pairs, share) == (chance and pytest.approx(chance, abs=0.01))
