"""The score: seven dimensions, each a ratio, and their weighted mean over what was measured.

All seven dimensions weigh the same unless somebody says otherwise, because no standard or study gives a ground for
anything else. What was not measured lowers the coverage and never the score. Accuracy needs a reference to compare
with; it is never measured here, so the coverage of a table stays below 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.model.measurements import Dimension, DimensionScore, Score
from app.quality.scoring.cells import column_parts
from app.quality.scoring.parts import Grounds, ScorePart
from app.quality.scoring.rows import row_parts

Weights = Mapping[Dimension, float]

EQUAL: Final[Weights] = dict.fromkeys(Dimension, 1.0)
"""Every dimension counts as much as any other."""


def parts_of(grounds: Grounds) -> tuple[ScorePart, ...]:
    """Everything that speaks about the quality of a table, dimension by dimension; empty for one without rows.

    Completeness, validity and consistency are counted in cells, uniqueness, integrity and timeliness in rows.
    """
    found = [*column_parts(grounds), *row_parts(grounds), *(grounds.others if grounds.rows else ())]
    order = {dimension: position for position, dimension in enumerate(Dimension)}
    return tuple(sorted(found, key=lambda part: order[part.dimension]))


def score_table(grounds: Grounds, weights: Weights = EQUAL) -> Score:
    """The score of one table, 0 to 100, with its coverage; a table without rows has none (``None``, coverage 0)."""
    return score_of(dimension_scores(parts_of(grounds)), weights)


def dimension_scores(parts: Sequence[ScorePart]) -> list[DimensionScore]:
    """Every dimension as the sum of its parts: good cells or rows of all; one without parts is not measured.

    It is exact where all of its parts are. One that is not measured has denominator 0 and the ratio ``None``, never 1.
    """
    return [
        _pooled(dimension, [(p.good, p.total, p.exact) for p in parts if p.dimension is dimension])
        for dimension in Dimension
    ]


def score_of(dimensions: Sequence[DimensionScore], weights: Weights = EQUAL) -> Score:
    """The weighted mean of the dimensions that were measured, 0 to 100; without any, no score.

    >>> complete = DimensionScore(dimension=Dimension.COMPLETENESS, numerator=9, denominator=10, exact=True)
    >>> accurate = DimensionScore(dimension=Dimension.ACCURACY, numerator=0, denominator=0, exact=False)
    >>> score_of([complete, accurate]).value, score_of([complete, accurate]).coverage
    (90.0, 0.5)
    """
    measured = [(weights[d.dimension], d.ratio) for d in dimensions if d.ratio is not None]
    weight = sum(each for each, _ in measured)
    all_of_them = sum(weights[each.dimension] for each in dimensions)
    return Score(
        value=100 * sum(each * ratio for each, ratio in measured) / weight if weight else None,
        coverage=weight / all_of_them if all_of_them else 0.0,
        dimensions=tuple(dimensions),
    )


def score_run(tables: Iterable[tuple[int, Score]]) -> Score:
    """The score of a run from each table's number of columns and score.

    Tables weigh by their columns. Weighed by rows, one log table would drown fifty master tables, though each
    column is something somebody maintains; weighed alike, a two-column link table would count as much as the
    widest. Dimensions are counted in columns here, coverage over all columns.
    """
    tables = list(tables)
    total = sum(columns for columns, _ in tables)
    scored = [(columns, score.value) for columns, score in tables if score.value is not None]
    weight = sum(columns for columns, _ in scored)
    return Score(
        value=sum(columns * value for columns, value in scored) / weight if weight else None,
        coverage=sum(columns * score.coverage for columns, score in tables) / total if total else 0.0,
        dimensions=tuple(_across_tables(dimension, tables) for dimension in Dimension),
    )


def _across_tables(dimension: Dimension, tables: Sequence[tuple[int, Score]]) -> DimensionScore:
    ratios = [
        (columns * each.ratio, float(columns), each.exact)
        for columns, score in tables
        for each in score.dimensions
        if each.dimension is dimension and each.ratio is not None
    ]
    return _pooled(dimension, ratios)


def _pooled(dimension: Dimension, ratios: Sequence[tuple[float, float, bool]]) -> DimensionScore:
    return DimensionScore(
        dimension=dimension,
        numerator=sum(good for good, _, _ in ratios),
        denominator=sum(total for _, total, _ in ratios),
        exact=bool(ratios) and all(exact for _, _, exact in ratios),
    )
