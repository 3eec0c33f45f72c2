"""Which requests come through, over the census of every route there is."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from application_sdk.handler.service import create_app_handler_service
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.api.guard import MAX_BODY_BYTES, REFUSALS, Guard
from app.api.handler import SourceSenseHandler

HERE = "127.0.0.1"
JSON = {"content-type": "application/json"}

SDK_ROUTES_LET_THROUGH = {
    "POST /workflows/v1/auth",
    "POST /workflows/v1/check",
    "POST /workflows/v1/metadata",
    "POST /workflows/v1/start",
    "GET /workflows/v1/result/{workflow_id}",
    "GET /workflows/v1/status/{workflow_id}/{run_id:path}",
    "GET /server/health",
    "GET /health",
    "GET /server/ready",
    "GET /ready",
    "GET /metrics",
    "GET /",
}
SDK_ROUTES_REFUSED = {
    "GET /openapi.json",
    "GET /docs",
    "GET /docs/oauth2-redirect",
    "GET /redoc",
    "POST /workflows/v1/warmup",
    "POST /workflows/v1/stop/{workflow_id}/{run_id:path}",
    "GET /workflows/v1/config/{config_id}",
    "POST /workflows/v1/config/{config_id}",
    "POST /workflows/v1/file",
    "GET /dapr/subscribe",
    "POST /events/v1/event/{event_id}",
    "POST /events/v1/drop",
    "GET /workflows/v1/configmap/{config_map_id}",
    "GET /workflows/v1/configmaps",
    "GET /workflows/v1/manifest",
    "POST /workflows/v1/manifest",
    "GET /manifest",
    "POST /manifest",
    "GET /workflows/v1/input-contract",
    "POST /workflows/v1/dev/local-vault",
}
_EXAMPLES = {"workflow_id": "ss-run_1", "run_id:path": "0c1d-2e3f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request and the status it gets; 200 means it came through."""

    status: int
    method: str = "GET"
    path: str = "/api/v1/runs"
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    host: str = HERE


def named(case: Case) -> str:
    """The case in a line."""
    headers = " ".join(f"{name}={value[:40]}" for name, value in case.headers.items())
    return f"{case.method} {case.host} {case.path} {headers} {len(case.body)} bytes: {case.status}"


async def answer(request: Request) -> Response:
    """What stands behind the guard: reads the body and says how long it is."""
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> httpx.AsyncClient:
    behind = FastAPI(
        routes=[
            Route(
                "/{path:path}", answer, methods=["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"]
            )
        ]
    )
    transport = httpx.ASGITransport(Guard(behind, hosts=(HERE, "localhost", "[::1]")))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{HERE}")


async def asked(client: httpx.AsyncClient, case: Case) -> httpx.Response:
    """The answer to the request."""
    headers = {"host": case.host, **case.headers}
    return await client.request(case.method, case.path, headers=headers, content=case.body or None)


# ── routes ───────────────────────────────────────────────────────────────────────────────────────


def sdk_routes() -> set[str]:
    """Every route the SDK serves, with its method."""
    application = create_app_handler_service(SourceSenseHandler(), app_name="sourcesense")
    return {
        f"{method} {route.path}"
        for route in application.routes
        if isinstance(route, Route) and route.methods
        for method in route.methods - {"HEAD"}
        if not route.path.startswith("/api/v1")
    }


def test_every_route_of_the_sdk_is_decided_upon() -> None:
    assert sdk_routes() == SDK_ROUTES_LET_THROUGH | SDK_ROUTES_REFUSED


@pytest.mark.parametrize("route", sorted(SDK_ROUTES_LET_THROUGH | SDK_ROUTES_REFUSED))
async def test_a_route_of_the_sdk_comes_through_only_if_it_is_on_the_list(
    client: httpx.AsyncClient, route: str
) -> None:
    method, template = route.split(" ", 1)
    path = re.sub(r"\{([a-z_:]+)\}", lambda place: _EXAMPLES.get(place[1], "example"), template)

    given = await asked(client, Case(status=0, method=method, path=path, headers=JSON))

    assert given.status_code == (200 if route in SDK_ROUTES_LET_THROUGH else 404)


