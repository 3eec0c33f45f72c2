"""``/runs``: start, list, show, cancel, delete."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response, status
from pydantic import AfterValidator

from app.api.answers import answer_run, run_answer
from app.api.context import RunId, server, workflows
from app.api.problems import ProblemRoute
from app.api.reconcile import reconciled
from app.api.schemas import RunAnswer, RunList, RunRequest
from app.api.starting import store_run, take_back
from app.errors import RunActiveError, RunFinishedError, SourceSenseError
from app.pipeline.results import read_results
from app.results.index import name_in

router = APIRouter(route_class=ProblemRoute, prefix="/runs", tags=["runs"])


def _cursor(text: str) -> str:
    name_in(text)
    return text


Cursor = Annotated[str, AfterValidator(_cursor)]


@router.post("", status_code=status.HTTP_202_ACCEPTED)
async def start_run(
    body: RunRequest,
    request: Request,
    response: Response,
    start: Annotated[bool, Query(description="false: store the configuration only.")] = True,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255)] = None,
) -> RunAnswer:
    """Store a run and start it. The same Idempotency-Key gives the same run.

    With ``start=false`` the run's id serves ``POST /workflows/v1/start`` as ``{"run_id": …}``.
    """
    services, temporal = server(request).services, workflows(request)
    stored = await store_run(services, body, idempotency_key)
    run = stored.run
    if start and not run.state.is_final:
        try:
            await temporal.start(run)
        except SourceSenseError:
            if stored.is_new:  # an earlier request may have started it long ago
                await take_back(services, run)
            raise
    response.headers["Location"] = f"/api/v1/runs/{run.id}"
    return run_answer(run, None, temporal.link(run))


@router.get("")
async def list_runs(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[Cursor | None, Query(max_length=200)] = None,
) -> RunList:
    """Runs, newest first."""
    temporal = workflows(request)
    page = await server(request).services.runs.list(limit, cursor)
    return RunList(
        items=[run_answer(run, None, temporal.link(run)) for run in page.runs], next_cursor=page.next_cursor
    )


@router.get("/{run_id}")
async def show_run(run_id: RunId, request: Request) -> RunAnswer:
    """One run as it stands now."""
    services, temporal = server(request).services, workflows(request)
    run = await services.runs.load(run_id)
    if not run.state.is_final:
        run = await reconciled(run, services, temporal)
    if run.state.is_final:
        return await answer_run(run, temporal)
    return await answer_run(
        run,
        temporal,
        totals=(await read_results(services.runs, run_id)).totals,
        away_since=await services.breaker.away_since(run.source.source_id),
    )


@router.post("/{run_id}/cancel", status_code=status.HTTP_202_ACCEPTED)
async def cancel_run(run_id: RunId, request: Request) -> RunAnswer:
    """Ask a run to stop. It ends when no session of it is left on the source; what is written is kept."""
    services, temporal = server(request).services, workflows(request)
    run = await services.runs.load(run_id)
    if run.state.is_final:
        raise RunFinishedError(run_id=run_id, state=run.state)
    await temporal.cancel(run)
    run = await services.runs.update(run_id, lambda run: replace(run, cancel_requested=True))
    return run_answer(run, None, temporal.link(run))


@router.delete("/{run_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_run(run_id: RunId, request: Request) -> None:
    """Delete a run that has ended; its encryption key is destroyed, so nothing of it can be read again."""
    services = server(request).services
    run = await services.runs.load(run_id)
    if not run.state.is_final:
        raise RunActiveError(run_id=run_id)
    await services.runs.delete(run_id)
