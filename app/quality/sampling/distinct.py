"""How many different values the whole column has, judged by how often each was seen in a sample.

No sample can exclude values that few rows have, so an honest interval is wide where many values were seen once
(Charikar, Chaudhuri, Motwani and Narasayya, "Towards estimation error guarantees for distinct values", PODS 2000).
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z_ONE_SIDED: Final = 1.645


@dataclass(frozen=True, slots=True)
class Distinct:
    """The estimate, and between which numbers the truth lies in 95 of 100 samples."""

    value: float
    low: float
    high: float

    @property
    def bound(self) -> float:
        """Half width of an interval round the value that holds both ends."""
        return max(self.value - self.low, self.high - self.value)


def estimate_distinct(frequencies: Collection[int], values: float, fraction: float) -> Distinct:
    """From how often each value was seen; ``values`` are those of the whole column, ``fraction`` the share drawn.

    Equally frequent values are told by the jackknife of Haas and Stokes (JASA 93, 1998, D_uj1, as in PostgreSQL's
    ANALYZE), others by the guaranteed-error estimator of Charikar and others, sqrt(1/fraction) x f1 + f2 + f3 + …; the
    coefficient of variation of Chao and Lee (JASA 87, 1992) says which they are.

    >>> found = estimate_distinct([1] * 1000, 1_000_000, 0.001)
    >>> round(found.value), found.high
    (1000000, 1000000)
    """
    seen, drawn = len(frequencies), sum(frequencies)
    once = list(frequencies).count(1)
    if not drawn:
        return Distinct(0.0, 0.0, values if fraction < 1 else 0.0)
    low = max(float(seen), _fewest(frequencies, drawn, values))
    high = min(seen - once + _most(once) / fraction, values) if fraction < 1 else float(seen)
    even = _jackknife(seen, drawn, once, fraction)
    guess = even if _variation(frequencies, drawn, even) < 1 else sqrt(1 / fraction) * once + seen - once
    return Distinct(min(max(guess, low), max(low, high)), low, max(low, high))


def _jackknife(seen: int, drawn: int, once: int, fraction: float) -> float:
    return seen / (1 - (1 - fraction) * once / drawn)


def _variation(frequencies: Collection[int], drawn: int, distinct: float) -> float:
    """Squared coefficient of variation of the values' frequencies; 0 where they are equal."""
    if drawn == 1:
        return 0.0
    pairs = sum(each * (each - 1) for each in frequencies)
    return max(distinct * pairs / (drawn * (drawn - 1)) - 1, 0.0)


def _fewest(frequencies: Collection[int], drawn: int, values: float) -> float:
    """At least so many: the fewer pairs of equal values, the more values there must be.

    The chance that two rows are equal is at least 1 / distinct (Cauchy and Schwarz; Good, Biometrika 40, 1953), and the
    pairs seen bound it from above. Pairs that hang together, of a value seen thrice, are counted as one each way.
    """
    if drawn <= 1 or max(frequencies) > 2:  # noqa: PLR2004 - then what was seen is the better answer
        return 0.0
    pairs = _most(list(frequencies).count(2))
    chance = pairs / (drawn * (drawn - 1) / 2)
    return 1 / min(1.0, chance + 1 / max(values, 1.0))


def _most(count: int) -> float:
    """The greatest mean of a Poisson count that leaves 5 % for so few; 3 for none."""
    return count + _Z_ONE_SIDED * sqrt(count + 1) + 1.36
