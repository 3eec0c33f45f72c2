"""``/openapi.json``: the machine-readable form of this API, without the SDK's own routes."""

from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts

from app.api.guard import UNKNOWN, refused

router = APIRouter()

_PREFIX = "/api/v1"


@router.get("/openapi.json", include_in_schema=False)
async def describe(request: Request) -> dict[str, Any]:
    """The OpenAPI document of every route below ``/api/v1``."""
    return _document(request.app)


@router.api_route("/{path:path}", methods=["GET", "POST", "DELETE"], include_in_schema=False)
async def refuse(path: str) -> JSONResponse:  # noqa: ARG001 - whatever no other route took
    """Any other address below ``/api/v1``: a problem like every other, not the framework's own words."""
    return refused(UNKNOWN)


@cache
def _document(application: FastAPI) -> dict[str, Any]:
    # An included router is one route of the application; the contexts are those inside it.
    contexts = iter_route_contexts(application.routes)
    routes = [context for context in contexts if (context.path or "").startswith(_PREFIX)]
    return get_openapi(
        title="SourceSense",
        version=version("sourcesense"),
        description="Schema, sensitive data and quality of a SQL database, without writing to it.",
        routes=routes,
    )
