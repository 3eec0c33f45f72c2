"""All routes below ``/api/v1``, with the failures they share."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.types import Lifespan

from app.api import (
    connections,
    description,
    diff,
    exports,
    health,
    identifiability,
    lint,
    proposals,
    redecision,
    regulations,
    relations,
    results,
    runs,
    selections,
)
from app.api.problem_document import Problem

_FAILURES: Mapping[int | str, dict[str, Any]] = {"default": {"model": Problem}, 422: {"model": Problem}}


def api_router(lifespan: Lifespan[Any] | None = None) -> APIRouter:
    """One router per noun; the description is last, because it takes whatever no other route took."""
    root = APIRouter(prefix="/api/v1", lifespan=lifespan)
    nouns = (
        connections, selections, runs, results, redecision, regulations, identifiability, proposals, exports, lint, relations, diff, health, description,
    )  # fmt: skip
    for router in (noun.router for noun in nouns):
        root.include_router(router, responses=dict(_FAILURES))
    return root
