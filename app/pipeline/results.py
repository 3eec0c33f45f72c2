"""What is written of a run so far, joined into one view per table."""

from dataclasses import dataclass

from app.errors import ResultNotReadyError
from app.model.run import Totals
from app.model.schema import Snapshot
from app.results.report import TableView, table_views, totals
from app.results.runs import RunRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The results so far; ``snapshot`` is ``None`` and everything empty until the schema is read."""

    snapshot: Snapshot | None
    views: tuple[TableView, ...]
    totals: Totals


async def read_results(runs: RunRepository, run_id: str) -> Results:
    """Join what is stored of the run; raises ``RunNotFoundError``."""
    try:
        snapshot = await runs.read_snapshot(run_id)
    except ResultNotReadyError:
        return Results(snapshot=None, views=(), totals=Totals())
    detections, qualities = await runs.read_detections(run_id), await runs.read_qualities(run_id)
    views = table_views(snapshot, await runs.read_left_out(run_id), detections, qualities)
    return Results(snapshot=snapshot, views=views, totals=totals(snapshot, views, detections, qualities))
