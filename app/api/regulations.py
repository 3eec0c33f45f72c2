"""``/runs/{id}/regulations``: the findings of a run by regulation; usable while the run goes on."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.compliance.regulations import builtin_regulations
from app.errors import RegulationNotFoundError
from app.pipeline.results import Results, read_results
from app.results.regulations_document import (
    RegulationDocument,
    RegulationsDocument,
    regulation_document,
    regulations_document,
)

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])

RegulationId = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{0,31}$", description="E.g. gdpr or pci-dss.")]


@router.get("/regulations")
async def list_regulations(run_id: RunId, request: Request) -> RegulationsDocument:
    """Which columns each regulation may concern, and the highest risk; guidance, not legal advice."""
    results, complete = await _read(run_id, request)
    return await asyncio.to_thread(
        regulations_document, run_id, builtin_regulations(), results.views, complete=complete
    )


@router.get("/regulations/{regulation_id}")
async def show_regulation(
    run_id: RunId,
    regulation_id: RegulationId,
    request: Request,
    limit: Annotated[int, Query(ge=1, le=10_000, description="Columns per category, riskiest first.")] = 500,
) -> RegulationDocument:
    """The columns under each category of one regulation, each with level and risk; guidance, not legal advice."""
    known = builtin_regulations()
    regulation = next((each for each in known if each.id == regulation_id), None)
    if regulation is None:
        raise RegulationNotFoundError(regulation_id=regulation_id)
    results, complete = await _read(run_id, request)
    return await asyncio.to_thread(
        regulation_document, run_id, regulation, known, results.views, complete=complete, most=limit
    )


async def _read(run_id: str, request: Request) -> tuple[Results, bool]:
    runs = server(request).services.runs
    run = await runs.load(run_id)
    return await read_results(runs, run_id), run.state.is_final
