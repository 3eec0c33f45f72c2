"""The distribution of a column, told by the pass."""

from collections.abc import Mapping, Sequence

from app.model.distribution import Distribution, Frequency, Quantile
from app.profiling.cells import count_of, shown, weekdays_of
from app.profiling.counted import LABEL_CHARACTERS, TOP_VALUES, Entry, distribution_of
from app.profiling.plans import SHARES, ColumnPlan, Way


def spread_of(
    plan: ColumnPlan, entries: Sequence[Entry], found: Mapping[str, object], filled: int
) -> Distribution:
    """Quantiles, bars, frequent values and weekdays; bars are left to the probe where not every value was counted."""
    if plan.way is Way.MAPPED:
        spread = distribution_of(plan, entries)
        quantiles = tuple(
            Quantile(share=each.share, value=shown(plan, each.value), exact=True) for each in spread.quantiles
        )
        histogram, tops = spread.histogram, spread.top_values
    else:
        quantiles, histogram, tops = _quantiles(plan, found), (), _tops(plan, found, filled)
    days = weekdays_of(found)
    total = sum(days)
    weekdays = tuple(
        Frequency(label=str(number), share=count / total, count=count, exact=True)
        for number, count in enumerate(days, 1)
        if total
    )
    return Distribution(quantiles=quantiles, histogram=histogram, top_values=tops, weekdays=weekdays)


def _quantiles(plan: ColumnPlan, found: Mapping[str, object]) -> tuple[Quantile, ...]:
    """Exact where the rank was between the ends, else as the probe has it."""
    estimates = {each.share: each for each in plan.estimates}
    quantiles: list[Quantile] = []
    for share in SHARES:
        exact, guess = found.get(f"q{share}"), estimates.get(share)
        if exact is not None:
            quantiles.append(Quantile(share=share, value=shown(plan, exact), exact=True))
        elif guess is not None:
            low, high = (None if end is None else shown(plan, end) for end in (guess.low, guess.high))
            quantiles.append(
                Quantile(share=share, value=shown(plan, guess.value), exact=False, low=low, high=high)
            )
    return tuple(quantiles)


def _tops(plan: ColumnPlan, found: Mapping[str, object], filled: int) -> tuple[Frequency, ...]:
    """The candidates, counted on every row."""
    counted = [(value, count_of(found.get(f"top{place}"))) for place, value in enumerate(plan.candidates)]
    return tuple(
        Frequency(
            label=str(shown(plan, value))[:LABEL_CHARACTERS], share=count / filled, count=count, exact=True
        )
        for value, count in sorted(counted, key=lambda each: -each[1])[:TOP_VALUES]
        if count > 1
    )
