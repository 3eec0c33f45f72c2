"""A server that answers from a script, on a port of this machine: what the command line talks to in tests."""

import json
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Document = dict[str, Any]

TOTALS: Document = {
    "tables": 1,
    "columns": 2,
    "tables_with_gaps": 0,
    "objects_missing": 0,
    "findings": 1,
    "findings_by_level": {"critical": 0, "high": 1, "medium": 0, "low": 0},
    "score": 97.5,
    "score_coverage": 0.5,
    "connections_opened": 2,
    "statements": 9,
    "rows_read": 30,
}
NOTHING_MISSING: Document = {"missing": 0, "by_reason": {}, "objects": [], "grants": []}
TABLE: Document = {
    "schema": "main",
    "name": "customer",
    "state": "scanned",
    "columns": 2,
    "rows": 3,
    "row_estimate": None,
    "score": 97.5,
    "reason": None,
    "findings": [{"type_id": "EMAIL_ADDRESS", "title": "E-mail address", "level": "high"}],
}
FINDING: Document = {
    "level": "high",
    "type_id": "EMAIL_ADDRESS",
    "kind": "type",
    "table": "customer",
    "column": "email",
    "confidence": 0.99,
    "exemplars": ["p***@e***.org"],
}

IDENTIFIABILITY: Document = {
    "complete": True,
    "guidance": "Guidance, not legal advice.",
    "items": [
        {
            "table_id": "0" * 16,
            "schema": "main",
            "table": "customer",
            "rows": 400,
            "exact": True,
            "quasi_identifiers": [
                {"column": "born", "family": "DATE_OF_BIRTH"},
                {"column": "zip", "family": "POSTAL_CODE"},
            ],
            "sensitive": [],
            "left_out": [],
            "examined": 3,
            "all_examined": True,
            "sets": [
                {
                    "columns": ["born", "zip"],
                    "groups": 390,
                    "k": 1,
                    "alone": 381,
                    "alone_share": 0.9525,
                    "under_five": 400,
                    "under_five_share": 1.0,
                    "unique": False,
                    "match_chance": None,
                    "diversity": [],
                }
            ],
        }
    ],
}
INTEGRITY: Document = {"run_id": "run_1", "complete": True, "keys": [], "dependencies": [], "duplicates": []}
PROPOSALS: Document = {
    "complete": True,
    "total": 1,
    "items": [
        {
            "table_id": "1" * 16,
            "schema": "main",
            "table": "orders",
            "column": "buyer",
            "kind": "type",
            "type_id": "EMAIL_ADDRESS",
            "title": "E-mail address",
            "level": "medium",
            "confidence": 0.9812,
            "standing": "new",
            "via": "foreign key",
            "reason": "E-mail address was found in main.customer.email; main.orders.buyer refers to it",
            "own": [],
        }
    ],
}
REGULATIONS: Document = {
    "run_id": "run_1",
    "guidance": "This is guidance, not legal advice.",
    "complete": True,
    "looked_at": {"tables": 1, "tables_read": 1, "columns": 2, "columns_tested": 2},
    "items": [
        {
            "id": "gdpr",
            "title": "GDPR",
            "columns": 1,
            "risk": "medium",
            "by_risk": {"critical": 0, "medium": 1},
            "categories": [],
        },
        {"id": "hipaa", "title": "HIPAA", "columns": 0, "risk": None, "by_risk": {}, "categories": []},
    ],
}


def a_run(state: str = "succeeded", **changes: object) -> Document:
    """A run as the API answers it."""
    return {
        "id": "run_1",
        "state": state,
        "state_text": "Finished",
        "stages": [],
        "totals": TOTALS,
        "failure": None,
        "worker_ready": True,
        **changes,
    }


def a_result(*tables: Document) -> Document:
    """The results of a run as the API answers them; of one table by default."""
    return {
        "run_id": "run_1",
        "tables": list(tables or (TABLE,)),
        "manifest": NOTHING_MISSING,
        "dimensions": [],
    }


@dataclass
class ScriptedServer:
    """Answers each route from its script; the last answer of a script is repeated.

    Attributes:
        requests: method, path and body of every request, in order.
    """

    address: str
    requests: list[tuple[str, str, Any]] = field(default_factory=list[tuple[str, str, Any]])
    scripts: dict[str, deque[tuple[int, bytes]]] = field(default_factory=dict[str, deque[tuple[int, bytes]]])

    def answers(self, route: str, *documents: object, status: int = 200) -> None:
        """The route (``GET /runs``) answers these one after another."""
        texts = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in documents]
        self.scripts[route] = deque((status, text) for text in texts)

    def runs_to(self, *runs: Document) -> None:
        """A run that is started goes through these states, with one table and one finding."""
        self.answers("POST /runs", a_run("queued"), status=202)
        self.answers("GET /runs/run_1", *runs)
        self.answers("GET /runs/run_1/results", a_result())
        self.answers("GET /runs/run_1/findings", {"items": [FINDING]})
        self.answers("GET /runs/run_1/regulations", REGULATIONS)
        self.answers("GET /runs/run_1/identifiability", IDENTIFIABILITY)
        self.answers("GET /runs/run_1/proposals?limit=10000", PROPOSALS)
        self.answers("GET /runs/run_1/integrity", INTEGRITY)

    def take(self, route: str) -> tuple[int, bytes]:
        """The next answer of the route."""
        script = self.scripts.get(route, deque([(404, b'{"title": "There is no such address."}')]))
        return script.popleft() if len(script) > 1 else script[0]


@contextmanager
def scripted_server() -> Generator[ScriptedServer]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            path = self.path.removeprefix("/api/v1")
            scripted.requests.append((self.command, path, json.loads(body) if body else None))
            status, text = scripted.take(f"{self.command} {path}")
            self.send_response(status)
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = _answer  # noqa: N815 - the standard library's names

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        scripted = ScriptedServer(f"http://127.0.0.1:{http.server_port}")
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield scripted
        http.shutdown()
        thread.join()
