"""``/runs/{id}/history`` and ``/score-change``: what earlier runs of the source say, once the run has ended."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import Against, RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.history import read_history, read_score_change
from app.results.history_document import MOST_ANOMALIES, HistoryDocument, history_document
from app.results.score_change_document import MOST_REASONS, ScoreChangeDocument, score_change_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["quality"])


@router.get("/history")
async def show_history(
    run_id: RunId,
    request: Request,
    table: Annotated[
        str | None, Query(pattern="^[0-9a-f]{16}$", description="Of this table alone, with all its series.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = MOST_ANOMALIES,
) -> HistoryDocument:
    """What is out of the ordinary in the run, by earlier runs of its source, and series for charts."""
    found = await read_history(server(request).services.runs, run_id)
    return await asyncio.to_thread(
        history_document,
        run_id,
        found.judged,
        runs=found.earlier,
        complete=found.run.state.is_final,
        table_id=table,
        most=limit,
    )


@router.get("/score-change")
async def show_score_change(
    run_id: RunId,
    request: Request,
    against: Against = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = MOST_REASONS,
) -> ScoreChangeDocument:
    """What moved the score since another run; the points of all reasons add up to the difference."""
    moved = await read_score_change(server(request).services.runs, run_id, against)
    complete = moved.run.state.is_final
    against_run = (moved.against.id, moved.against.created_at) if moved.against else None
    return score_change_document(run_id, against_run, moved.change, complete=complete, most=limit)