ROUTES = [
    Case(path="/api/v1/runs/run_1/tables/0123456789abcdef", status=200),
    Case(path="/api/v1/health/ready", status=200),
    Case(path="/run.html?run=run_1", status=200),
    Case(path="/js/scan-page.js", status=200),
    Case(path="/fonts/inter-latin.woff2", status=200),
    Case(path="/api/v1/", status=404),
    Case(path="/api/v2/runs", status=404),
    Case(path="/api/v1/runs/%0a", status=404),
    Case(path="/api/v1/runs/%7Brun%7D", status=404),
    Case(path="/workflows/v1/result/other-app-workflow", status=404),
    Case(path="/workflows/v1/result/ss-run_1/%2e%2e/config", status=404),
    Case(path="/.env", status=404),
    Case(path="/js/%2e%2e/secrets.js", status=404),
    Case(path="/components/statestore.yaml", status=404),
    Case(path="/docs", status=404),
]
METHODS = [
    Case(method="HEAD", status=200),
    Case(method="DELETE", path="/api/v1/runs/run_1", status=200),
    Case(method="POST", headers=JSON, body=b"{}", status=200),
    Case(method="PUT", headers=JSON, body=b"{}", status=200),
    Case(method="PUT", headers={"content-type": "text/plain"}, body=b"{}", status=415),
    Case(method="PATCH", headers=JSON, body=b"{}", status=405),
    Case(method="OPTIONS", headers={"origin": "https://evil.example"}, status=405),
    Case(method="TRACE", status=405),
]
HOSTS = [
    Case(host=HERE, status=200),
    Case(host="127.0.0.1:8000", status=200),
    Case(host="localhost:8000", status=200),
    Case(host="[::1]:8000", status=200),
    Case(host="[::1]", status=200),
    Case(host="evil.example", status=403),
    Case(host="127.0.0.1.evil.example", status=403),
    Case(host="localhost.evil.example:8000", status=403),
    Case(host="[::2]:8000", status=403),
    Case(host="", status=403),
]
SITES = [
    Case(headers={"sec-fetch-site": "same-origin"}, status=200),
    Case(headers={"sec-fetch-site": "none"}, status=200),
    Case(headers={"sec-fetch-site": "same-site"}, status=403),
    Case(headers={"sec-fetch-site": "cross-site"}, status=403),
    Case(headers={"sec-fetch-site": "something new"}, status=403),
    Case(path="/", headers={"sec-fetch-site": "cross-site"}, status=200),
    Case(path="/run.html", headers={"sec-fetch-site": "cross-site"}, status=200),
    Case(path="/run.html", method="POST", headers={"sec-fetch-site": "cross-site"}, status=403),
    Case(path="/metrics", headers={"sec-fetch-site": "cross-site"}, status=403),
    Case(
        path="/workflows/v1/start",
        method="POST",
        headers={"sec-fetch-site": "cross-site", **JSON},
        status=403,
    ),
    Case(method="POST", headers={"origin": f"http://{HERE}", **JSON}, body=b"{}", status=200),
    Case(method="POST", headers={"origin": "https://evil.example", **JSON}, body=b"{}", status=403),
    Case(method="POST", headers={"origin": f"http://{HERE}:9999", **JSON}, body=b"{}", status=403),
    Case(method="POST", headers={"origin": "null", **JSON}, body=b"{}", status=403),
    Case(
        method="POST",
        headers={"origin": "https://evil.example", "sec-fetch-site": "same-origin", **JSON},
        body=b"{}",
        status=200,
    ),
    Case(
        method="POST",
        headers={"origin": f"http://{HERE}", "sec-fetch-site": "cross-site", **JSON},
        body=b"{}",
        status=403,
    ),
]
BODIES = [
    Case(method="POST", status=200),
    Case(method="POST", headers={"content-type": "application/json; charset=utf-8"}, body=b"{}", status=200),
    Case(method="POST", headers={"content-type": "text/plain"}, body=b"{}", status=415),
    Case(
        method="POST", headers={"content-type": "application/x-www-form-urlencoded"}, body=b"a=b", status=415
    ),
    Case(method="POST", headers={"content-type": "multipart/form-data; boundary=x"}, body=b"--x", status=415),
    Case(method="POST", body=b"{}", status=415),
    Case(method="POST", headers=JSON, body=b" " * MAX_BODY_BYTES, status=200),
    Case(method="POST", headers=JSON, body=b" " * (MAX_BODY_BYTES + 1), status=413),
    Case(method="POST", headers={"content-length": "-1", **JSON}, body=b"{}", status=413),
    Case(method="POST", headers={"content-length": "1e3", **JSON}, body=b"{}", status=413),
    Case(method="POST", headers={"content-length": "9" * 5000, **JSON}, body=b"{}", status=413),
]


