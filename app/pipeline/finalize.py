"""The last stage: everything that was written, merged into totals and the state the run ends in."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.results import DetectionBatch, QualityBatch
from app.model.run import RunState, TableOutcome, Totals
from app.model.schema import Snapshot
from app.results.report import final_state, table_views, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to."""

    state: RunState
    totals: Totals


def finalize(
    snapshot: Snapshot,
    left_out: Sequence[TableOutcome],
    detections: Sequence[DetectionBatch],
    qualities: Sequence[QualityBatch],
) -> Outcome:
    """The run's totals, and whether it is complete: any table that is missing makes it partial."""
    views = table_views(snapshot, left_out, detections, qualities)
    return Outcome(state=final_state(views), totals=totals(snapshot, views, detections, qualities))
