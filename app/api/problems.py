"""Failures as ``application/problem+json`` (RFC 9457): cause, next step, code; never what was sent."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from app.api.guard import Refusal
from app.errors import Category, SourceSenseError, UnexpectedError
from app.observability.logging import correlate, get_log

_log = get_log(__name__)

STATUS: dict[Category, int] = {
    Category.CANCELLED: 409,
    Category.TIMEOUT: 504,
    Category.RATE_LIMITED: 429,
    Category.AUTH: 422,  # the *source* refused; 401 would mean the caller of this API
    Category.PERMISSION: 403,
    Category.NOT_FOUND: 404,
    Category.ALREADY_EXISTS: 409,
    Category.INVALID_INPUT: 422,
    Category.PRECONDITION: 409,
    Category.DEPENDENCY_UNAVAILABLE: 503,
    Category.SOURCE_UNAVAILABLE: 502,
    Category.RESOURCE_EXHAUSTED: 503,
    Category.DATA_INTEGRITY: 500,
    Category.INTERNAL: 500,
    Category.UNIMPLEMENTED: 422,
}
CORRELATION_HEADER = "x-correlation-id"
_RETRY_AFTER_SECONDS = 5
_NOT_JSON = {"pointer": "/", "code": "json_invalid", "detail": "not valid JSON"}

REQUEST_INVALID = Refusal(
    422,
    "request_invalid",
    "The request is not valid.",
    "Correct the named fields; /api/v1/openapi.json describes them.",
)


class ProblemRoute(APIRoute):
    """A route whose failures become problems; the SDK's own application has no place for our handlers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler inside our error boundary."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SourceSenseError as error:
                return problem(error)
            except RequestValidationError as error:
                return _invalid([_broken_rule(found) for found in error.errors()])
            except HTTPException:  # FastAPI's word for a body that is no text, or is nested too deep
                return _invalid([_NOT_JSON])
            except Exception as error:  # noqa: BLE001 - nothing unforeseen may carry its text to a client
                _log.warning("request failed", kind=type(error).__name__, path=self.path_format)
                return problem(UnexpectedError(kind=type(error).__name__))

        async def correlated(request: Request) -> Response:
            """One id from the click to the last task: taken from the caller or made here, answered, logged."""
            chosen = correlate(request.headers.get(CORRELATION_HEADER))
            response = await handled(request)
            response.headers[CORRELATION_HEADER] = chosen
            return response

        return correlated


def problem(error: SourceSenseError) -> JSONResponse:
    """The failure, explained, as a response."""
    explained = error.explain()
    status = STATUS[error.category]
    pointer = {"pointer": f"/{error.evidence['field']}"} if "field" in error.evidence else {}
    return JSONResponse(
        {
            "type": f"/docs/errors.html#{error.code}",
            "title": error.title,
            "status": status,
            "detail": explained.message,
            "code": error.code,
            "fix": explained.next_step,
            "errors": [{**pointer, "code": error.code, "detail": explained.message}] if pointer else [],
        },
        status_code=status,
        media_type="application/problem+json",
        headers={"Retry-After": str(_RETRY_AFTER_SECONDS)}
        if status == STATUS[Category.DEPENDENCY_UNAVAILABLE]
        else None,
    )


def _invalid(errors: list[dict[str, str]]) -> JSONResponse:
    """FastAPI's own answer repeats the input, passwords included; this names only places and rules."""
    return JSONResponse(
        {
            "type": f"/docs/errors.html#{REQUEST_INVALID.code}",
            "title": REQUEST_INVALID.title,
            "status": REQUEST_INVALID.status,
            "detail": "; ".join(f"{item['pointer']}: {item['detail']}" for item in errors),
            "code": REQUEST_INVALID.code,
            "fix": REQUEST_INVALID.fix,
            "errors": errors,
        },
        status_code=REQUEST_INVALID.status,
        media_type="application/problem+json",
    )


def _broken_rule(found: dict[str, Any]) -> dict[str, str]:
    """Where which rule was broken; pydantic's messages of these kinds name limits, never the input."""
    if found["type"] == "json_invalid":
        return _NOT_JSON
    pointer = "/" + "/".join(str(part) for part in found["loc"][1:])
    return {"pointer": pointer, "code": found["type"], "detail": str(found["msg"])}
