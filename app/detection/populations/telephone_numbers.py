"""Telephone numbers of one country, told by all of a column together.

Bare digits of the right length pass some country's numbering plan often enough to mean nothing by themselves. A column
comes from one country as a rule: the one its numbers with a ``+`` are from, else the one whose plan fits best. Its fit
counts as far as the same digits in another order (``shuffling``) fit worse.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import log
from random import Random

from app.detection.evidence.intervals import wilson
from app.detection.evidence.shuffling import shuffled
from app.detection.telephony.layouts import layout_of, plans_by_layout
from app.detection.telephony.numbering import (
    COMMON,
    Plan,
    Plans,
    common_plans,
    plan_of,
    region_of,
    written_digits,
)

_FEWEST, _MOST = 7, 13
"""Digits of a national number: shorter ones are extensions, longer ones nobody's (ITU-T E.164 has 15 with the code)."""
_WRITTEN_SHARE, _VALUES, _DRAWS = 0.7, 60, 300
_REAL = 0.97
_FEWEST_ALIKE = 4
_LEAST, _HIGHEST, _PREFIX_MOST = -4.0, 8.0, 4.0


def log_odds(values: list[str]) -> float:
    """From -4 to 8; 0 where no value is a national number, or hardly one is written as a telephone number.

    >>> log_odds(["1600000000", "1600086400", "1600172800"]) <= 0
    True
    """
    first = values[: 4 * _VALUES]
    layouts = set(map(layout_of, first))
    # Sums have a first group of one to three digits; in one and the same layout nobody writes them.
    alike = len(layouts) == 1 and len(first) >= _FEWEST_ALIKE and layouts <= {(3, 3, 3), (2, 3, 3)}
    looked_at = first if alike else [value for value in first if _may_be(value)]
    written = [digits for digits in map(written_digits, looked_at) if digits]
    if len(written) < _WRITTEN_SHARE * min(len(values), 4 * _VALUES):
        return 0.0
    national = [digits for digits in written if digits[0] != "+"][:_VALUES]
    national = [digits for digits in national if _FEWEST <= len(digits) <= _MOST]
    if not national:
        return 0.0
    regions = _regions([digits for digits in written if digits[0] == "+"])
    best = max(fit - _rarity(place) for place, fit in enumerate(_fits(regions, national)))
    return max(_LEAST, min(best, _HIGHEST))


def _rarity(place: int) -> float:
    """What the region costs by its place among the candidates: the more were tried, the less one that fits says."""
    return log(2 * (place + 2))


def _may_be(value: str) -> bool:
    """Bare digits, or in groups that are a telephone number's: those of dates, years and sums hang together as well."""
    return value.isdigit() or value.startswith(("+", "(", "0")) or layout_of(value) in plans_by_layout()


def _regions(international: Sequence[str]) -> list[str]:
    """The regions of the numbers with a ``+``, the most frequent first, three at most."""
    found = Counter(filter(None, map(region_of, international[:_VALUES])))
    return [region for region, _ in found.most_common(3)]


def _fits(regions: Sequence[str], national: Sequence[str]) -> Iterator[float]:
    """How well the plan of each region fits; of the common ones without a region."""
    drawn = shuffled(national)
    plans = Plans(regions) if regions else common_plans()
    for region, hits in zip(regions or COMMON, plans.having(national), strict=True):
        yield _fit(plan_of(region), national, hits, drawn) if hits >= len(national) / 2 else _LEAST


def _fit(plan: Plan, national: Sequence[str], hits: int, drawn: Sequence[str]) -> float:
    """Log-likelihood ratio of "numbers of this plan" against "digits such as these", drawn in another order.

    What is constant in the column counts once: how much likelier it makes a number than any digits would.
    """
    chance = wilson(sum(map(plan.has, drawn)), len(drawn))[1] if drawn else _REAL
    length = Counter(map(len, national)).most_common(1)[0][0]
    prefix = min(max(log(chance / _pass_rate_of_any(plan.region, length)), 0.0), _PREFIX_MOST)
    real = min(max(hits / len(national), 0.8), _REAL)
    if real <= chance:
        return prefix
    misses = len(national) - hits
    return prefix + hits * log(real / chance) + misses * log((1 - real) / (1 - chance))


@cache
def _pass_rate_of_any(region: str, length: int) -> float:
    """The share of any digits of that length that the plan has."""
    random, plan = Random(length), plan_of(region)  # noqa: S311 - a measurement, not a secret
    drawn = ("".join(random.choices("0123456789", k=length)) for _ in range(_DRAWS))
    return (sum(map(plan.has, drawn)) + 1) / (_DRAWS + 2)
