"""``/runs/{id}/redecision``: what the rules of today say of what a run's values showed; the source is not asked."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.pipeline.redeciding import redecide_run
from app.results.redecision_document import Place, RedecisionDocument, redecision_document
from app.wiring.detectors import catalogue_with

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["results"])


class RedecisionRequest(BaseModel):
    """By which rules: those of the server, with ``detectors`` as well."""

    model_config = ConfigDict(extra="forbid")

    detectors: Annotated[
        list[Annotated[str, Field(max_length=200_000)]],
        Field(max_length=20, description="Custom detectors, each the text of a TOML file."),
    ] = []
    findings: Annotated[bool, Field(description="Give all findings, not only what changed.")] = False


@router.post("/redecision")
async def redecide(
    run_id: RunId,
    request: Request,
    body: RedecisionRequest | None = None,
    limit: Annotated[int, Query(ge=1, le=10_000, description="Changes and columns to scan again.")] = 500,
) -> RedecisionDocument:
    """Decide again on what is kept of the values of a run, and say what differs; nothing is stored."""
    asked, runs = body or RedecisionRequest(), server(request).services.runs
    catalogue = await asyncio.to_thread(catalogue_with, asked.detectors)
    redecision = await redecide_run(runs, run_id, catalogue)
    snapshot = await runs.read_snapshot(run_id)
    places = {table.id: Place(table.schema, table.name) for table in snapshot.tables}
    return await asyncio.to_thread(
        redecision_document, run_id, redecision, places, most=limit, with_findings=asked.findings
    )
