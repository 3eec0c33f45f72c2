"""The command line's side of the REST API."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import quote

from app.cli.document import Document
from app.connection.credential import Credential
from app.errors import ServerUnreachableError

_POLL_SECONDS = 0.5


class ProblemError(Exception):
    """The server answered with a problem document."""

    def __init__(self, problem: Document) -> None:
        super().__init__(problem.get("title", "The server refused the request."))
        self.problem = problem


class Client:
    """A server's API; every method raises ``ProblemError`` or ``ServerUnreachableError``."""

    def __init__(self, address: str) -> None:
        import httpx  # noqa: PLC0415 - a seventh of a second that commands without a server do not need

        self.address = address.rstrip("/")
        try:
            self._http = httpx.Client(base_url=f"{self.address}/api/v1", timeout=60, trust_env=False)
        except httpx.InvalidURL:
            raise ServerUnreachableError(address=self.address) from None

    @classmethod
    def found(cls, address: str | None = None) -> Self:
        """The server named, or the one in ``SOURCESENSE_SERVER``, or the one ``make run`` started here."""
        return cls(address or os.environ.get("SOURCESENSE_SERVER") or _running_here())

    def start(self, connection: Document, credential: Credential, options: Document) -> Document:
        """Start a run; gives it."""
        secrets = {"password": credential.password, "client_key": credential.client_key}
        return self._ask("POST", "/runs", {"connection": connection, **secrets, "options": options})

    def watch(self, run_id: str) -> Iterator[Document]:
        """The run again and again until it has ended."""
        while True:
            run = self._ask("GET", f"/runs/{run_id}")
            yield run
            if run["state"] not in {"queued", "running"}:
                return
            time.sleep(_POLL_SECONDS)

    def cancel(self, run_id: str) -> None:
        """Ask the run to stop."""
        self._ask("POST", f"/runs/{run_id}/cancel")

    def runs(self) -> list[Document]:
        """The newest runs."""
        return self._ask("GET", "/runs")["items"]

    def results(self, run_id: str) -> Document:
        """Tables and findings of a run, and what follows from these."""
        return {
            **self._ask("GET", f"/runs/{run_id}/results"),
            "findings": self._ask("GET", f"/runs/{run_id}/findings")["items"],
            "regulations": self.regulations(run_id),
            "identifiability": self.identifiability(run_id),
            "proposals": self.proposals(run_id),
            "integrity": self._ask("GET", f"/runs/{run_id}/integrity"),
        }

    def identifiability(self, run_id: str) -> Document:
        """Which columns of a run together tell persons apart."""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/identifiability")

    def proposals(self, run_id: str) -> Document:
        """What keys and views say of the columns of a run."""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/proposals?limit=10000")

    def regulations(self, run_id: str, *, only: str | None = None) -> Document:
        """A run through every regulation, or through one of them with its columns."""
        one = f"/{quote(only, safe='')}" if only else ""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/regulations{one}")

    def redecide(self, run_id: str, detectors: list[str]) -> Document:
        """What the server's rules of today, with these texts of detectors, say of a run."""
        body = {"detectors": detectors, "findings": True}
        return self._ask("POST", f"/runs/{quote(run_id, safe='')}/redecision?limit=10000", body)

    def history(self, run_id: str) -> Document:
        """What is out of the ordinary in a run, by earlier ones."""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/history")

    def score_change(self, run_id: str, *, against: str | None) -> Document:
        """What moved the score of a run since another one, by default the previous one."""
        other = f"?against={quote(against, safe='')}" if against else ""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/score-change{other}")

    def diff(self, run_id: str, *, against: str) -> Document:
        """What changed in the schema of a run since another one."""
        return self._ask("GET", f"/runs/{quote(run_id, safe='')}/diff?against={quote(against, safe='')}")

    def _ask(self, method: str, path: str, body: Document | None = None) -> Document:
        import httpx  # noqa: PLC0415 - loaded already

        try:
            answer = self._http.request(method, path, json=body)
            document: Document = answer.json()
        except (httpx.HTTPError, ValueError):  # no answer, or one that is not from a server of ours
            raise ServerUnreachableError(address=self.address) from None
        if answer.is_error:
            raise ProblemError(document)
        return document


def _running_here() -> str:
    home = Path(os.environ.get("SOURCESENSE_HOME", "local"))
    try:
        return json.loads((home / "stack.json").read_text(encoding="utf-8"))["web"]
    except (OSError, ValueError, KeyError):
        raise ServerUnreachableError(address="no server is running here") from None
