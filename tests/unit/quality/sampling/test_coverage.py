"""The full scan lies inside the interval that the sample gave, in 95 of 100 samples.

Each of three tables of 6,000 rows is sampled 334 times, about 1,000 trials in all. A row is drawn by itself with the same
chance, and of what came a random subset is kept, as the statements of the dialects do. Interval after interval must hold
the truth in at least 95 % of the trials, less what 1,000 trials may miss by chance (three binomial deviations).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from random import Random

import pytest

from app.model.measurements import ColumnProfile
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import DataType
from app.quality.sampling.line import line_of
from app.quality.sampling.measuring import measure_sample
from tests.support.tables import make_table
from tests.support.verdicts import harmless_verdict

ROWS, WANTED, TRIALS = 6_000, 400, 334
TYPES = {
    "amount": DataType.DECIMAL,
    "height": DataType.FLOAT,
    "visits": DataType.INTEGER,
    "bought": DataType.TIMESTAMP,
    "born": DataType.DATE,
    "state": DataType.TEXT,
    "code": DataType.TEXT,
    "many": DataType.TEXT,
    "key": DataType.INTEGER,
    "paid": DataType.BOOLEAN,
}
TABLE = make_table(TYPES)
VERDICTS = tuple(harmless_verdict(column) for column in TYPES)
Cells = dict[str, tuple[str | None, ...]]


def _row(random: Random) -> dict[str, str | None]:
    missing = random.random()
    return {
        "amount": None if missing < 0.12 else f"{random.lognormvariate(3, 0.7):.2f}",
        "height": repr(random.gauss(170, 9)),
        "visits": str(int(random.expovariate(0.4))),
        "bought": f"20{random.randrange(20, 30)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        f" {random.randrange(24):02}:00:00",
        "born": f"{random.randrange(1930, 2010)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
        "state": random.choices(("new", "paid", "sent ", "n/a", "", "lost"), (50, 30, 10, 6, 3, 1))[0],
        "code": random.choice(("AB-12", "AB-123", "ab 7", "2024-01-31", "12.5", "caf\u00c3\u00a9"))
        if missing < 0.3
        else f"X{random.randrange(1000):03}",
        "many": f"v{random.randrange(2400)}",
        "paid": random.choices(("true", "false", None), (7, 2, 1))[0],
    }


@cache
def table(order: str) -> Cells:
    random = Random(11)  # noqa: S311 - a seeded experiment
    rows = [{**_row(random), "key": str(place)} for place in range(ROWS)]
    if order == "sorted":
        rows.sort(key=lambda row: float(row["amount"] or 0))
    elif order == "clustered":  # like stands by like, and the groups do not follow each other
        rows.sort(key=lambda row: (hash_of(str(row["state"])), hash_of(str(row["bought"])[:4])))
    return {name: tuple(row[name] for row in rows) for name in TYPES}


def hash_of(text: str) -> int:
    return sum((place + 1) * ord(character) for place, character in enumerate(text)) * 2_654_435_761 % 2**32


def profiles(cells: Cells, places: Sequence[int], facts: SampleFacts) -> dict[str, ColumnProfile]:
    drawn = {name: tuple(column[place] for place in places) for name, column in cells.items()}
    found = measure_sample(TABLE, Sample(facts=facts, values=drawn), VERDICTS)
    return {each.column: each for each in found}


@dataclass
class Tally:
    """How often the truth lay inside, and which intervals failed to hold it."""

    inside: Counter[str] = field(default_factory=Counter[str])
    tried: Counter[str] = field(default_factory=Counter[str])

    def add(self, name: str, *, holds: bool) -> None:
        self.tried[name] += 1
        self.inside[name] += holds


def compare(tally: Tally, guess: ColumnProfile, truth: ColumnProfile, order: str) -> None:
    known = {each.metric: each.value for each in truth.measurements}
    for each in guess.measurements:
        if each.bound is not None:
            value = known[each.metric]
            assert isinstance(value, int | float)
            assert isinstance(each.value, int | float)
            slack = 0.5 if each.metric.endswith("_count") else 1e-12  # counts are rounded
            tally.add(f"{guess.column}.{each.metric}", holds=abs(each.value - value) <= each.bound + slack)
    _compare_spread(tally, guess, truth, order)


def _compare_spread(tally: Tally, guess: ColumnProfile, truth: ColumnProfile, order: str) -> None:
    place = _place_of(TYPES[guess.column])
    for found, known in zip(guess.distribution.quantiles, truth.distribution.quantiles, strict=True):
        if found.low is not None and found.high is not None and known.value is not None:
            holds = place(found.low) <= place(known.value) <= place(found.high)
            tally.add(f"{guess.column}.q{found.share}", holds=holds)
    counts = counted_values(order, guess.column)
    filled = counts.total()
    for value in guess.distribution.top_values[:3]:
        assert value.label is not None
        assert value.bound is not None
        share = counts[value.label] / filled
        tally.add(f"{guess.column}.top", holds=abs(share - value.share) <= value.bound)
    for found, known in zip(guess.distribution.weekdays, truth.distribution.weekdays, strict=True):
        assert found.bound is not None
        tally.add(f"{guess.column}.weekday{found.label}", holds=abs(found.share - known.share) <= found.bound)
    shares = {each.label: each.share for each in truth.distribution.shapes}
    for shape in guess.distribution.shapes[:3]:
        assert shape.bound is not None
        if shape.label in shares:
            tally.add(f"{guess.column}.shape", holds=abs(shares[shape.label] - shape.share) <= shape.bound)
    if TYPES[guess.column] is DataType.FLOAT:
        places = sorted_values(order, guess.column)
        for number, bar in enumerate(guess.distribution.histogram):
            assert isinstance(bar.low, float)
            assert isinstance(bar.high, float)
            share = (bisect_left(places, bar.high) - bisect_left(places, bar.low)) / filled
            assert bar.bound is not None
            tally.add(f"{guess.column}.bar{number}", holds=abs(share - bar.share) <= bar.bound + 1 / filled)


@cache
def counted_values(order: str, column: str) -> Counter[str]:
    return Counter(cell for cell in table(order)[column] if cell is not None)


@cache
def sorted_values(order: str, column: str) -> list[float]:
    return sorted(float(cell) for cell in counted_values(order, column).elements())


def _place_of(data_type: DataType) -> Callable[[float | str], float]:
    def place(value: float | str) -> float:
        line = line_of(data_type, {str(value): 1})
        assert line is not None
        return line.places[0].place

    return place


@cache
def tallied(*, counted: bool) -> Tally:
    """All trials; ``counted`` says whether the server told the number of rows."""
    tally, random = Tally(), Random(29)  # noqa: S311 - a seeded experiment
    for order in ("shuffled", "clustered", "sorted"):
        cells = table(order)
        whole = SampleFacts(method=SamplingMethod.ALL, rows=ROWS, seed=1)
        truth = profiles(cells, range(ROWS), whole)
        for seed in range(TRIALS):
            came = [place for place in range(ROWS) if random.random() < WANTED * 1.1 / ROWS]
            places = sorted(random.sample(came, min(WANTED, len(came))))
            facts = SampleFacts(
                method=SamplingMethod.BERNOULLI,
                rows=len(places),
                seed=seed,
                table_rows=ROWS if counted else None,
            )
            for name, guess in profiles(cells, places, facts).items():
                compare(tally, guess, truth[name], order)
    return tally


@pytest.mark.parametrize("counted", [True, False], ids=["rows counted", "rows unknown"])
def test_every_interval_holds_the_truth_in_95_of_100_samples(counted: bool) -> None:
    tally = tallied(counted=counted)
    short = {
        name: (tally.inside[name] / tried, tried)
        for name, tried in tally.tried.items()
        if tally.inside[name] / tried < 0.95 - 3 * sqrt(0.95 * 0.05 / tried)
    }

    assert short == {}


def test_what_has_a_bound_has_it_nearly_always() -> None:
    """A bound that is given only where it happens to hold would prove nothing."""
    tally = tallied(counted=True)
    rare = {name for name, tried in tally.tried.items() if tried < 3 * TRIALS}

    # Skewed, or rarely thrice in a sample.
    assert rare <= {"code.shape", "code.mean_length", "many.top", "amount.mean", "height.standard_deviation"}
    assert tally.tried["height.standard_deviation"] > 2 * TRIALS
    assert {"height.mean", "amount.q0.5", "state.null_share"} <= set(tally.tried)
    assert {f"{column}.distinct_count" for column in TYPES} <= set(tally.tried)
