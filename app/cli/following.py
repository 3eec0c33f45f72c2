"""Following a run on the server until it has ended."""

import sys

from app.cli.client import Client
from app.cli.document import Document


def follow(client: Client, run: Document) -> Document:
    """The run when it has ended; progress goes to standard error, Ctrl-C cancels the run and goes on waiting."""
    sys.stderr.write(f"Run {run['id']}: {client.address}/run.html?run={run['id']}\n")
    try:
        return _watched(client, run)
    except KeyboardInterrupt:
        sys.stderr.write("Cancelling; Ctrl-C again leaves the run alone.\n")
        client.cancel(run["id"])
        return _watched(client, run)


def _watched(client: Client, run: Document) -> Document:
    said = ""
    for latest in client.watch(run["id"]):
        run = latest
        line = _progress(run)
        if line != said:
            sys.stderr.write(line + "\n")
            said = line
    return run


def _progress(run: Document) -> str:
    running = [stage for stage in run["stages"] if stage["state"] == "running"]
    if not running:
        return "The worker is still loading." if not run["worker_ready"] else run["state_text"]
    stage = running[0]
    total = f" {stage['done']} of {stage['total']}" if stage["total"] else ""
    waiting = f". {run['state_text']}" if run.get("source_away_since") else ""
    return f"{stage['title']}{total}{waiting}"
