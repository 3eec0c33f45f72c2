"""Cells of the pass' one row as Python has them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from app.profiling.aggregates import NO_NUMBERS
from app.profiling.counted import Entry
from app.profiling.plans import ColumnPlan
from app.profiling.relation import Kind

_BEFORE_CHRIST: Final = " (BC)"


def shown(plan: ColumnPlan, value: object) -> float | str | None:
    """A number where a float holds it exactly, else text as PostgreSQL writes it.

    >>> from app.model.schema import DataType
    >>> from app.profiling.plans import Way
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


def entries_of(plan: ColumnPlan, found: Mapping[str, object]) -> tuple[Entry, ...]:
    """Every value with its rows, in the order of the values; empty where not every value was counted."""
    rows = cast("Sequence[Sequence[str | None]]", found.get("map") or ())
    entries = [
        Entry(str(value), int(str(count)), None if place is None else float(place))
        for value, count, place in rows
    ]
    if plan.kind is not Kind.FLOAT:
        return tuple(entries)
    least, most, none = (Entry(word, count_of(found.get(word)), None) for word in NO_NUMBERS)
    return tuple(each for each in (least, *entries, most, none) if each.rows)


def weekdays_of(found: Mapping[str, object]) -> list[int]:
    """Monday to Sunday; empty where they were not counted."""
    if "weekday1" in found:
        return [count_of(found[f"weekday{day}"]) for day in range(1, 8)]
    if "weekdays" not in found:
        return []
    days = cast("Mapping[str, int]", found["weekdays"] or {})
    return [count_of(days.get(str(day))) for day in range(1, 8)]


def count_of(value: object) -> int:
    """A count; NULL, as of sums over no row, is 0."""
    return 0 if value is None else int(str(value))


def float_of(value: object) -> float | None:
    """A number; ``None`` for NULL."""
    return None if value is None else float(str(value))
