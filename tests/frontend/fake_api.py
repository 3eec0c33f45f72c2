"""A small server with the API of docs/api.md and the pages of frontend/form, for tests and for work on the pages.

``python -m tests.frontend.fake_api [port]`` serves it until interrupted.
"""

import json
import sys
import threading
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.frontend.fake_conclusions import identifiability, proposals
from tests.frontend.fake_data import Json, dialects, placed_findings, tables
from tests.frontend.fake_history import history, score_change
from tests.frontend.fake_quality import defects, integrity, score
from tests.frontend.fake_regulations import regulation, regulations
from tests.frontend.fake_rules import rules, suggestions
from tests.frontend.fake_runs import FakeRun, finished_runs
from tests.frontend.fake_schema_notes import diff, lint, relations

PAGES = Path(__file__).parents[2] / "frontend" / "form"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
RIGHT_PASSWORD = "correct horse"  # noqa: S105 - of a database that does not exist


@dataclass
class FakeApi:
    """The server's state, open to tests: its runs, and every request body it was sent."""

    runs: dict[str, FakeRun] = field(default_factory=finished_runs)
    received: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    keys: list[str] = field(default_factory=list[str])
    down: bool = False
    schema_known: bool = True
    history: Callable[[], Json] = history
    kept: frozenset[str] = frozenset()
    contract: bool = False

    def app(self) -> ASGIApp:
        """API and pages with the headers of the real server."""
        api = Starlette(
            routes=[
                Route("/dialects", self._dialects),
                Route("/connections/parse-url", self._parse_url, methods=["POST"]),
                Route("/connection-tests", self._test, methods=["POST"]),
                Route("/selections", self._select, methods=["POST"]),
                Route("/runs", self._start, methods=["POST"]),
                Route("/runs", self._list),
                Route("/runs/{run}", self._run),
                Route("/runs/{run}/cancel", self._cancel, methods=["POST"]),
                Route("/runs/{run}/results", self._results),
                Route("/runs/{run}/findings", self._findings),
                Route("/runs/{run}/tables/{table}", self._table),
                Route("/runs/{run}/score", self._notes(score)),
                Route("/runs/{run}/defects", self._notes(defects)),
                Route("/runs/{run}/integrity", self._notes(integrity)),
                Route("/runs/{run}/history", self._history),
                Route("/runs/{run}/score-change", self._notes(score_change)),
                Route("/runs/{run}/rules", self._notes(rules)),
                Route("/runs/{run}/rules/suggestions", self._notes(lambda: suggestions(self.kept))),
                Route("/runs/{run}/rules/suggestions/accept", self._accept, methods=["POST"]),
                Route("/runs/{run}/identifiability", self._notes(identifiability)),
                Route("/runs/{run}/proposals", self._notes(proposals)),
                Route("/runs/{run}/regulations", self._notes(regulations)),
                Route("/runs/{run}/regulations/{regulation}", self._regulation),
                Route("/runs/{run}/lint", self._notes(lint)),
                Route("/runs/{run}/relations", self._notes(relations)),
                Route("/runs/{run}/diff", self._notes(diff)),
            ]
        )
        pages = StaticFiles(directory=PAGES, html=True)
        return _Headers(Starlette(routes=[Mount("/api/v1", api), Mount("/", pages)]))

    async def _dialects(self, _request: Request) -> Response:
        return _problem(503, "Starting up.") if self.down else JSONResponse(dialects())

    async def _parse_url(self, request: Request) -> Response:
        url = urlsplit(str((await self._body(request))["url"]))
        if url.scheme == "sqlite":
            return JSONResponse(
                {
                    "dialect": "sqlite",
                    "fields": {"path": url.path[1:]},
                    "password_removed": False,
                    "notes": [],
                }
            )
        if url.scheme not in {"postgresql", "mysql"}:
            return _problem(
                422, "The connection URL cannot be read.", fix="Use postgresql://user@host:5432/database."
            )
        fields = {"host": url.hostname, "port": url.port, "database": url.path[1:], "user": url.username}
        present = {name: value for name, value in fields.items() if value}
        return JSONResponse(
            {
                "dialect": url.scheme,
                "fields": present,
                "password_removed": url.password is not None,
                "notes": [
                    {"parameter": name, "text": "ignored: for a reason"} for name in parse_qs(url.query)
                ],
            }
        )

    async def _test(self, request: Request) -> Response:
        body = await self._body(request)
        is_right = body["password"] == RIGHT_PASSWORD or body["connection"]["dialect"] == "sqlite"
        return JSONResponse(_report(passed=is_right, can_write=body["connection"].get("user") == "owner"))

    async def _select(self, request: Request) -> Response:
        body = await self._body(request)
        self.schema_known |= body["read"]
        if not self.schema_known:
            return JSONResponse({"known": False, "read_at": None, "run_id": None, "count": None})
        names = [f"{table['schema']}.{table['name']}" for table in tables()]
        globs = body.get("include", ["*"])
        selected = [name for name in names if any(fnmatch(name, glob) for glob in globs)]
        left_out = [name for name in names if name not in selected]
        count = {"tables": len(names), "selected": len(selected), "schemas": 1, "schemas_selected": int(bool(selected)),
                 "first_selected": selected[:5], "first_left_out": left_out[:5]}  # fmt: skip
        read_at = datetime.now(UTC).isoformat()
        return JSONResponse({"known": True, "read_at": read_at, "run_id": "run_whole", "count": count})

    async def _start(self, request: Request) -> Response:
        body = await self._body(request)
        if body["connection"].get("host") == "refused.internal":
            errors = [
                {"pointer": "/connection/host", "code": "connection_field", "detail": "is not allowed here"}
            ]
            return _problem(
                422,
                "A connection field is not valid.",
                fix="Correct this field and try again.",
                errors=errors,
            )
        self.keys.append(request.headers["Idempotency-Key"])
        run = FakeRun(id=f"run_{len(self.runs)}", step=0, final_state="partial", created_at=datetime.now(UTC))
        self.runs = {run.id: run, **self.runs}
        return JSONResponse(run.answer(), 202, {"Location": f"/api/v1/runs/{run.id}"})

    async def _list(self, _request: Request) -> Response:
        return JSONResponse({"items": [run.answer() for run in self.runs.values()], "next_cursor": None})

    async def _run(self, request: Request) -> Response:
        if self.down:
            return _problem(503, "Starting up.")
        run = self._find(request)
        if run is None:
            return _problem(
                404, "There is no such run.", fix="See the list of runs; a deleted run does not come back."
            )
        run.advance()
        return JSONResponse(run.answer())

    async def _cancel(self, request: Request) -> Response:
        run = self._known(request)
        run.cancel_requested = True
        return JSONResponse(run.answer(), 202)

    async def _results(self, request: Request) -> Response:
        return JSONResponse(self._known(request).results())

    async def _findings(self, request: Request) -> Response:
        return JSONResponse({"items": placed_findings(self._known(request).seen_tables())})

    async def _table(self, request: Request) -> Response:
        wanted = request.path_params["table"]
        whole = next((item for item in self._known(request).seen_tables() if item["id"] == wanted), None)
        return JSONResponse(whole) if whole else _problem(404, "The run has no such table.")

    async def _accept(self, request: Request) -> Response:
        ids = (await self._body(request))["ids"]
        if self.contract:
            return _problem(
                409,
                "The rules of this source are a data contract.",
                fix="Bring those that are meant into it.",
            )
        added = [each for each in ids if each not in self.kept]
        self.kept |= {*ids}
        return JSONResponse({"source_id": "0" * 16, "version": 3, "rules": len(self.kept), "added": added})

    async def _history(self, _request: Request) -> Response:
        return JSONResponse(self.history())

    def _notes(self, made: Callable[[], Json]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(_request: Request) -> Response:
            return JSONResponse(made())

        return answer

    async def _regulation(self, request: Request) -> Response:
        if request.path_params["regulation"] != "pci-dss":
            return _problem(404, "There is no such regulation.")
        return JSONResponse(regulation())

    async def _body(self, request: Request) -> Json:
        text = (await request.body()).decode()
        self.received.append((request.url.path, text))
        return json.loads(text)

    def _find(self, request: Request) -> FakeRun | None:
        return self.runs.get(request.path_params["run"])

    def _known(self, request: Request) -> FakeRun:
        return self.runs[request.path_params["run"]]


class _Headers:
    """Adds the security headers of the real server to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _problem(status: int, title: str, *, fix: str = "", errors: list[Json] | None = None) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": title, "code": "fake", "fix": fix,
            "errors": errors or [], "trace_id": "4bf92f3577b34da6"}  # fmt: skip
    return JSONResponse(body, status, media_type="application/problem+json")


def _report(*, passed: bool, can_write: bool) -> Json:
    refused = {"code": "wrong_password", "message": "PostgreSQL refused the password for “scanner” (the server answered 28P01).",
               "next_step": "Check the password, or that the role exists on this server. It was tried once."}  # fmt: skip

    def step(identity: str, title: str, state: str, detail: str | None, failure: Json | None = None) -> Json:
        milliseconds = None if state == "skipped" else 4 + len(title)
        return {
            "id": identity,
            "title": title,
            "state": state,
            "milliseconds": milliseconds,
            "detail": detail,
            "failure": failure,
        }

    after = "passed" if passed else "skipped"
    return {
        "passed": passed, "product": "PostgreSQL" if passed else None, "version": "16.4" if passed else None,
        "steps": [
            step("name", "Name resolves", "passed", "db.internal is 10.4.2.17"),
            step("port", "Port answers", "passed", "TCP 5432"),
            step("tls", "TLS handshake", "passed", "TLS 1.3, certificate valid until 2027-03-01"),
            step("sign-in", "Sign-in", "passed" if passed else "failed", None, None if passed else refused),
            step("privileges", "Privileges", after, "27 of 28 tables may be read" if passed else None),
            step("write-check", "Read-only", "warning" if passed and can_write else after, "This role can change data." if can_write else None),
        ],
    }  # fmt: skip


@contextmanager
def serve(fake: FakeApi, port: int = 0) -> Generator[str]:
    """Serve on a free port of the loopback interface; gives the address."""
    server = uvicorn.Server(
        uvicorn.Config(fake.app(), port=port, log_level="warning", ws="none", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    host, bound = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"http://{host}:{bound}"
    finally:
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    with serve(FakeApi(), int(sys.argv[1]) if len(sys.argv) > 1 else 0) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        threading.Event().wait()
