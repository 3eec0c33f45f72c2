"""Waiting, in this process, for a source that went away."""

import sys
from datetime import datetime

from app.pipeline.guarded import GuardedSource, OnWait
from app.pipeline.source import Source
from app.results.breaker import Breaker, Permission
from app.results.memory_store import MemoryStateStore
from app.wiring.egress import read_settings


def patient(source: Source, on_wait: OnWait = lambda _: None) -> GuardedSource:
    """The same source for one who waits for it, as long as the settings say; ``on_wait`` is told meanwhile."""
    seconds = read_settings().breaker_wait_seconds
    return GuardedSource(source, Breaker(MemoryStateStore()), wait_seconds=seconds, on_wait=on_wait)


class Waiting:
    """Says once per outage on standard error that the source is waited for."""

    def __init__(self) -> None:
        self._said: datetime | None = None

    def __call__(self, permission: Permission) -> None:
        """Told again and again while the source is away."""
        if permission.away_since is not None and permission.away_since != self._said:
            self._said = permission.away_since
            sys.stderr.write(f"Waiting for the source since {self._said:%H:%M:%S} UTC\n")
