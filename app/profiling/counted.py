"""What follows from every value of a column with its rows: all metrics and the whole distribution, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from math import ceil, isfinite
from typing import Final

from app.model.distribution import Bin, Distribution, Frequency, Quantile
from app.profiling.aggregates import VALUE_CHARACTERS
from app.profiling.plans import SHARES, ColumnPlan
from app.profiling.relation import Kind
from app.quality.bars import bars_of
from app.quality.placeholders import is_blank, is_placeholder

TOP_VALUES: Final = 10
LABEL_CHARACTERS: Final = 200
_DIGITS: Final = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as text, the rows that have it, and where it lies on a line; ``None`` where it does not."""

    value: str
    rows: int
    place: float | None

    @property
    def is_finite(self) -> bool:
        """Whether it lies on the line; texts do not."""
        return self.place is not None and isfinite(self.place)


def metrics_of(plan: ColumnPlan, entries: Sequence[Entry]) -> dict[str, float | str | None]:
    """Aggregates as the pass would have given them; what is told of moments stands in the answer already."""
    found: dict[str, float | str | None] = {
        "distinct": _distinct(plan, entries),
        "unique": sum(1 for each in entries if each.rows == 1),
        "min": entries[0].value[:VALUE_CHARACTERS] if entries else None,
        "max": entries[-1].value[:VALUE_CHARACTERS] if entries else None,
    }
    if plan.kind is Kind.TEXT:
        found |= _texts(entries)
    elif plan.kind.is_number:
        found |= _numbers(plan, entries)
    elif plan.kind is Kind.BOOLEAN:
        found |= {
            word: sum(each.rows for each in entries if each.value == word) for word in ("true", "false")
        }
    return found


def _distinct(plan: ColumnPlan, entries: Sequence[Entry]) -> int:
    """Negative zero is zero."""
    signs = plan.kind is Kind.FLOAT and {"0.0", "-0.0"} <= {each.value for each in entries}
    return len(entries) - signs


def _texts(entries: Sequence[Entry]) -> Mapping[str, float | None]:
    lengths = [len(each.value) for each in entries]
    return {
        "min_length": min(lengths, default=None),
        "max_length": max(lengths, default=None),
        "characters": sum(len(each.value) * each.rows for each in entries),
        "empty": sum(each.rows for each in entries if not each.value),
        "blank": sum(each.rows for each in entries if is_blank(each.value)),
        "placeholder": sum(each.rows for each in entries if is_placeholder(each.value)),
    }


def _numbers(plan: ColumnPlan, entries: Sequence[Entry]) -> Mapping[str, float | None]:
    finite = [(Decimal(each.value), each.rows) for each in entries if each.is_finite]
    mean, deviation = _moments(finite)
    found: dict[str, float | None] = {
        "mean": mean,
        "standard_deviation": deviation,
        "zero": sum(rows for value, rows in finite if value == 0),
        "negative": sum(rows for value, rows in finite if value < 0)
        + sum(each.rows for each in entries if each.value == "-inf"),
    }
    if plan.kind is Kind.FLOAT:
        found["nan"] = sum(each.rows for each in entries if each.value == "nan")
        found["infinite"] = sum(each.rows for each in entries if each.value in {"inf", "-inf"})
    return found


def _moments(numbers: Sequence[tuple[Decimal, int]]) -> tuple[float | None, float | None]:
    """Mean and standard deviation (n - 1), computed in 100 digits."""
    count = sum(rows for _, rows in numbers)
    with localcontext(_DIGITS):
        if not count:
            return None, None
        mean = sum((value * rows for value, rows in numbers), Decimal()) / count
        if count == 1:
            return float(mean), None
        squares = sum(((value - mean) ** 2 * rows for value, rows in numbers), Decimal())
        return float(mean), float((squares / (count - 1)).sqrt())


def distribution_of(plan: ColumnPlan, entries: Sequence[Entry]) -> Distribution:
    """Quantiles and bars of numbers, days and moments; top values of all where one repeats."""
    finite = [each for each in entries if each.is_finite]
    total = sum(each.rows for each in entries)
    return Distribution(
        quantiles=_quantiles(finite) if plan.kind.is_number or plan.kind.is_moment else (),
        histogram=_histogram(plan, finite),
        top_values=_tops(entries, total),
    )


def _quantiles(entries: Sequence[Entry]) -> tuple[Quantile, ...]:
    """The smallest value with at least that share at or below it (SQL: ``percentile_disc``)."""
    total = sum(each.rows for each in entries)
    found: list[Quantile] = []
    passed, waiting = 0, list(SHARES)
    for each in entries:
        passed += each.rows
        while waiting and passed >= max(1, ceil(waiting[0] * total)):
            found.append(Quantile(share=waiting.pop(0), value=each.value, exact=True))
    return tuple(found)


def _histogram(plan: ColumnPlan, entries: Sequence[Entry]) -> tuple[Bin, ...]:
    if not entries or not plan.kind.lies_on_a_line:
        return ()
    places = [each.place or 0.0 for each in entries]
    bars = bars_of(min(places), max(places), plan.kind.calendar)
    if bars is None:
        return ()
    counts = [0] * bars.number
    for each, place in zip(entries, places, strict=True):
        counts[bars.bar_of(place)] += each.rows
    total = sum(counts)
    return tuple(
        Bin(low=low, high=high, share=count / total, count=count, exact=True)
        for (low, high), count in zip(bars.shown(), counts, strict=True)
    )


def _tops(entries: Sequence[Entry], total: int) -> tuple[Frequency, ...]:
    ranked = sorted((each for each in entries if each.rows > 1), key=lambda each: -each.rows)
    return tuple(
        Frequency(label=each.value[:LABEL_CHARACTERS], share=each.rows / total, count=each.rows, exact=True)
        for each in ranked[:TOP_VALUES]
    )
