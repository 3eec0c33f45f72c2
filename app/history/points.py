"""What is kept of a run so that later ones can be compared with it: numbers, and labels that may be shown.

One small record per run. Named tuples where there are many, because they are stored as lists.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from app.model.measurements import Dimension


class Reading(NamedTuple):
    """A number of a run; ``bound`` is the half width of its 95 % interval, 0 where exact, ``None`` where unknown."""

    value: float
    bound: float | None = 0.0


class Slice(NamedTuple):
    """How often one value occurs, 0 to 1; ``label`` is ``None`` where the value may not be shown."""

    label: str | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPoint:
    """What a run said of one column.

    Attributes:
        kind: its data type (``app.model.schema.DataType``).
        numbers: by the id of the metric.
        values: values that are not NULL and that the spread rests on; ``None`` where they were not drawn
            independently, so that nothing can be said about chance.
        quantiles: from share to value; of dates and times in seconds since 1970.
        top: the most frequent values, most frequent first.
        newest: the latest moment in the column, in seconds since 1970; ``None`` where it is no date or hidden.
    """

    kind: str
    numbers: dict[str, Reading] = field(default_factory=dict[str, Reading])
    values: int | None = None
    quantiles: tuple[tuple[float, float], ...] = ()
    top: tuple[Slice, ...] = ()
    newest: float | None = None


class LossPoint(NamedTuple):
    """What lowered the score of a table: by how many of its 100 points."""

    dimension: Dimension
    columns: tuple[str, ...]
    source: str
    points: float


class DimensionPoint(NamedTuple):
    """A dimension that was measured: good of all."""

    dimension: Dimension
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePoint:
    """What a run said of one table.

    Attributes:
        table_id: of schema and name, so the same table has the same id in every run.
        rows: exact; ``None`` if they were not counted.
        weight: columns of the table, its weight in the score of the run.
        score: 0 to 100; ``None`` where nothing was measured.
        dimensions: those that were measured.
        losses: what keeps the score from 100, as far as it is kept.
    """

    table_id: str
    schema: str
    name: str
    rows: int | None
    weight: int
    score: float | None
    dimensions: tuple[DimensionPoint, ...] = ()
    losses: tuple[LossPoint, ...] = ()
    columns: dict[str, ColumnPoint] = field(default_factory=dict[str, ColumnPoint])


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPoint:
    """One run of a source.

    Attributes:
        at: when the source was read, in UTC.
        tables: those that were measured, in the order of the catalog.
    """

    run_id: str
    at: datetime
    tables: tuple[TablePoint, ...]
