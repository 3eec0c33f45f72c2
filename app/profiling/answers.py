"""The results of the pass as the profile of each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from app.model.distribution import Distribution, Frequency, Quantile
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import DataType
from app.profiling.aggregates import NO_NUMBERS
from app.profiling.counted import LABEL_CHARACTERS, TOP_VALUES, Entry, distribution_of, metrics_of
from app.profiling.distinct import estimate
from app.profiling.plans import SHARES, ColumnPlan, Way
from app.profiling.relation import Kind
from app.quality.metrics import METRIC, ORDER

_BEFORE_CHRIST: Final = " (BC)"
_COUNTS: Final = (
    "empty",
    "blank",
    "placeholder",
    "unique",
    "zero",
    "negative",
    "nan",
    "infinite",
    "future",
    "true",
    "false",
)
_OF_ROWS: Final = frozenset({"blank", "placeholder"})
_SHARED: Final = frozenset({"blank", "placeholder", "unique", "zero", "negative", "future", "true"})
_NEVER: Final[Mapping[Kind, Mapping[str, object]]] = {
    Kind.DATE: {"blank": 0},
    Kind.TIMESTAMP: {"blank": 0},
    Kind.TIME: {"blank": 0, "placeholder": 0},
}
"""What no value of a type is, though the metric applies: a source without such a type keeps it as text."""
_AS_THEY_ARE: Final = ("min_length", "max_length", "mean", "standard_deviation")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAnswer:
    """What the pass found of one column.

    Attributes:
        doubt: how many different values there may be, where their number is not sure enough; ``None`` where it is.
    """

    plan: ColumnPlan
    profile: ColumnProfile
    filled: int
    least: str | None
    most: str | None
    doubt: float | None = None


def answer_of(plan: ColumnPlan, rows: int, found: Mapping[str, object]) -> ColumnAnswer:
    """The profile, of ``found`` by the names of ``aggregates``; values are as PostgreSQL writes them."""
    entries = _entries(plan, found)
    filled = sum(each.rows for each in entries) if plan.way is Way.MAPPED else _count(found["filled"])
    values: dict[str, object] = dict(found) | _NEVER.get(plan.kind, {})
    if plan.way is Way.MAPPED:
        values |= metrics_of(plan, entries)
    distinct = _Distinct.of(plan, values, filled)
    measurements = [
        *_of_nulls(rows, filled),
        *_counted(values, rows, filled),
        *_plain(plan, values, filled),
        *distinct.measurements(filled),
    ]
    ends = {name: None if values.get(name) is None else str(values[name]) for name in ("min", "max")}
    return ColumnAnswer(
        plan=plan,
        filled=filled,
        least=ends["min"],
        most=ends["max"],
        doubt=distinct.doubt,
        profile=ColumnProfile(
            column=plan.column.name,
            measurements=_applying(plan.column.data_type, measurements),
            distribution=_distribution(plan, entries, found, filled),
        ),
    )


def recounted(answer: ColumnAnswer, plan: ColumnPlan, found: Mapping[str, object]) -> ColumnAnswer:
    """The same with the number of different values as another pass found it by that plan."""
    distinct = _Distinct.of(plan, found, answer.filled)
    fresh = distinct.measurements(answer.filled)
    replaced = {each.metric for each in fresh}
    kept = [each for each in answer.profile.measurements if each.metric not in replaced]
    measurements = _applying(plan.column.data_type, [*kept, *fresh])
    return replace(
        answer, plan=plan, doubt=distinct.doubt, profile=replace(answer.profile, measurements=measurements)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Distinct:
    """How many different values; ``value`` ``None`` where that was not asked, ``bound`` where it is exact."""

    value: float | None
    bound: float | None = None
    doubt: float | None = None

    @classmethod
    def of(cls, plan: ColumnPlan, values: Mapping[str, object], filled: int) -> "_Distinct":
        if "distinct" in values:
            return cls(value=_count(values["distinct"]))
        if "hashes" not in values:
            return cls(value=None)
        if not filled:
            return cls(value=0)
        found = estimate(_count(values["hashes"]), plan.bits)
        doubt = None if found.settled else min(found.at_most, filled)
        return cls(value=min(round(found.value), filled), bound=found.bound, doubt=doubt)

    def measurements(self, filled: int) -> tuple[Measurement, ...]:
        if self.value is None:
            return ()
        of_share = self.bound / filled if self.bound is not None else None
        told = (
            ("distinct_count", self.value, self.bound),
            ("distinct_share", _share(self.value, filled), of_share),
            ("duplicate_count", filled - self.value, self.bound),
        )
        exact = self.bound is None
        return tuple(
            Measurement(metric=name, value=value, exact=exact, bound=bound) for name, value, bound in told
        )


def _of_nulls(rows: int, filled: int) -> tuple[Measurement, ...]:
    nulls = rows - filled
    return _exact("null_count", nulls), _exact("null_share", _share(nulls, rows))


def _counted(values: Mapping[str, object], rows: int, filled: int) -> list[Measurement]:
    found: list[Measurement] = []
    for name in _COUNTS:
        if name in values:
            count = _count(values[name])
            found.append(_exact(f"{name}_count", count))
            if name in _SHARED:
                found.append(_exact(f"{name}_share", _share(count, rows if name in _OF_ROWS else filled)))
    return found


def _plain(plan: ColumnPlan, values: Mapping[str, object], filled: int) -> list[Measurement]:
    found = [_exact(name, _float(values[name])) for name in _AS_THEY_ARE if name in values]
    found += [_exact(name, shown(plan, values[name])) for name in ("min", "max") if name in values]
    if "characters" in values:
        found.append(_exact("mean_length", _share(_count(values["characters"]), filled)))
    finite = filled - _count(values.get("infinite"))
    if "midnight" in values:
        found.append(_exact("midnight_share", _share(_count(values["midnight"]), finite)))
    days = _weekdays(values)
    if days:
        found.append(_exact("weekend_share", _share(days[5] + days[6], sum(days))))
    return found


def shown(plan: ColumnPlan, value: object) -> float | str | None:
    """A number where a float holds it exactly, else text as PostgreSQL writes it.

    >>> from app.profiling.relation import Kind, RelationColumn
    >>> day = RelationColumn(name="d", data_type=DataType.DATE, sql="d")
    >>> shown(ColumnPlan(column=day, place=0, native="DATE", kind=Kind.DATE, way=Way.SET), "0044-03-15 (BC)")
    '0044-03-15 BC'
    """
    if value is None:
        return None
    text = str(value)
    if plan.kind.is_moment and _BEFORE_CHRIST in text:
        return f"{text.replace(_BEFORE_CHRIST, '')} BC"
    return _number(text) if plan.kind.is_number else text


def _number(text: str) -> float | str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(text, text)
    return float(number) if Decimal(repr(float(number))) == number else text


def _distribution(
    plan: ColumnPlan, entries: Sequence[Entry], found: Mapping[str, object], filled: int
) -> Distribution:
    if plan.way is Way.MAPPED:
        spread = distribution_of(plan, entries)
        quantiles = tuple(
            Quantile(share=each.share, value=shown(plan, each.value), exact=True) for each in spread.quantiles
        )
        histogram, tops = spread.histogram, spread.top_values
    else:
        quantiles, histogram, tops = _quantiles(plan, found), (), _tops(plan, found, filled)
    days = _weekdays(found)
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
    counted = [(value, _count(found.get(f"top{place}"))) for place, value in enumerate(plan.candidates)]
    return tuple(
        Frequency(
            label=str(shown(plan, value))[:LABEL_CHARACTERS], share=count / filled, count=count, exact=True
        )
        for value, count in sorted(counted, key=lambda each: -each[1])[:TOP_VALUES]
        if count > 1
    )


def _entries(plan: ColumnPlan, found: Mapping[str, object]) -> tuple[Entry, ...]:
    rows = cast("Sequence[Sequence[str | None]]", found.get("map") or ())
    entries = [
        Entry(str(value), int(str(count)), None if place is None else float(place))
        for value, count, place in rows
    ]
    if plan.kind is not Kind.FLOAT:
        return tuple(entries)
    least, most, none = (Entry(word, _count(found.get(word)), None) for word in NO_NUMBERS)
    return tuple(each for each in (least, *entries, most, none) if each.rows)


def _weekdays(found: Mapping[str, object]) -> list[int]:
    """Monday to Sunday; empty where they were not counted."""
    if "weekday1" in found:
        return [_count(found[f"weekday{day}"]) for day in range(1, 8)]
    if "weekdays" not in found:
        return []
    days = cast("Mapping[str, int]", found["weekdays"] or {})
    return [_count(days.get(str(day))) for day in range(1, 8)]


def _applying(data_type: DataType, measurements: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """Those the column's type can have, in the order of the definitions."""
    applying = (each for each in measurements if METRIC[each.metric].applies_to(data_type))
    return tuple(sorted(applying, key=lambda each: ORDER[each.metric]))


def _exact(metric: str, value: float | str | None) -> Measurement:
    return Measurement(metric=metric, value=value, exact=True)


def _count(value: object) -> int:
    return 0 if value is None else int(str(value))


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))


def _share(count: float, total: float) -> float | None:
    return count / total if total else None
