"""A command seen from outside: what it took from its start to its end, whatever it says of itself."""

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.quality.processes import PeakMemory, processor_seconds

_PATIENCE_SECONDS: Final = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a command took.

    Attributes:
        printed: its standard output.
        own_seconds: processor seconds of its processes.
        server_seconds: those of the server meanwhile.
        peak_mb: the most that its processes held at once.
    """

    printed: str
    seconds: float
    own_seconds: float
    server_seconds: float
    peak_mb: float


def watch(command: Sequence[str], *, server: int, environment: Mapping[str, str] | None = None) -> Seen:
    """Run it beside the server of that process number.

    Raises:
        CalledProcessError: it failed; its standard error was passed on.
        TimeoutExpired: it took longer than 15 minutes.
    """
    memory, own, before = PeakMemory(), _own_seconds(), processor_seconds(server, with_children=True)
    began = time.perf_counter()
    with (
        subprocess.Popen(  # noqa: S603 - our own command line
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
        ) as process,
        memory.watching(process.pid),
    ):
        try:
            printed, _ = process.communicate(timeout=_PATIENCE_SECONDS)
        except BaseException:
            process.kill()
            raise
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Seen(
        printed=printed,
        seconds=seconds,
        own_seconds=_own_seconds() - own,
        server_seconds=processor_seconds(server, with_children=True) - before,
        peak_mb=memory.bytes / 2**20,
    )


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
