"""Which numbers lie too far out for the distribution they come from.

Fences of a box plot cry wolf on skewed columns (Hubert and Vandervieren, "An adjusted boxplot for skewed distributions",
CSDA 52, 2008), and what a table holds is mostly skewed: money, counts, durations. So the few values beyond a gap are set
aside, which keeps them from hiding themselves (masking: Rousseeuw and Hubert, WIREs 1, 2011), and the tail of the rest is
measured between its 50th, 75th and 85th percentile and continued as the lightest of three shapes that it fits: normal,
exponential, or the same in the logarithm (log-normal, Pareto). The few are far where hardly any table of that size would
hold them, the less so the wider the gap.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import exp, inf, log

import numpy as np

from app.quality.defects.looking import Floats, RowMask

_FEWEST, _FEWEST_DIFFERENT = 12, 8
_SET_ASIDE = 0.12
"""At most this share of the values is looked at as too many."""
_CUTS = 3
_LIGHT, _MEDIUM = 0.62, 0.70
"""(q85-q75)/(q75-q50): 0.40 even, 0.54 normal, 0.74 exponential, 0.89 log-normal of sigma 1."""
_Q75_NORMAL, _Q85_NORMAL, _Q97_NORMAL = 0.6745, 1.0364, 1.8808
_Q85_EXPONENTIAL = log(25 / 15)
_NARROW_GAP, _WIDE_GAP = 1.35, 2.0
"""How much farther from the median the first of the few lies than the last of the rest."""
_WIDER = 1.5
"""Times the widest gap in the upper half of the rest: what comes in steps has gaps everywhere."""
_STRICT, _LENIENT = (5.0, 4.6), (4.0, 2.3)
"""Standard deviations, and -ln of the chance that one of n exponential values goes that far, for a narrow and a wide gap."""
_NO_TAIL, _TORN_AWAY, _SOME = 3.2, 4.0, 40
"""A rest that reaches no farther than a normal one of 1,000 values has no tail that goes on for four times its length."""
_SKEWED, _VERY_SKEWED = 1.1, 1.3
_FEW_VALUES, _ENOUGH = 8.0, 60
"""How much wider the fences of few values are: percentiles of 20 values err by a third of a standard deviation."""
_SMALL, _MANY, _ENDS, _TORN = 30, 100, 1.75, 0.5
"""From the median to the last value is 1.43 times as far as to the 85th percentile for even, 2.8 times for 300 normal ones."""
_LARGEST_EXPONENT = 700.0


def far(values: Floats) -> RowMask:
    """Per value whether it is far out on either side; NaN is not. Fewer than 12 values, or 8 different, tell nothing.

    >>> far(np.array([*range(40), 900.0])).nonzero()[0]
    array([40])
    """
    known = np.isfinite(values)
    ordered = np.sort(values[known])
    if len(ordered) < _FEWEST or int((np.diff(ordered) > 0).sum()) < _FEWEST_DIFFERENT - 1:
        return np.zeros(len(values), np.bool_)
    above, below = _first_far(ordered), -_first_far(-ordered[::-1])
    with np.errstate(invalid="ignore"):
        return (values >= above) | (values <= below)


def _first_far(ordered: Floats) -> float:
    """The smallest value that is far above the rest; infinite for none."""
    far_from = (
        float(ordered[place]) for place in _cuts(ordered) if _is_far(ordered[:place], float(ordered[place]))
    )
    return min(far_from, default=inf)


def _cuts(ordered: Floats) -> Iterator[int]:
    """Places of the first value behind the widest gaps near the end, in numbers and in their logarithms."""
    start = max(int(len(ordered) * (1 - _SET_ASIDE)) - 1, 0)
    tail = ordered[start:]
    steps = [np.diff(tail)]
    if tail[0] > 0:
        steps.append(np.diff(np.log(tail)))
    for each in steps:
        yield from (start + 1 + place for place in np.argsort(each)[::-1][:_CUTS].tolist() if each[place] > 0)


def _is_far(rest: Floats, first: float) -> bool:
    middle, high, last = _at(rest, 0.5), _at(rest, 0.85), float(rest[-1])
    if last <= middle:
        return False
    gap = (first - middle) / (last - middle)
    if gap < _NARROW_GAP or first - last <= _WIDER * float(np.diff(rest[len(rest) // 2 :]).max()):
        return False
    ends = len(rest) >= _SMALL and last - middle <= _ENDS * (high - middle) and not _is_skewed(rest)
    if ends and gap >= (1 + _TORN if len(rest) >= _MANY else _WIDE_GAP):
        return True  # the rest simply ends, as evenly spread numbers and dates do
    if last - middle <= _NO_TAIL * (high - middle) and gap >= (
        _TORN_AWAY if len(rest) >= _SOME else 2 * _TORN_AWAY
    ):
        return True
    return first > _limit(rest, *_STRICT) or (gap >= _WIDE_GAP and first > _limit(rest, *_LENIENT))


def _limit(rest: Floats, sigmas: float, surprise: float) -> float:
    """How far the tail of the rest may go; infinite where it has none to measure."""
    sigmas *= 1 + _FEW_VALUES / len(rest)
    lower, middle, upper, high, end = (_at(rest, share) for share in (0.25, 0.5, 0.75, 0.85, 0.97))
    if not middle < upper < high:
        return _of_few(rest, sigmas, surprise)
    light, medium = _continued((lower, middle, upper, high, end), len(rest), sigmas, surprise)
    very_skewed = upper - middle > _VERY_SKEWED * (middle - lower)
    limit = light if (high - upper) / (upper - middle) <= _LIGHT and not very_skewed else max(light, medium)
    if lower <= 0 or (not _is_skewed(rest) and len(rest) >= _MANY // 2):
        return limit
    logs = (log(lower), log(middle), log(upper), log(high), log(end))
    light, medium = _continued(logs, len(rest), sigmas, surprise)
    in_logs = light if (logs[3] - logs[2]) / (logs[2] - logs[1]) <= _MEDIUM else max(light, medium)
    return max(limit, exp(min(in_logs, _LARGEST_EXPONENT)))


def _is_skewed(rest: Floats) -> bool:
    middle = _at(rest, 0.5)
    return _at(rest, 0.75) - middle > _SKEWED * (middle - _at(rest, 0.25))


def _continued(
    quantiles: tuple[float, float, float, float, float], n: int, sigmas: float, surprise: float
) -> tuple[float, float]:
    """The tail as a normal and as an exponential distribution continues it."""
    lower, middle, upper, high, end = quantiles
    sigma = max(
        (upper - middle) / _Q75_NORMAL,
        (high - middle) / _Q85_NORMAL,
        (end - middle) / _Q97_NORMAL if n >= _ENOUGH else 0.0,
        0.8 * (middle - lower) / _Q75_NORMAL,
    )
    exponential = upper + (high - upper) / _Q85_EXPONENTIAL * (log(0.25 * n) + surprise)
    return middle + sigmas * sigma, exponential


def _of_few(rest: Floats, sigmas: float, surprise: float) -> float:
    """Where one value fills the middle, what lies above it is a distribution of its own."""
    above = rest[rest > _at(rest, 0.5)]
    if len(above) < _SMALL or not all(
        a < b for a, b in pairwise((_at(above, 0.5), _at(above, 0.75), _at(above, 0.85)))
    ):
        return inf
    return 2 * _limit(above, sigmas, surprise)


def _at(ordered: Floats, share: float) -> float:
    """The quantile of ordered values, interpolated."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))
