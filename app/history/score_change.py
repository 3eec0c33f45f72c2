"""What moved the score between two runs: contributions that add up to the difference, exactly.

A mean moves for two reasons: its terms move, or other terms are averaged. With a common part C of both means,

    after - before = (after - after over C) + (after over C - before over C) + (before over C - before)

where the first and last bracket fall to what was added and what is gone, each term by its weight times its distance from
the mean over C. The same is done with the tables of a run and with the dimensions of a table; inside a dimension the
difference is that of its losses. Nothing is left over: what losses that were not kept account for is named as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.history.points import LossPoint, RunPoint, TablePoint
from app.model.measurements import Dimension

_DUST: Final = 1e-9
"""Points that only come of rounding."""


class Cause(StrEnum):
    """Why a score moved."""

    VALUES = "values"
    """More or fewer values that something speaks against."""
    COLUMN_ADDED = "column_added"
    COLUMN_GONE = "column_gone"
    TABLE_ADDED = "table_added"
    TABLE_GONE = "table_gone"
    WEIGHT = "weight"
    """The table has another number of columns, so it weighs more or less."""
    COVERAGE = "coverage"
    """A dimension was measured in one of the runs only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One reason, in points of the run's 100; above 0 it raised the score.

    Attributes:
        dimension: ``None`` where a table as a whole came, went or weighs otherwise.
        columns: empty for rows as a whole.
        source: id of a metric, kind of a defect, name of a rule or key; ``None`` where nothing of the kind is to blame,
            and ``other`` for the losses of a dimension that are too small to be kept.
    """

    cause: Cause
    table: TablePoint
    points: float
    dimension: Dimension | None = None
    columns: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """The scores of two runs, 0 to 100 or ``None`` without coverage, and why they differ, the greatest reason first."""

    before: float | None
    after: float | None
    contributions: tuple[Contribution, ...]

    @property
    def difference(self) -> float | None:
        """``None`` where one of the runs has no score; the sum of the contributions otherwise."""
        return None if self.before is None or self.after is None else self.after - self.before


def score_change(before: RunPoint, after: RunPoint) -> ScoreChange:
    """Why the score of ``after`` is not that of ``before``, in points that add up to the difference, the largest first.

    Tables without a score count in neither run; where a run has none at all, its score is ``None`` and nothing is explained.
    """
    left, right = _Mean.of(before), _Mean.of(after)
    found = [*_contributions(left, right)] if left.tables and right.tables else []
    return ScoreChange(
        before=left.value if left.tables else None,
        after=right.value if right.tables else None,
        contributions=tuple(
            sorted((each for each in found if abs(each.points) > _DUST), key=lambda each: -abs(each.points))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Mean:
    """The score of a run as the mean of its tables, weighted by their columns."""

    tables: Mapping[str, tuple[TablePoint, float]]

    @classmethod
    def of(cls, run: RunPoint) -> "_Mean":
        return cls({each.table_id: (each, each.score) for each in run.tables if each.score is not None})

    @property
    def value(self) -> float:
        return sum(self.weight(key) * score for key, (_, score) in self.tables.items())

    def weight(self, key: str) -> float:
        return self.tables[key][0].weight / sum(table.weight for table, _ in self.tables.values())

    def over(self, keys: AbstractSet[str]) -> "_Mean":
        return _Mean({key: each for key, each in self.tables.items() if key in keys})


def _contributions(left: _Mean, right: _Mean) -> Iterator[Contribution]:
    common = left.tables.keys() & right.tables.keys()
    if (
        not common
    ):  # nothing in common: what is there now is measured against nothing, by its distance from before
        yield from _apart(right, left.value, Cause.TABLE_ADDED, +1)
        return
    mine, theirs = left.over(common), right.over(common)
    yield from _apart(right, theirs.value, Cause.TABLE_ADDED, +1, without=common)
    yield from _apart(left, mine.value, Cause.TABLE_GONE, -1, without=common)
    middle = (mine.value + theirs.value) / 2
    for key in common:
        (old, was), (new, score) = left.tables[key], right.tables[key]
        weighs, weighed = theirs.weight(key), mine.weight(key)
        yield Contribution(
            cause=Cause.WEIGHT, table=new, points=(weighs - weighed) * ((score + was) / 2 - middle)
        )
        for each in _of_table(old, new):
            yield _scaled(each, (weighs + weighed) / 2)


def _apart(
    mean: _Mean, reference: float, cause: Cause, sign: int, *, without: AbstractSet[str] = frozenset()
) -> Iterator[Contribution]:
    for key, (table, score) in mean.tables.items():
        if key not in without:
            yield Contribution(cause=cause, table=table, points=sign * mean.weight(key) * (score - reference))


# ── inside a table ───────────────────────────────────────────────────────────────────────────────────


def _of_table(old: TablePoint, new: TablePoint) -> Iterator[Contribution]:
    """In points of the table's 100."""
    left, right = _ratios(old), _ratios(new)
    common = left.keys() & right.keys()
    if not common:
        difference = (new.score or 0.0) - (old.score or 0.0)
        yield Contribution(cause=Cause.COVERAGE, table=new, points=difference)
        return
    mean_left, mean_right = _mean(left, common), _mean(right, common)
    for dimension in right.keys() - common:
        points = (right[dimension] - mean_right) / len(right)
        yield Contribution(cause=Cause.COVERAGE, table=new, points=points, dimension=dimension)
    for dimension in left.keys() - common:
        points = (mean_left - left[dimension]) / len(left)
        yield Contribution(cause=Cause.COVERAGE, table=new, points=points, dimension=dimension)
    for dimension in common:
        for each in _of_dimension(dimension, old, new):
            yield _scaled(each, 1 / len(common))


