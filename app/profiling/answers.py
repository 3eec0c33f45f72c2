"""The results of the pass as the profile of each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import DataType
from app.profiling.cells import count_of, entries_of, float_of, shown, weekdays_of
from app.profiling.counted import metrics_of
from app.profiling.distinct import estimate
from app.profiling.plans import ColumnPlan, Way
from app.profiling.relation import Kind
from app.profiling.spreads import spread_of
from app.quality.metrics import METRIC, ORDER

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
    entries = entries_of(plan, found)
    filled = sum(each.rows for each in entries) if plan.way is Way.MAPPED else count_of(found["filled"])
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
            distribution=spread_of(plan, entries, found, filled),
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
            return cls(value=count_of(values["distinct"]))
        if "hashes" not in values:
            return cls(value=None)
        if not filled:
            return cls(value=0)
        found = estimate(count_of(values["hashes"]), plan.bits)
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
            count = count_of(values[name])
            found.append(_exact(f"{name}_count", count))
            if name in _SHARED:
                found.append(_exact(f"{name}_share", _share(count, rows if name in _OF_ROWS else filled)))
    return found


def _plain(plan: ColumnPlan, values: Mapping[str, object], filled: int) -> list[Measurement]:
    found = [_exact(name, float_of(values[name])) for name in _AS_THEY_ARE if name in values]
    found += [_exact(name, shown(plan, values[name])) for name in ("min", "max") if name in values]
    if "characters" in values:
        found.append(_exact("mean_length", _share(count_of(values["characters"]), filled)))
    finite = filled - count_of(values.get("infinite"))
    if "midnight" in values:
        found.append(_exact("midnight_share", _share(count_of(values["midnight"]), finite)))
    days = weekdays_of(values)
    if days:
        found.append(_exact("weekend_share", _share(days[5] + days[6], sum(days))))
    return found


def _applying(data_type: DataType, measurements: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """Those the column's type can have, in the order of the definitions."""
    applying = (each for each in measurements if METRIC[each.metric].applies_to(data_type))
    return tuple(sorted(applying, key=lambda each: ORDER[each.metric]))


def _exact(metric: str, value: float | str | None) -> Measurement:
    return Measurement(metric=metric, value=value, exact=True)


def _share(count: float, total: float) -> float | None:
    return count / total if total else None
