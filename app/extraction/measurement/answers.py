"""Metrics made of the aggregates that came back."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from math import isfinite, sqrt
from typing import Final

from app.extraction.measurement.engine import NUMBER_CHARACTERS
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Cell
from app.model.schema import Column, DataType
from app.quality.metrics import ORDER

Value = float | str | None

_NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_OF_ROWS = frozenset({"null", "blank", "placeholder"})
"""Their shares are of all rows; those of the others of the values that are not NULL."""
_SHARED = frozenset({"null", "blank", "placeholder", "zero", "negative", "wrong_type", "future", "true"})
"""Counts that have a share."""
_COUNTS = (
    "empty",
    "blank",
    "placeholder",
    "zero",
    "negative",
    "nan",
    "infinite",
    "wrong_type",
    "future",
    "true",
)
_NON_FINITE = {
    "nan": "NaN",
    "inf": "Infinity",
    "infinity": "Infinity",
    "-inf": "-Infinity",
    "-infinity": "-Infinity",
}

FEWEST_DIGITS: Final = 1e-6
"""A standard deviation that was computed in doubles is given only where rounding the values to doubles, each by up to
2^-53 of it, changed it by less than this share."""


def profile_of(
    column: Column, rows: int, aggregates: Mapping[str, Cell], *, in_doubles: bool
) -> ColumnProfile:
    """The measurements of the column, in the order of the metrics' definitions; all of them exact."""
    counts = {name: counted(aggregates[name]) for name in ("filled", *_COUNTS) if name in aggregates}
    filled = counts.pop("filled")
    values: dict[str, Value] = dict(_counts({"null": rows - filled, **counts}, rows, filled))
    values |= _distinct(aggregates, filled)
    values |= {
        name: number_or_text(column, aggregates[name]) for name in ("min", "max") if name in aggregates
    }
    if column.data_type in _NUMBERS:
        values |= _moments(column, counts, aggregates, filled, in_doubles=in_doubles)
    values |= _lengths(aggregates, filled)
    values |= _other(counts, aggregates, filled)
    ordered = sorted(values, key=ORDER.__getitem__)
    return ColumnProfile(
        column=column.name,
        measurements=tuple(Measurement(metric=m, value=values[m], exact=True) for m in ordered),
    )


def counted(cell: Cell) -> int:
    """A count; 0 for NULL."""
    return int(cell or 0)


def _counts(counts: Mapping[str, int], rows: int, filled: int) -> Iterator[tuple[str, Value]]:
    for name, count in counts.items():
        yield f"{name}_count", count
        if name in _SHARED:
            yield f"{name}_share", _share(count, rows if name in _OF_ROWS else filled)


def _distinct(aggregates: Mapping[str, Cell], filled: int) -> dict[str, Value]:
    if "distinct" not in aggregates:
        return {}
    distinct = counted(aggregates["distinct"])
    return {
        "distinct_count": distinct,
        "distinct_share": _share(distinct, filled),
        "duplicate_count": filled - distinct,
    }


def _moments(
    column: Column,
    counts: Mapping[str, int],
    aggregates: Mapping[str, Cell],
    filled: int,
    *,
    in_doubles: bool,
) -> dict[str, Value]:
    """Mean and standard deviation; neither where a finite number was too large to be summed."""
    finite = filled - sum(counts.get(name, 0) for name in ("nan", "infinite", "wrong_type"))
    summed = counted(aggregates["summed"]) if "summed" in aggregates else finite
    if column.data_type is DataType.FLOAT and summed < finite:
        return {"mean": None, "standard_deviation": None}
    mean = _finite(aggregates["mean"])
    return {"mean": mean, "standard_deviation": _deviation(aggregates, summed, mean, in_doubles=in_doubles)}


def _deviation(
    aggregates: Mapping[str, Cell], summed: int, mean: float | None, *, in_doubles: bool
) -> float | None:
    if summed < 2 or mean is None:  # noqa: PLR2004 - a single value has no spread
        return None
    if "squares" in aggregates:
        squares, offsets = float(aggregates["squares"] or 0), float(aggregates["offsets"] or 0)
        deviation: float | None = sqrt(max(squares - offsets * offsets / summed, 0.0) / (summed - 1))
    else:
        deviation = _finite(aggregates["deviation"])
    if deviation is None or not in_doubles:
        return deviation
    if deviation == 0:
        return 0.0 if aggregates["min"] == aggregates["max"] else None
    return deviation if deviation * FEWEST_DIGITS >= abs(mean) * 2**-53 else None


def _lengths(aggregates: Mapping[str, Cell], filled: int) -> dict[str, Value]:
    """Nothing of texts with NUL characters, where SQLite stops counting."""
    if "min_length" not in aggregates or counted(aggregates.get("nul")):
        return {}
    ends = ((f"{end}_length", aggregates[f"{end}_length"]) for end in ("min", "max"))
    lengths: dict[str, Value] = {name: None if cell is None else counted(cell) for name, cell in ends}
    if "sum_length" in aggregates:
        lengths["mean_length"] = _share(counted(aggregates["sum_length"]), filled)
    return lengths


def _other(counts: Mapping[str, int], aggregates: Mapping[str, Cell], filled: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if "true" in counts:
        values["false_count"] = filled - counts["true"] - counts.get("wrong_type", 0)
    if "midnight" in aggregates:
        values["midnight_share"] = _share(counted(aggregates["midnight"]), filled)
    return values


def _share(count: int, total: int) -> float | None:
    return count / total if total else None


def _finite(cell: Cell) -> float | None:
    """A number as a float; ``None`` where it is none, infinite, or was cut."""
    try:
        number = float(str(cell))
    except ValueError:
        return None
    return number if isfinite(number) and len(str(cell)) < NUMBER_CHARACTERS else None


def number_or_text(column: Column, cell: Cell) -> Value:
    """A number where a float holds it exactly, else the text the server sent: 30 digits, NaN, Infinity.

    ``None`` for a number that was too long to be sent whole.
    """
    if cell is None or column.data_type not in _NUMBERS:
        return None if cell is None else str(cell)
    text = str(cell)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return _NON_FINITE.get(text.lower(), text)
    if len(text) >= NUMBER_CHARACTERS:
        return None
    return float(number) if Decimal(repr(float(number))) == number else text
