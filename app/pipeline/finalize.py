"""The last stage: everything that was written, merged into totals and the state the run ends in."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.results import DetectionBatch, QualityBatch
from app.model.run import RunState, ScanOptions, TableOutcome, TableState, Totals
from app.model.schema import Snapshot
from app.results.manifest import missing_objects
from app.results.report import TableView, final_state, table_views, totals

_OUTDATED = {TableState.GONE, TableState.NO_ACCESS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to.

    ``views`` are its tables as they ended. ``catalog_is_outdated``: a table was gone or closed to us, so the next run should not rely on this catalog.
    """

    state: RunState
    totals: Totals
    views: tuple[TableView, ...]
    catalog_is_outdated: bool


def finalize(
    snapshot: Snapshot,
    left_out: Sequence[TableOutcome],
    detections: Sequence[DetectionBatch],
    qualities: Sequence[QualityBatch],
    *,
    options: ScanOptions,
    connections: int = 0,
) -> Outcome:
    """The run's totals, and whether it is complete: anything that is missing makes it partial.

    What the options left out is not missing.     ``connections`` are those opened before the catalog was read.
    """
    views = table_views(snapshot, left_out, detections, qualities)
    missing = len(missing_objects(snapshot, options))
    return Outcome(
        state=final_state(views, objects_missing=missing),
        totals=totals(
            snapshot, views, detections, qualities, connections=connections, objects_missing=missing
        ),
        views=views,
        catalog_is_outdated=any(view.state in _OUTDATED for view in views),
    )
