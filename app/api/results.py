"""``/runs/{id}/results``, ``/tables`` and ``/findings``: usable while the run goes on."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.errors import TableNotFoundError
from app.pipeline.results import read_results
from app.results.documents import (
    PlacedFinding,
    ResultsDocument,
    placed_findings,
    results_document,
)
from app.results.table_document import TableDocument, table_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])

TableId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


class FindingList(BaseModel):
    """All findings of a run."""

    items: list[PlacedFinding]


@router.get("/results")
async def show_results(run_id: RunId, request: Request) -> ResultsDocument:
    """Every table with its state, findings and score."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    results = await read_results(runs, run_id)
    return results_document(
        run_id,
        run.state.value,
        results.snapshot,
        results.views,
        results.missing,
        complete=run.state.is_final,
    )


@router.get("/tables/{table_id}")
async def show_table(run_id: RunId, table_id: TableId, request: Request) -> TableDocument:
    """One table with columns, keys, findings and measurements."""
    results = await read_results(server(request).services.runs, run_id)
    for view in results.views:
        if view.table.id == table_id:
            return table_document(view)
    raise TableNotFoundError(run_id=run_id, table_id=table_id)


@router.get("/findings")
async def list_findings(run_id: RunId, request: Request) -> FindingList:
    """Every finding, the most sensitive first."""
    results = await read_results(server(request).services.runs, run_id)
    return FindingList(items=placed_findings(results.views))
