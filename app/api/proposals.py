"""``/runs/{id}/proposals``: what keys and views say of columns; usable while the run goes on."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.proposals import proposals_of
from app.pipeline.results import read_results
from app.results.proposals_document import ProposalsDocument, proposals_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])


@router.get("/proposals")
async def list_proposals(
    run_id: RunId, request: Request, limit: Annotated[int, Query(ge=1, le=10_000)] = 500
) -> ProposalsDocument:
    """What columns may hold because of columns they are linked to, the surest first; no findings."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    if results.snapshot is None:
        return proposals_document((), complete=run.state.is_final)
    proposals = await asyncio.to_thread(
        proposals_of,
        results.snapshot,
        results.views,
        await runs.read_suggestions(run_id),
        await runs.read_qualities(run_id),
    )
    return proposals_document(proposals, complete=run.state.is_final, most=limit)
