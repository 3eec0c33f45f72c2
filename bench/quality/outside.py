"""A command seen from outside: what it took from its start to its end, whatever it says of itself."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.quality.processes import PeakMemory, processor_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a command took.

    Attributes:
        printed: its standard output.
        own_seconds: processor seconds of its processes.
        server_seconds: those of the server meanwhile.
        peak_mb: the most that its processes held at once, what they share counted once.
    """

    printed: str
    seconds: float
    own_seconds: float
    server_seconds: float
    peak_mb: float


def watch(
    command: Sequence[str],
    *,
    server: int,
    environment: Mapping[str, str] | None = None,
    patience_seconds: float = 900,
) -> Seen:
    """Run it beside the server of that process number.

    Raises:
        CalledProcessError: it failed; its standard error was passed on.
        TimeoutExpired: it took longer than that, and was ended with all below it.
    """
    memory, own, before = PeakMemory(), _own_seconds(), processor_seconds(server, with_children=True)
    began = time.perf_counter()
    printed = _printed(command, os.environ | (environment or {}), memory, patience_seconds)
    return Seen(
        printed=printed,
        seconds=time.perf_counter() - began,
        own_seconds=_own_seconds() - own,
        server_seconds=processor_seconds(server, with_children=True) - before,
        peak_mb=memory.bytes / 2**20,
    )


def _printed(
    command: Sequence[str], environment: Mapping[str, str], memory: PeakMemory, patience_seconds: float
) -> str:
    with (
        subprocess.Popen(  # noqa: S603 - our own command line
            command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
        ) as process,
        memory.watching(process.pid),
    ):
        try:
            printed, _ = process.communicate(timeout=patience_seconds)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return printed


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
