"""Takes from a table's profile what later runs are compared with. Nothing is kept that the profile masks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from math import isfinite
from typing import Final

from app.history.points import ColumnPoint, DimensionPoint, LossPoint, Reading, Slice, TablePoint
from app.model.measurements import ColumnProfile, Measurement, TableProfile
from app.model.sample import SampleFacts
from app.model.schema import Column, DataType, Table
from app.quality.metrics import METRIC

MOST_LABELS: Final = 20
"""Of the most frequent values of a column; the rest is too rare for its coming and going to mean something."""
_LONGEST_LABEL: Final = 60
_MOMENTS: Final = frozenset({DataType.DATE, DataType.TIMESTAMP})
_KEPT: Final = frozenset({"distinct_count", "mean", "standard_deviation", "mean_length"})
"""Numbers that are kept besides all shares. Counts are shares of rows once more, extremes say more as quantiles."""


def table_point(table: Table, profile: TableProfile, sample: SampleFacts | None) -> TablePoint:
    """What later runs compare of the table.

    Dimensions nothing was measured of are left out; ``rows`` is ``None`` unless every row was counted. ``sample`` says
    how the rows behind the estimates were drawn; columns that the table no longer lists are left out.
    """
    types = {column.name: column for column in table.columns}
    return TablePoint(
        table_id=table.id,
        schema=table.schema,
        name=table.name,
        rows=profile.rows,
        weight=len(table.columns),
        score=profile.score.value,
        dimensions=tuple(
            DimensionPoint(each.dimension, each.numerator, each.denominator)
            for each in profile.score.dimensions
            if each.denominator
        ),
        losses=tuple(
            LossPoint(loss.dimension, loss.columns, loss.source, loss.points) for loss in profile.losses
        ),
        columns={
            each.column: column_point(types[each.column], each, profile.rows, sample)
            for each in profile.columns
            if each.column in types
        },
    )


def column_point(
    column: Column, profile: ColumnProfile, rows: int | None, sample: SampleFacts | None
) -> ColumnPoint:
    """What later runs compare of the column: shares, a few numbers, quantiles, the most frequent values, the newest moment.

    Masked quantiles are left out, and masked or long labels are ``None``: a point holds no value that may not be shown.
    ``rows`` are those of the table, ``None`` where they were not counted.
    """
    spread = profile.distribution
    return ColumnPoint(
        kind=column.data_type.value,
        numbers=dict(_numbers(profile.measurements)),
        values=_values(profile, rows, sample),
        quantiles=tuple(
            (quantile.share, number)
            for quantile in spread.quantiles
            if (number := _number(quantile.value, masked=quantile.masked)) is not None
        ),
        top=tuple(
            Slice(None if each.masked or len(each.label or "") > _LONGEST_LABEL else each.label, each.share)
            for each in spread.top_values[:MOST_LABELS]
        ),
        newest=_newest(column, profile),
    )


def seconds_of(text: str) -> float | None:
    """Seconds since 1970 of an ISO date or time, in UTC where no zone is said; ``None`` for anything else.

    >>> seconds_of("1970-01-02"), seconds_of("1970-01-01 00:01:00+00"), seconds_of("soon")
    (86400.0, 60.0, None)
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _numbers(measurements: tuple[Measurement, ...]) -> Iterator[tuple[str, Reading]]:
    for each in measurements:
        metric, value = METRIC.get(each.metric), each.value
        is_kept = metric is not None and (metric.unit == "share" or each.metric in _KEPT)
        if is_kept and not each.masked and isinstance(value, int | float) and isfinite(value):
            yield each.metric, Reading(float(value), 0.0 if each.exact else each.bound)


def _values(profile: ColumnProfile, rows: int | None, sample: SampleFacts | None) -> int | None:
    spread = profile.distribution
    parts = (*spread.quantiles, *spread.top_values)
    if not parts:
        return None
    base = rows if all(each.exact for each in parts) else _independent(sample)
    nulls = profile.value("null_share")
    return None if base is None else round(base * (1 - nulls if isinstance(nulls, float) else 1))


def _independent(sample: SampleFacts | None) -> int | None:
    """Rows of the sample if they allow bounds."""
    return sample.rows if sample is not None and sample.method.allows_bounds else None


def _number(value: float | str | None, *, masked: bool) -> float | None:
    if value is None or masked:
        return None
    number = seconds_of(value) if isinstance(value, str) else float(value)
    return number if number is not None and isfinite(number) else None


def _newest(column: Column, profile: ColumnProfile) -> float | None:
    """The latest moment, where it was looked for on every row."""
    found = next((each for each in profile.measurements if each.metric == "max"), None)
    if column.data_type not in _MOMENTS or found is None or found.masked or not found.exact:
        return None
    if not isinstance(found.value, str):
        return None
    return seconds_of(found.value)