def _of_dimension(dimension: Dimension, old: TablePoint, new: TablePoint) -> Iterator[Contribution]:
    """In points of the dimension's 100."""
    left, right = _losses(old, dimension), _losses(new, dimension)
    for key in left.keys() | right.keys():
        columns, source = key
        yield Contribution(
            cause=_cause(columns, old, new),
            table=new,
            points=left.get(key, 0.0) - right.get(key, 0.0),
            dimension=dimension,
            columns=columns,
            source=source,
        )


def _cause(columns: tuple[str, ...], old: TablePoint, new: TablePoint) -> Cause:
    if any(column not in old.columns for column in columns):
        return Cause.COLUMN_ADDED
    return Cause.COLUMN_GONE if any(column not in new.columns for column in columns) else Cause.VALUES


def _losses(table: TablePoint, dimension: Dimension) -> Mapping[tuple[tuple[str, ...], str], float]:
    """Points of the dimension's 100 that each loss takes; ``other`` is what those take that are not kept."""
    measured = len(table.dimensions)
    found: defaultdict[tuple[tuple[str, ...], str], float] = defaultdict(float)
    for loss in _of(table.losses, dimension):
        found[loss.columns, loss.source] += loss.points * measured
    missing = 100 - _ratios(table)[dimension]
    found[(), "other"] += missing - sum(found.values())
    return found


def _of(losses: Sequence[LossPoint], dimension: Dimension) -> Iterator[LossPoint]:
    return (loss for loss in losses if loss.dimension == dimension)


def _ratios(table: TablePoint) -> Mapping[Dimension, float]:
    """Good of all in each dimension measured, 0 to 100."""
    return {each.dimension: 100 * each.numerator / each.denominator for each in table.dimensions}


def _mean(ratios: Mapping[Dimension, float], dimensions: AbstractSet[Dimension]) -> float:
    return sum(ratios[dimension] for dimension in dimensions) / len(dimensions)


def _scaled(each: Contribution, by: float) -> Contribution:
    return Contribution(
        cause=each.cause,
        table=each.table,
        points=each.points * by,
        dimension=each.dimension,
        columns=each.columns,
        source=each.source,
    )
