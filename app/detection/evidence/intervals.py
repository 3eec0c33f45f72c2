"""Intervals for shares.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
J. A. Hanley and A. Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249 (1983).
"""

from math import sqrt

_Z95 = 1.959963984540054


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of the share behind ``hits`` of ``trials``; (0, 1) without a trial.

    >>> low, high = wilson(10, 10)
    >>> round(low, 3), high
    (0.722, 1.0)
    """
    if trials == 0:
        return (0.0, 1.0)
    share, z2 = hits / trials, _Z95 * _Z95
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials)) / (1 + z2 / trials)
    # At the ends the closed form differs from 0 and 1 by rounding only.
    return (0.0 if hits == 0 else centre - half, 1.0 if hits == trials else centre + half)


def at_most_when_none(trials: int) -> float:
    """The share that may still be there, at 95 %, when none was found in that many trials (rule of three).

    >>> at_most_when_none(1000)
    0.003
    """
    return 1.0 if trials <= 3 else 3 / trials  # noqa: PLR2004 - the three of the rule
