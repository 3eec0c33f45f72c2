"""``/health`` and ``/version``: really asks the services, with a short limit each."""

import asyncio
import platform
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from time import monotonic

from fastapi import APIRouter, Request, Response, status

from app.api.context import server, workflows
from app.api.problems import ProblemRoute
from app.api.schemas import Check, Health, VersionAnswer
from app.errors import SourceSenseError

router = APIRouter(route_class=ProblemRoute, tags=["health"])

_LIMIT_SECONDS = 3


@router.get("/health/live")
async def live() -> Health:
    """The process answers."""
    return Health(status="ok", checks=[])


@router.get("/health/ready")
async def ready(request: Request, response: Response) -> Health:
    """Temporal, the state store, the object store and at least one worker answer; 503 if one does not."""
    services, temporal = server(request).services, workflows(request)

    async def worker() -> str:
        count = await temporal.workers()
        if count == 0:
            return "no worker asks for tasks yet"
        return ""

    async def state() -> str:
        await services.state.get("health")
        return ""

    async def objects() -> str:
        await services.objects.get("health")
        return ""

    checks = await asyncio.gather(
        _check("temporal", lambda: _quiet(temporal.workers())),
        _check("worker", worker),
        _check("state_store", state),
        _check("object_store", objects),
    )
    good = all(check.ok for check in checks)
    response.status_code = status.HTTP_200_OK if good else status.HTTP_503_SERVICE_UNAVAILABLE
    return Health(status="ok" if good else "degraded", checks=list(checks))


@router.get("/version")
async def show_version() -> VersionAnswer:
    """What runs here."""
    return VersionAnswer(
        version=version("sourcesense"),
        python=platform.python_version(),
        application_sdk=version("atlan-application-sdk"),
    )


async def _quiet(question: Awaitable[object]) -> str:
    await question
    return ""


async def _check(name: str, question: Callable[[], Awaitable[str]]) -> Check:
    """Ask; an empty answer means well."""
    started = monotonic()
    try:
        async with asyncio.timeout(_LIMIT_SECONDS):
            detail = await question()
    except SourceSenseError as error:
        detail = error.title
    except TimeoutError:
        detail = f"no answer within {_LIMIT_SECONDS} s"
    return Check(
        name=name, ok=not detail, detail=detail or "ok", milliseconds=round((monotonic() - started) * 1000)
    )
