"""What keeps a score from 100: every loss in points, so that a person sees what to mend first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.model.measurements import Dimension, ScoreLoss
from app.quality.scoring.parts import ScorePart
from app.quality.scoring.score import EQUAL, Weights


def losses_of(parts: Sequence[ScorePart], weights: Weights = EQUAL) -> tuple[ScoreLoss, ...]:
    """Every loss of a table with its points, the dearest first; the points add up to 100 minus the score.

    Losses of one part that count more than its cells, because they overlap, are scaled down alike.
    """
    totals: defaultdict[Dimension, float] = defaultdict(float)
    for part in parts:
        totals[part.dimension] += part.total
    weight = sum(weights[dimension] for dimension in totals)
    found = [
        loss
        for part in parts
        for loss in _losses(part, 100 * weights[part.dimension] / weight / totals[part.dimension])
    ]
    return tuple(sorted(found, key=lambda loss: -loss.points))


def _losses(part: ScorePart, points_per_cell: float) -> Iterator[ScoreLoss]:
    said = sum(loss.count for loss in part.losses)
    scale = (part.total - part.good) / said if said else 0.0
    for loss in part.losses:
        yield ScoreLoss(
            dimension=part.dimension,
            columns=part.columns,
            source=loss.source,
            count=loss.count,
            total=part.total,
            points=loss.count * scale * points_per_cell,
            exact=loss.exact and part.exact,
        )
