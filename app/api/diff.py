"""``/runs/{id}/diff``: what changed in the schema since another run."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from app.api.context import Against, RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.comparing import compare_runs
from app.results.diff_document import ChangeItem, diff_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["schema"])


class DiffAnswer(BaseModel):
    """The changes since ``against``; all of it is empty where there is no earlier run."""

    run_id: str
    against: str | None
    against_created_at: datetime | None
    fingerprint: str
    fingerprint_before: str | None
    counts: dict[str, int]
    total: int
    items: list[ChangeItem]


@router.get("/diff")
async def show_diff(
    run_id: RunId,
    request: Request,
    against: Against = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 500,
) -> DiffAnswer:
    """The changes by kind of part, each with what it means for readers."""
    compared = await compare_runs(server(request).services.runs, run_id, against)
    document = diff_document(compared.changes, most=limit)
    return DiffAnswer(
        run_id=run_id,
        against=compared.against.id if compared.against else None,
        against_created_at=compared.against.created_at if compared.against else None,
        fingerprint=compared.fingerprint,
        fingerprint_before=compared.fingerprint_before,
        counts=document.counts,
        total=document.total,
        items=document.items,
    )
