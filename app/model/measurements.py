"""Numbers measured on a table, each with its exactness, and the score made of them."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.defects import Defect
from app.model.distribution import Distribution
from app.model.ways import Choice


class Dimension(StrEnum):
    """The dimensions of data quality (ISO/IEC 25012 names, as DAMA groups them)."""

    COMPLETENESS = "completeness"
    UNIQUENESS = "uniqueness"
    VALIDITY = "validity"
    CONSISTENCY = "consistency"
    INTEGRITY = "integrity"
    TIMELINESS = "timeliness"
    ACCURACY = "accuracy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One metric of one column.

    Attributes:
        metric: id in ``app/quality/metrics/``, e.g. ``null_share``.
        value: ``None`` where it does not apply or could not be measured; text for minima of text columns.
        exact: from every row (``True``) or estimated, from a sample unless ``from_catalog``.
        bound: half width of the 95 % interval of an estimate; ``None`` for exact values and where the
            sample allows no bound.
        masked: the value was masked because the column holds sensitive data.
        from_catalog: estimated by the source's own statistics, as old as its last ANALYZE.
    """

    metric: str
    value: float | str | None
    exact: bool
    bound: float | None = None
    masked: bool = False
    from_catalog: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension as a ratio; ``denominator`` 0 means not measured and ``ratio`` is ``None``."""

    dimension: Dimension
    numerator: float
    denominator: float
    exact: bool

    @property
    def ratio(self) -> float | None:
        """Between 0 and 1; ``None`` when nothing was measured."""
        return None if self.denominator == 0 else self.numerator / self.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A weighted mean over what was measured.

    Attributes:
        value: 0 to 100; ``None`` without coverage.
        coverage: share of the total weight that was measured, 0 to 1.
        dimensions: every dimension, measured or not.
    """

    value: float | None
    coverage: float
    dimensions: tuple[DimensionScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLoss:
    """What keeps a score from 100: one thing that speaks against some cells or rows.

    Attributes:
        columns: which columns it is about; empty for the rows as a whole.
        source: id of a metric (``null_share``), kind of a defect (``typo``), or what a rule or key is called.
        count: cells or rows it speaks against; of a sample scaled to the table, so it may be a fraction.
        total: cells or rows of those columns that were looked at.
        points: of the 100 of its table.
    """

    dimension: Dimension
    columns: tuple[str, ...]
    source: str
    count: float
    total: float
    points: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """The measurements of one column, in the order of the metrics' definitions, and how its values are spread."""

    column: str
    measurements: tuple[Measurement, ...]
    distribution: Distribution = Distribution()  # noqa: RUF009 - frozen, so sharing the empty one is safe

    def value(self, metric: str) -> float | str | None:
        """The value of that metric; ``None`` if it was not measured."""
        return next((m.value for m in self.measurements if m.metric == metric), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProfile:
    """The measurements of one table.

    Attributes:
        rows: exact row count; ``None`` if it was not counted.
        statements: statements that read rows of this table, sampling included.
        defects: what seems wrong, the surest first.
        plan: which way its numbers came about, and why; ``None`` in results of earlier versions.
        losses: what keeps the score from 100, the dearest first; without the smallest where they are many.
    """

    rows: int | None
    columns: tuple[ColumnProfile, ...]
    score: Score
    statements: int
    defects: tuple[Defect, ...] = ()
    losses: tuple[ScoreLoss, ...] = ()
    plan: Choice | None = None