@pytest.mark.parametrize("case", [*ROUTES, *METHODS, *HOSTS, *SITES, *BODIES], ids=named)
async def test_a_request_gets_the_status_of_the_first_rule_it_breaks(
    client: httpx.AsyncClient, case: Case
) -> None:
    assert (await asked(client, case)).status_code == case.status


async def chunks(count: int, size: int) -> AsyncIterator[bytes]:
    """A body that names no length."""
    for _ in range(count):
        yield b" " * size


@pytest.mark.parametrize(
    ("count", "size", "status"),
    [
        (4, 1024, 200),
        (4, MAX_BODY_BYTES // 4, 200),
        (5, MAX_BODY_BYTES // 4, 413),
        (1, MAX_BODY_BYTES + 1, 413),
    ],
)
async def test_a_chunked_body_is_counted_as_it_comes(
    client: httpx.AsyncClient, count: int, size: int, status: int
) -> None:
    given = await client.post("/api/v1/runs", headers=JSON, content=chunks(count, size))

    assert given.status_code == status


async def test_of_a_body_without_end_no_more_than_the_limit_is_taken_in() -> None:
    taken: list[int] = []

    async def greedy(_: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "http.request" and message["more_body"]:
            taken.append(len(message["body"]))
        await PlainTextResponse("all of it")({"type": "http"}, receive, send)

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Guard(greedy)), base_url=f"http://{HERE}"
    ) as client:
        given = await client.post("/api/v1/runs", headers=JSON, content=chunks(50, MAX_BODY_BYTES // 4))

    assert given.status_code == 413
    assert sum(taken) <= MAX_BODY_BYTES


async def test_a_chunked_body_has_to_be_json_too(client: httpx.AsyncClient) -> None:
    given = await client.post("/api/v1/runs", headers={"content-type": "text/plain"}, content=chunks(1, 2))

    assert given.status_code == 415


async def test_without_a_list_of_hosts_any_is_answered() -> None:
    behind = FastAPI(routes=[Route("/{path:path}", answer)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Guard(behind)), base_url="http://sourcesense.example"
    ) as client:
        assert (await client.get("/api/v1/runs")).status_code == 200


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_refusal_is_a_problem_document_that_repeats_nothing(client: httpx.AsyncClient) -> None:
    given = await client.get("/planted/path?planted=query", headers={"x-planted": "header"})

    problem = given.json()
    assert given.headers["content-type"] == "application/problem+json"
    assert (problem["status"], problem["code"]) == (404, "no_such_route")
    assert problem["type"] == "/docs/errors.html#no_such_route"
    assert problem["title"]
    assert problem["fix"]
    assert "planted" not in given.text


@pytest.mark.parametrize("path", ["/api/v1/runs", "/", "/nowhere"])
async def test_every_answer_carries_the_policy(client: httpx.AsyncClient, path: str) -> None:
    given = await client.get(path)

    policy = given.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["referrer-policy"] == "no-referrer"
    assert given.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "cached"),
    [("/api/v1/runs", "no-store"), ("/workflows/v1/result/ss-1", "no-store"), ("/", "no-cache")],
)
async def test_data_is_kept_by_no_cache(client: httpx.AsyncClient, path: str, cached: str) -> None:
    assert (await client.get(path)).headers["cache-control"] == cached


def test_every_rule_has_a_code_and_a_remedy_of_its_own() -> None:
    assert len({refusal.code for refusal in REFUSALS}) == len(REFUSALS)
    assert all(refusal.fix and refusal.title for refusal in REFUSALS)
