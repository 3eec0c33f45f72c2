"""``stack.json``: where the running stack can be reached, for the command line and for tests."""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from app.local.children import Child
from app.local.files import write_atomically
from app.local.home import STACK_FILE
from app.local.listening import listening_ports
from app.local.plans import TASK_QUEUE, Stack


def write(stack: Stack, children: Iterable[Child], versions: dict[str, str]) -> None:
    """Writes addresses, processes, which children answer, and every port that is ours.

    ``ready`` is true once every child has answered since its last start.
    """
    children = list(children)
    running = [c for c in children if c.process and c.process.poll() is None]
    pids = {c.plan.name: c.process.pid for c in running if c.process}
    content = {
        "web": stack.web,
        "temporal": stack.temporal_address,
        "temporal_ui": stack.temporal_ui,
        "dapr_http": stack.ports.of("dapr_http"),
        "dapr_grpc": stack.ports.of("dapr_grpc"),
        "task_queue": TASK_QUEUE,
        "versions": versions,
        "supervisor": os.getpid(),
        "pids": pids,
        "own_ports": sorted({*stack.ports.every(), *listening_ports(pids.values())}),
        "answering": [c.plan.name for c in children if c.ready],
        "ready": all(c.ready for c in children),
    }
    write_atomically(stack.home.stack_file, json.dumps(content, indent=2) + "\n")


def own_ports_of(home: Path) -> frozenset[int]:
    """Every port of the stack that runs on this data folder; empty if none does.

    Temporal listens on some that nobody asked it to, others after each start, so this is read anew for each use.
    """
    try:
        return frozenset(map(int, json.loads((home / STACK_FILE).read_text(encoding="utf-8"))["own_ports"]))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def remove(stack: Stack) -> None:
    """Removes the file; nothing is reachable any more."""
    with contextlib.suppress(FileNotFoundError):
        stack.home.stack_file.unlink()
