"""``stack.json``: where the running stack can be reached, for the command line and for tests."""

import contextlib
import json
import os
from collections.abc import Iterable

from app.local.children import Child
from app.local.files import write_atomically
from app.local.plans import TASK_QUEUE, Stack


def write(stack: Stack, children: Iterable[Child], versions: dict[str, str]) -> None:
    """Writes addresses, processes and which children answer.

    ``ready`` is true once every child has answered since its last start.
    """
    children = list(children)
    content = {
        "web": stack.web,
        "temporal": stack.temporal_address,
        "temporal_ui": stack.temporal_ui,
        "dapr_http": stack.ports.of("dapr_http"),
        "dapr_grpc": stack.ports.of("dapr_grpc"),
        "task_queue": TASK_QUEUE,
        "versions": versions,
        "supervisor": os.getpid(),
        "pids": {c.plan.name: c.process.pid for c in children if c.process and c.process.poll() is None},
        "answering": [c.plan.name for c in children if c.ready],
        "ready": all(c.ready for c in children),
    }
    write_atomically(stack.home.stack_file, json.dumps(content, indent=2) + "\n")


def remove(stack: Stack) -> None:
    """Removes the file; nothing is reachable any more."""
    with contextlib.suppress(FileNotFoundError):
        stack.home.stack_file.unlink()
