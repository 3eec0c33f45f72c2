"""``/runs/{id}/score``: what the score of a run is made of; usable while the run goes on."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.results import read_results
from app.results.score_document import MOST_LOSSES, ScoreDocument, score_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["quality"])


@router.get("/score")
async def show_score(
    run_id: RunId, request: Request, limit: Annotated[int, Query(ge=1, le=10_000)] = MOST_LOSSES
) -> ScoreDocument:
    """The score with its dimensions and what lowers it, the dearest loss first."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    return score_document(run_id, results.views, complete=run.state.is_final, most=limit)
