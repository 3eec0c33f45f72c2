"""The timeliness of a table as a part of its score: loads that came of loads that were due."""

from collections.abc import Sequence

from app.history.anomalies import judge_freshness
from app.history.freshness import Freshness
from app.history.points import TablePoint
from app.model.measurements import Dimension
from app.quality.scoring.parts import Loss, ScorePart, part

SOURCE = "late_load"
"""What a load that did not come is called among the losses."""


def timeliness(past: Sequence[tuple[float, TablePoint]]) -> ScorePart | None:
    """Of the last point, by the times of the runs in seconds since 1970.

    The denominator is the loads that came in the runs seen and those that are overdue; the loss is the latter. ``None``
    where no column tells a cadence, or too few runs were seen: not measured, which is not perfect. Of several columns
    the one counts that speaks best for the table, as a date of birth says nothing of loads and one of change does.
    """
    found = [
        (each.verdict, each.column)
        for each in judge_freshness(past)
        if isinstance(each.verdict, Freshness) and each.column is not None
    ]
    if not found:
        return None
    best, column = min(found, key=lambda each: (each[0].missed, -each[0].arrivals))
    due = float(best.arrivals + best.missed)
    late = Loss(source=SOURCE, count=float(best.missed), exact=True)
    return part(Dimension.TIMELINESS, (column,), due, [late], exact=True)
