"""The verdict arithmetic: log-odds of "this column is of the type", as named parts that add up.

Bayes in odds form: prior odds times likelihood ratios, each capped, because evidence from one column is not
independent (a column of phone numbers passes or fails a check together).
"""

from dataclasses import dataclass
from math import exp, log

from app.model.findings import Part

_COMMON_PRIOR = 0.02


@dataclass(frozen=True, slots=True)
class Scored:
    """A type with the parts that speak for and against it."""

    type_id: str
    parts: tuple[Part, ...]

    @property
    def log_odds(self) -> float:
        """The sum of the parts."""
        return sum(part.log_odds for part in self.parts)

    @property
    def confidence(self) -> float:
        """The probability whose logit is the sum of the parts."""
        return 1 / (1 + exp(-self.log_odds))

    def with_part(self, part: Part | None) -> "Scored":
        """The same with one part more; parts of no weight are left out."""
        return self if part is None or part.log_odds == 0 else Scored(self.type_id, (*self.parts, part))


def logit(probability: float) -> float:
    """Log-odds of a probability strictly between 0 and 1.

    >>> logit(0.5)
    0.0
    """
    return log(probability / (1 - probability))


def rarity(prior: float) -> float:
    """By how much, in log-odds, a type is rarer than one that 2 % of columns hold.

    >>> rarity(0.02), round(rarity(0.001), 2)
    (0.0, 3.01)
    """
    return logit(_COMMON_PRIOR) - logit(prior)


def likelihood_ratio(hits: int, trials: int, chance: float, coverage: float) -> float:
    """Log-likelihood ratio of ``hits`` of ``trials`` under "of the type" against "passes by chance".

    A real column lets between ``coverage`` and nearly all values pass; within that range the share that fits
    best is taken (a generalised likelihood ratio, Wilks 1938). Nothing tried says nothing.

    >>> likelihood_ratio(0, 0, 0.1, 0.8)
    0.0
    >>> likelihood_ratio(5, 5, 0.1, 0.8) > 10
    True
    >>> likelihood_ratio(10, 100, 0.1, 0.8) < -50
    True
    """
    if trials == 0:
        return 0.0
    chance = min(max(chance, 1e-6), 0.999)
    real = min(max(hits / trials, coverage), 0.99)
    if real <= chance:
        return 0.0
    return hits * log(real / chance) + (trials - hits) * log((1 - real) / (1 - chance))


def dampened(log_odds: float, lowest: float, highest: float) -> float:
    """The log-odds within these bounds, but for the logarithm of what lies above: more stays more.

    >>> dampened(-9, -6, 8), dampened(5, -6, 8), round(dampened(30, -6, 8), 2), round(dampened(45, -6, 8), 2)
    (-6, 5, 11.14, 11.64)
    """
    bounded = capped(log_odds, lowest, highest)
    return bounded + log(1 + max(log_odds - highest, 0.0)) if log_odds > highest else bounded


def capped(log_odds: float, lowest: float, highest: float) -> float:
    """The log-odds within these bounds.

    >>> capped(20, -6, 8)
    8
    """
    return min(max(log_odds, lowest), highest)
