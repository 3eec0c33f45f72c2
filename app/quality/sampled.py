"""What the sampled values of a table say about its quality.

Runs in the task that holds the sample; only shares and counts leave it. A number is exact where the sample is
the whole table. Where rows were drawn independently it carries the half width of its 95 % interval, elsewhere
it claims none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Table
from app.quality.placeholders import is_blank, is_placeholder

Z95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class _Estimate:
    """A number with its 95 % interval; the ends are ``None`` where nothing can be said about them."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def half_width(self) -> float | None:
        """The wider side, because the intervals are not symmetric."""
        if self.low is None or self.high is None:
            return None
        return max(self.value - self.low, self.high - self.value)


def measure_sample(table: Table, sample: Sample) -> tuple[ColumnProfile, ...]:
    """The measurements of every sampled column, in the order of the table.

    A column that was left out of the sample gets no profile; a share of nothing is left out.
    """
    return tuple(
        ColumnProfile(
            column=column.name,
            measurements=tuple(_measurements(table, sample.facts, sample.values[column.name])),
        )
        for column in table.columns
        if column.name in sample.values
    )


def _measurements(table: Table, facts: SampleFacts, cells: Sequence[str | None]) -> Iterator[Measurement]:
    counts = Counter(cell for cell in cells if cell is not None)
    blanks = sum(count for text, count in counts.items() if is_blank(text))
    texts = {text: count for text, count in counts.items() if not is_blank(text)}
    filled = sum(texts.values())
    shares = (
        ("null_share", len(cells) - counts.total(), len(cells)),
        ("blank_share", blanks, len(cells)),
        ("placeholder_share", _cells_where(is_placeholder, texts), len(cells)),
        ("untrimmed_share", _cells_where(_is_untrimmed, texts), filled),
        ("variant_share", variants(texts), filled),
    )
    for metric, matched, total in shares:
        if total:
            yield _measurement(facts, metric, share_estimate(matched, total))
    yield from _distinct(table, facts, counts)
    if counts:
        yield Measurement(metric="min_length", value=min(map(len, counts)), exact=_is_exact(facts))
        yield Measurement(metric="max_length", value=max(map(len, counts)), exact=_is_exact(facts))


def _measurement(facts: SampleFacts, metric: str, estimate: _Estimate) -> Measurement:
    exact = _is_exact(facts)
    bound = estimate.half_width if facts.method.allows_bounds and not exact else None
    return Measurement(metric=metric, value=estimate.value, exact=exact, bound=bound)


def _is_exact(facts: SampleFacts) -> bool:
    return facts.method is SamplingMethod.ALL


def _cells_where(holds: Callable[[str], bool], texts: Mapping[str, int]) -> int:
    return sum(count for text, count in texts.items() if holds(text))


def _is_untrimmed(text: str) -> bool:
    return text != text.strip()


def variants(texts: Mapping[str, int]) -> int:
    """Cells whose text differs only in case or spacing from one that occurs more often.

    Of several texts that occur equally often the first in the mapping counts as the right one.

    >>> variants({"Paris": 5, "paris": 1, " Paris": 2, "Rome": 4})
    3
    """
    groups: dict[str, list[int]] = {}
    for text, count in texts.items():
        groups.setdefault(" ".join(text.casefold().split()), []).append(count)
    return sum(sum(counts) - max(counts) for counts in groups.values())


def share_estimate(matched: int, total: int) -> _Estimate:
    """A share with its 95 % interval (Wilson, JASA 22, 1927), which holds for shares of 0 and 1 too.

    >>> estimate = share_estimate(0, 100)
    >>> estimate.value, round(estimate.half_width, 4)
    (0.0, 0.037)
    """
    share = matched / total
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    spread = Z95 / (1 + z2 / total) * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return _Estimate(share, max(centre - spread, 0.0), min(centre + spread, 1.0))


def _distinct(table: Table, facts: SampleFacts, counts: Counter[str]) -> Iterator[Measurement]:
    values = counts.total()
    if _is_exact(facts):
        estimate = _Estimate(len(counts))
    elif table.row_estimate is None or facts.rows == 0:
        return
    else:
        estimate = distinct_estimate(counts.values(), max(table.row_estimate / facts.rows, 1.0))
    yield _measurement(facts, "distinct_count", estimate)
    if _is_exact(facts) and values:
        yield Measurement(metric="distinct_share", value=len(counts) / values, exact=True)
        yield Measurement(metric="duplicate_count", value=values - len(counts), exact=True)


def distinct_estimate(frequencies: Iterable[int], rows_per_sampled_row: float) -> _Estimate:
    """Distinct values of the whole column from how often each was seen in the sample.

    The guaranteed-error estimator of Charikar, Chaudhuri, Motwani and Narasayya ("Towards estimation error
    guarantees for distinct values", PODS 2000): sqrt(r) * f1 + f2 + f3 + …, where r is rows per sampled row.
    At least what was seen is there; at most each value seen once stands for r others.

    >>> distinct_estimate([1, 1, 1, 5, 7], 4.0)
    _Estimate(value=8.0, low=5, high=14.0)
    """
    seen = list(frequencies)
    once = seen.count(1)
    often = len(seen) - once
    return _Estimate(
        sqrt(rows_per_sampled_row) * once + often, len(seen), rows_per_sampled_row * once + often
    )
