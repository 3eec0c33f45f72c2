"""Ordinary columns over runs, as samples say how their values are spread. Two families, one to tune on, one not."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from app.history.points import ColumnPoint, Slice

SHARES: Final = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
ROWS: Final = 600
"""Rows of a sample; small, so that chance has its part."""
Draw = Callable[[Random, int], float]
Choose = Callable[[Random, int], str]


def of_numbers(random: Random, draw: Draw, run: int, rows: int = ROWS) -> ColumnPoint:
    """The point of a column of numbers; ``draw`` gives a value as of a run."""
    values = sorted(draw(random, run) for _ in range(rows))
    quantiles = tuple((share, values[min(int(share * rows), rows - 1)]) for share in SHARES)
    return ColumnPoint(kind="decimal", values=rows, quantiles=quantiles)


def of_categories(
    random: Random, choose: Choose, run: int, rows: int = ROWS, *, masked: bool = False
) -> ColumnPoint:
    """The point of a column of categories."""
    counted = Counter(choose(random, run) for _ in range(rows)).most_common(20)
    top = tuple(Slice(None if masked else label, count / rows) for label, count in counted)
    return ColumnPoint(kind="text", values=rows, top=top)


def chooser(shares: Mapping[str, float]) -> Choose:
    """Labels by their weights, in every run alike."""
    labels, ends, total = list(shares), list[float](), 0.0
    for share in shares.values():
        total += share
        ends.append(total)
    return lambda random, _: labels[min(bisect_left(ends, random.random() * total), len(labels) - 1)]


def normal(random: Random) -> Draw:
    """Measurements."""
    mean, spread = random.uniform(-50, 500), random.uniform(1, 80)
    return lambda random, _: random.gauss(mean, spread)


def prices(random: Random) -> Draw:
    """Log-normal, rounded to cents."""
    level, spread = random.uniform(0.5, 6), random.uniform(0.2, 1.2)
    return lambda random, _: round(random.lognormvariate(level, spread), 2)


def keys(random: Random) -> Draw:
    """A number that counts up: its spread moves with every run."""
    first, step = random.randint(1_000, 50_000), random.randint(1, 900)
    return lambda random, run: float(random.randrange(first + step * run))


def ratings(random: Random) -> Draw:
    """One to five."""
    weights = [random.uniform(0.5, 3) for _ in range(5)]
    return lambda random, _: float(random.choices(range(1, 6), weights)[0])


def inflated(random: Random) -> Draw:
    """Mostly zero."""
    zeros = random.uniform(0.5, 0.93)
    return lambda random, _: 0.0 if random.random() < zeros else random.expovariate(0.01)


def moving_window(random: Random) -> Draw:
    """Days of the last three months."""
    return lambda random, run: 86_400.0 * (20_000 + run - 90 * random.random())


NUMBERS_TUNING: Final[Mapping[str, Callable[[Random], Draw]]] = {
    "normal": normal,
    "prices": prices,
    "ratings": ratings,
}
NUMBERS_HELD_OUT: Final[Mapping[str, Callable[[Random], Draw]]] = {
    "keys": keys,
    "zero-inflated": inflated,
    "moving window": moving_window,
}


def statuses(random: Random) -> Mapping[str, float]:
    """A few, one of them most."""
    return {f"status {number}": random.uniform(0.5, 5) for number in range(random.randint(2, 6))}


def towns(random: Random) -> Mapping[str, float]:
    """Many, by Zipf's law."""
    return {f"town {number}": 1 / (number + 1) for number in range(random.randint(60, 400))}


def flags(random: Random) -> Mapping[str, float]:
    """Yes or no."""
    return {"Y": random.uniform(0.02, 0.98), "N": 0.5}


CATEGORIES_TUNING: Final[Mapping[str, Callable[[Random], Mapping[str, float]]]] = {"statuses": statuses}
CATEGORIES_HELD_OUT: Final[Mapping[str, Callable[[Random], Mapping[str, float]]]] = {
    "towns": towns,
    "flags": flags,
}
