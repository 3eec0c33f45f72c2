"""How many different values: what a random sample promises, and what a sample of hashes tells."""

from dataclasses import dataclass
from math import ceil, floor, log2, sqrt
from typing import Final

EXACT_BELOW: Final = 50_000
"""A count of different values below this is never an estimate."""

LARGEST_ERROR: Final = 0.05
"""Of an estimate above ``EXACT_BELOW``, at ``SIGMAS`` standard deviations."""

SIGMAS: Final = 4.0
"""One column in 16,000 lies further out than that."""

NORMAL_95: Final = 1.96
"""Half the width of a 95 % interval, in standard deviations."""

_HASHES_KEPT: Final = 2**16
"""As many hashes of a column are kept at most, about 2 MB; the error is 1.6 % at 4 standard deviations then."""

_HASHES_ENOUGH: Final = 2**13
"""With fewer the error is above ``LARGEST_ERROR``, and every row would have to be read again."""

_FURTHER_BITS: Final = 2
"""Four times ``_HASHES_KEPT`` are risked where they may be too few otherwise: the most a column may have is far above what is likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """How many different values a column may have, judged by a random sample of its rows.

    Attributes:
        likely: Chao's lower bound, which is close where the values are about equally frequent.
        at_most: not exceeded but once in 16,000 samples; whole where the sample is all there is.
    """

    likely: float
    at_most: float


def promise_of(*, sampled: int, distinct: int, once: int, twice: int, rows: float) -> Promise:
    """What ``sampled`` values with so many different ones, ``once`` and ``twice`` seen, promise for ``rows`` values.

    The values the sample has not seen make up at most the share M of the rows, M being about ``once`` / ``sampled``
    (Good, "The population frequencies of species", Biometrika 40, 1953), with the deviation of McAllester and
    Schapire, "On the convergence rate of Good-Turing estimators" (COLT 2000) as a Poisson count has it; so at most
    M x ``rows`` further values. ``likely`` is Chao, "Nonparametric estimation of the number of classes in a
    population", Scandinavian Journal of Statistics 11 (1984).

    >>> promise_of(sampled=20_000, distinct=7, once=0, twice=0, rows=1_000_000).at_most
    807.0
    """
    if sampled >= rows:
        return Promise(likely=float(distinct), at_most=float(distinct))
    if sampled == 0:
        return Promise(likely=rows, at_most=rows)
    unseen_share = min(1.0, (once + SIGMAS * sqrt(once) + SIGMAS**2) / sampled)
    likely = distinct + once * (once - 1) / (2 * (twice + 1))
    at_most = distinct + unseen_share * rows
    return Promise(likely=min(likely, rows), at_most=min(at_most, rows))


def bits_for(promise: Promise) -> int:
    """One value in 2**bits has its hash kept: few enough to be held, and if they are as many as is likely, enough to be sure.

    >>> bits_for(Promise(likely=100_000, at_most=100_000)), bits_for(Promise(likely=100_000, at_most=1_800_000))
    (1, 3)
    """
    held = max(0, ceil(log2(max(promise.at_most, 1) / _HASHES_KEPT)))
    sure = max(0, floor(log2(max(promise.likely, 1) / _HASHES_ENOUGH)))
    return max(held - _FURTHER_BITS, min(held, sure))


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of different values from hashes.

    Attributes:
        bound: half width of the 95 % interval.
        at_most: not exceeded but once in 16,000 columns.
        settled: whether it is as sure as it has to be: surely at least ``EXACT_BELOW`` and within ``LARGEST_ERROR``.
    """

    value: float
    bound: float
    at_most: float
    settled: bool


def estimate(kept: int, bits: int) -> Estimate:
    """From ``kept`` different hashes among those with ``bits`` zero bits.

    Each value's hash is kept with the chance 2**-bits whatever its frequency, so the count is binomial: Gibbons,
    "Distinct sampling for highly-accurate answers to distinct values queries" (VLDB 2001).

    >>> found = estimate(80_000, 6)
    >>> round(found.value), round(found.bound), found.settled
    (5120000, 35202, True)
    """
    value = kept * 2.0**bits
    deviation = sqrt(kept * (1 - 2.0**-bits)) * 2.0**bits
    spread = SIGMAS * deviation
    at_most = value + spread + SIGMAS**2 * 2.0**bits
    settled = kept > 0 and value - spread >= EXACT_BELOW and spread <= LARGEST_ERROR * value
    return Estimate(value=value, bound=NORMAL_95 * deviation, at_most=at_most, settled=settled)
