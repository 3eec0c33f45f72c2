"""``/runs/{id}/defects``: which columns seem to have which kind of error; usable while the run goes on."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.model.defects import SHOWN_FROM, DefectKind
from app.pipeline.results import read_results
from app.results.defects_document import DefectsDocument, defects_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["quality"])


@router.get("/defects")
async def list_defects(
    run_id: RunId,
    request: Request,
    kind: DefectKind | None = None,
    least: Annotated[float, Query(ge=0, le=1)] = SHOWN_FROM,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
) -> DefectsDocument:
    """Defects of one kind or of all, the surest first; ``least`` is the confidence from which they are listed."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    return defects_document(results.views, complete=run.state.is_final, kind=kind, least=least, most=limit)
