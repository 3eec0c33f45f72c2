"""``/runs/{id}/identifiability``: which columns together tell persons apart; usable while the run goes on."""

from fastapi import APIRouter, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.results import read_results
from app.results.identifiability_document import IdentifiabilityDocument, identifiability_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])


@router.get("/identifiability")
async def show_identifiability(run_id: RunId, request: Request) -> IdentifiabilityDocument:
    """Tables of persons with the sets of columns that tell their rows apart; guidance, not legal advice."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    return identifiability_document(results.views, complete=run.state.is_final)
