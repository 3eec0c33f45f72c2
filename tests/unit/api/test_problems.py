"""Failures become problem documents: the status of the table, the cause, the next step, nothing of what was sent."""

from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel

from app.api.problems import STATUS, ProblemRoute, problem
from app.api.schemas import RunRequest
from app.errors import (
    Category,
    ConnectionFieldError,
    RunNotFoundError,
    SourceSenseError,
    StoreUnavailableError,
    WrongPasswordError,
)

PLANTED = "planted 4929-1234"
KINDS = sorted(SourceSenseError.__subclasses__(), key=lambda kind: kind.code)


class Body(BaseModel):
    """What the test's route takes."""

    number: int


def application(error: Exception | None = None) -> FastAPI:
    """Routes that fail as they are told."""
    router = APIRouter(route_class=ProblemRoute)

    @router.get("/fails")
    async def fails() -> None:
        if error is not None:
            raise error

    @router.get("/counts")
    async def counts(limit: Annotated[int, Query(le=5)] = 1) -> int:
        return limit

    @router.post("/takes")
    async def takes(body: Body) -> int:
        return body.number

    @router.post("/runs")
    async def starts(body: RunRequest) -> str:
        return body.secret() or ""

    for route in (fails, counts, takes, starts):
        assert callable(route)
    made = FastAPI()
    made.include_router(router)
    return made


async def asked(
    method: str, path: str, *, error: Exception | None = None, content: bytes | None = None
) -> httpx.Response:
    """The answer of such an application."""
    transport = httpx.ASGITransport(application(error))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        headers = {"content-type": "application/json"} if content is not None else {}
        return await client.request(method, path, content=content, headers=headers)


def test_every_category_has_its_status() -> None:
    assert set(STATUS) == set(Category)
    assert all(400 <= status < 600 for status in STATUS.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
async def test_every_failure_has_the_status_of_its_category_and_says_what_to_do(
    kind: type[SourceSenseError],
) -> None:
    given = await asked("GET", "/fails", error=kind())

    document = given.json()
    assert given.status_code == document["status"] == STATUS[kind.category]
    assert given.headers["content-type"] == "application/problem+json"
    assert document["type"] == f"/docs/errors.html#{kind.code}"
    assert (document["code"], document["title"]) == (kind.code, kind.title)
    assert document["detail"] == kind().explain().message
    assert document["fix"] == kind().explain().next_step


async def test_a_failure_of_one_field_points_at_it() -> None:
    document = (
        await asked("GET", "/fails", error=ConnectionFieldError(field="port", problem="is no number"))
    ).json()

    assert document["errors"] == [
        {"pointer": "/port", "code": "connection_field", "detail": "port: is no number"}
    ]


async def test_a_failure_of_no_field_points_nowhere() -> None:
    assert (await asked("GET", "/fails", error=RunNotFoundError(run_id="run_1"))).json()["errors"] == []


@pytest.mark.parametrize(
    ("error", "seconds"), [(StoreUnavailableError(), "5"), (WrongPasswordError(), None)], ids=["503", "422"]
)
def test_what_will_come_back_says_when_to_ask_again(error: SourceSenseError, seconds: str | None) -> None:
    assert problem(error).headers.get("retry-after") == seconds


async def test_an_unforeseen_failure_tells_its_class_and_nothing_else() -> None:
    given = await asked("GET", "/fails", error=RuntimeError(PLANTED))

    assert given.status_code == 500
    assert given.json()["code"] == "unexpected"
    assert "RuntimeError" in given.json()["detail"]
    assert PLANTED not in given.text


@pytest.mark.parametrize(
    ("content", "pointer", "code"),
    [
        (f'{{"number": "{PLANTED}"}}'.encode(), "/number", "int_parsing"),
        (b"{}", "/number", "missing"),
        (f'{{"number": 1, {PLANTED}'.encode(), "/", "json_invalid"),
        (b'"\xff\xfe"', "/", "json_invalid"),
        (b"[" * 100_000, "/", "json_invalid"),
        (f'"{PLANTED}"'.encode(), "/", "model_attributes_type"),
    ],
)
async def test_a_body_that_breaks_a_rule_is_told_which_and_never_repeated(
    content: bytes, pointer: str, code: str
) -> None:
    given = await asked("POST", "/takes", content=content)

    document = given.json()
    assert given.status_code == document["status"] == 422
    assert document["code"] == "request_invalid"
    assert [(each["pointer"], each["code"]) for each in document["errors"]] == [(pointer, code)]
    assert PLANTED not in given.text


async def test_a_parameter_out_of_its_bounds_is_told_the_bound() -> None:
    document = (await asked("GET", "/counts?limit=6")).json()

    assert document["errors"] == [
        {"pointer": "/limit", "code": "less_than_equal", "detail": "Input should be less than or equal to 5"}
    ]


@pytest.mark.parametrize(
    "content",
    [
        '{"connection": {"dialect": "sqlite"}, "password": ["planted 4929-1234"]}',
        '{"connection": {"dialect": "sqlite"}, "password": {"value": "planted 4929-1234"}}',
        '{"connection": "planted 4929-1234", "password": "planted 4929-1234"}',
        '{"password": "planted 4929-1234"}',
        '{"connection": {}, "password": "planted 4929-1234", "options": {"sample_rows": "planted 4929-1234"}}',
        '{"connection": {"host": ["planted 4929-1234"]}, "password": "planted 4929-1234"}',
        '{"connection": {}, "password": "planted 4929-1234',
        '{"connection": {}, "password": "' + "planted 4929-1234" * 100 + '"}',
    ],
)
async def test_no_answer_repeats_a_password(content: str) -> None:
    given = await asked("POST", "/runs", content=content.encode())

    assert given.status_code == 422
    assert PLANTED not in given.text
