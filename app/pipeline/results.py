"""What is written of a run so far, joined into one view per table."""

from dataclasses import dataclass

from app.errors import ResultNotReadyError
from app.model.run import Totals
from app.model.schema import Skipped, Snapshot
from app.pipeline.probing import CONNECTION_TESTS
from app.results.manifest import missing_objects
from app.results.report import TableView, table_views, totals
from app.results.runs import RunRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The results so far; ``snapshot`` is ``None`` and everything empty until the schema is read.

    ``missing`` is what the catalog lists besides the tables and the schema lacks.
    """

    snapshot: Snapshot | None
    views: tuple[TableView, ...]
    missing: tuple[Skipped, ...]
    totals: Totals


async def read_results(runs: RunRepository, run_id: str) -> Results:
    """Join what is stored of the run; raises ``RunNotFoundError``."""
    run = await runs.load(run_id)
    try:
        snapshot = await runs.read_snapshot(run_id)
    except ResultNotReadyError:
        return Results(snapshot=None, views=(), missing=(), totals=Totals())
    detections, qualities = await runs.read_detections(run_id), await runs.read_qualities(run_id)
    views = table_views(snapshot, await runs.read_left_out(run_id), detections, qualities)
    missing = missing_objects(snapshot, run.options)
    return Results(
        snapshot=snapshot,
        views=views,
        missing=missing,
        totals=totals(
            snapshot,
            views,
            detections,
            qualities,
            connections=CONNECTION_TESTS,
            objects_missing=len(missing),
        ),
    )
