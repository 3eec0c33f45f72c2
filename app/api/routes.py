"""All routes below ``/api/v1``, with the failures they share."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter
from starlette.types import Lifespan

from app.api import (
    connections,
    defects,
    description,
    diff,
    exports,
    health,
    history,
    identifiability,
    integrity,
    lint,
    proposals,
    redecision,
    regulations,
    relations,
    results,
    rules,
    runs,
    score,
    selections,
)
from app.api.problem_document import Problem

_FAILURES: Mapping[int | str, dict[str, Any]] = {"default": {"model": Problem}, 422: {"model": Problem}}


NOUNS: Final = (
    connections, selections, runs, results, score, defects, history, redecision, regulations, identifiability, integrity, proposals, exports, lint, relations, rules, diff, health,
)  # fmt: skip
"""One module per noun, each with its ``router``."""


def api_router(lifespan: Lifespan[Any] | None = None) -> APIRouter:
    """One router per noun; the description is last, because it takes whatever no other route took."""
    root = APIRouter(prefix="/api/v1", lifespan=lifespan)
    for router in (noun.router for noun in (*NOUNS, description)):
        root.include_router(router, responses=dict(_FAILURES))
    return root
