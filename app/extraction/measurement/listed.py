"""What follows from every value of a column with its rows, by the rules of the pass over every row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Final

from app.extraction.measurement.grouping import Listed
from app.model.measurements import ColumnProfile
from app.model.schema import Column, DataType
from app.profiling.answers import answer_of
from app.profiling.plans import ColumnPlan, Way
from app.profiling.relation import Kind, RelationColumn
from app.quality.metrics import ORDER

_KINDS: Final = {
    DataType.INTEGER: Kind.WHOLE,
    DataType.DECIMAL: Kind.DECIMAL,
    DataType.FLOAT: Kind.FLOAT,
    DataType.TEXT: Kind.TEXT,
    DataType.DATE: Kind.DATE,
    DataType.TIMESTAMP: Kind.TIMESTAMP,
}
_WORDS: Final = {"nan": "nan", "inf": "inf", "infinity": "inf", "-inf": "-inf", "-infinity": "-inf"}
"""Of what is no place on a line, as servers write it and as the pass does."""

_TAKEN: Final = frozenset(
    {"distinct_count", "distinct_share", "duplicate_count", "unique_count", "unique_share", "weekend_share"}
)
"""The server's own aggregates tell the other metrics."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A value with its rows and where it lies on a line; ``None`` where it does not, or nobody can tell."""

    text: str
    rows: int
    place: Decimal | None


def with_list(column: Column, measured: ColumnProfile, values: Listed, rows: int) -> ColumnProfile | None:
    """What was measured, with different values, frequent ones, quantiles, bars and weekdays of the list.

    ``None`` where the values are not as many as the aggregates counted: not every server's statement sees one state of
    a table that is written to. A number or moment nobody can place on a line costs the column its quantiles and bars.
    """
    filled = [(text, count) for text, count in values if text is not None]
    if sum(count for _, count in filled) != rows - int(measured.value("null_count") or 0):
        return None
    kind = _KINDS.get(column.data_type, Kind.OTHER)
    placed = [_Placed(text, count, _place(kind, text)) for text, count in filled]
    on_line = all(each.place is not None or each.text.lower() in _WORDS for each in placed)
    listed = _answered(column, kind, placed, rows, has_days=on_line and kind.is_moment)
    known = {each.metric for each in measured.measurements}
    more = [each for each in listed.measurements if each.metric in _TAKEN - known]
    spread = listed.distribution
    return ColumnProfile(
        column=column.name,
        measurements=tuple(sorted((*measured.measurements, *more), key=lambda each: ORDER[each.metric])),
        distribution=spread if on_line else replace(spread, quantiles=(), histogram=()),
    )


def _answered(
    column: Column, kind: Kind, placed: Sequence[_Placed], rows: int, *, has_days: bool
) -> ColumnProfile:
    """As the pass answers where it counted every value."""
    plan = ColumnPlan(
        column=RelationColumn(name=column.name, data_type=column.data_type, sql=""),
        place=0,
        native="",
        kind=kind,
        way=Way.MAPPED,
    )
    ranked = sorted(placed, key=lambda each: (each.place is None, each.place or 0, each.text))
    found: dict[str, object] = {"filled": sum(each.rows for each in placed)}
    if kind is Kind.FLOAT:
        words = Counter[str]()
        for each in placed:
            words[_WORDS.get(each.text.lower(), "")] += each.rows
        found |= {word: words[word] for word in _WORDS.values()}
        ranked = [each for each in ranked if each.text.lower() not in _WORDS]
    found["map"] = [(each.text, each.rows, each.place) for each in ranked]
    if has_days:
        found["weekdays"] = _weekdays(placed)
    return answer_of(plan, rows, found).profile


def _weekdays(placed: Sequence[_Placed]) -> dict[str, int]:
    days = Counter[str]()
    for each in placed:
        if each.place is not None:
            days[str(datetime.fromtimestamp(float(each.place), UTC).isoweekday())] += each.rows
    return dict(days)


def _place(kind: Kind, text: str) -> Decimal | None:
    """A number itself, a day or moment as seconds since 1970; ``None`` where a float or a calendar has no place for it."""
    try:
        if kind.is_moment:
            moment = datetime.fromisoformat(text)
            return Decimal(str((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()))
        place = Decimal(text) if kind.is_number else None
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return place if place is None or (place.is_finite() and isfinite(float(place))) else None
