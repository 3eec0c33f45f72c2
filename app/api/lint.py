"""``/runs/{id}/lint``: what is to be remarked on the schema; there as soon as the schema is read."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.results.lint_document import LintDocument, lint_document
from app.schema.lint.linting import lint

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["schema"])


@router.get("/lint")
async def show_lint(
    run_id: RunId, request: Request, limit: Annotated[int, Query(ge=1, le=10_000)] = 500
) -> LintDocument:
    """Remarks on the schema by docs/lint.md, errors first."""
    snapshot = await server(request).services.runs.read_snapshot(run_id)
    return lint_document(await asyncio.to_thread(lint, snapshot), most=limit)
