"""``/runs/{id}/integrity``: keys and their orphans, columns that settle others, duplicates; usable while the run goes on."""

from fastapi import APIRouter, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.results import read_results
from app.results.integrity_document import IntegrityDocument, integrity_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])


@router.get("/integrity")
async def show_integrity(run_id: RunId, request: Request) -> IntegrityDocument:
    """Foreign keys with their orphans, the most first; dependencies with the rows that break them; duplicates."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    qualities = await runs.read_qualities(run_id)
    return integrity_document(run_id, results.views, qualities, complete=run.state.is_final)
