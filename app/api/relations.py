"""``/runs/{id}/relations``: foreign keys that nobody declared; usable while the run goes on."""

from fastapi import APIRouter, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.results.relations_document import RelationsDocument, relations_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["schema"])


@router.get("/relations")
async def list_relations(run_id: RunId, request: Request) -> RelationsDocument:
    """Suggested keys with what their values said, the surest first."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    return relations_document(
        await runs.read_suggestions(run_id),
        await runs.read_qualities(run_id),
        complete=run.state.is_final,
    )
