"""A PostgreSQL server that a test may stop and start again, private to it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.support.databases import POSTGRESQL_BINARIES, SCANNER, Server, own_postgresql


@dataclass(slots=True)
class StoppableServer:
    """The server and whether it runs."""

    server: Server
    runs: bool = field(default=True)

    def stop(self) -> None:
        """End it as a crash does; returns when nothing listens any more."""
        if self.runs:
            self._control("-m", "immediate", "stop")
            self.runs = False

    def start(self) -> None:
        """Start it on the same port and data; returns when it answers."""
        if not self.runs:
            home = self.server.log.parent
            options = f"-p {self.server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
            self._control("-o", options, "-l", str(home / "log.again"), "start")
            self.runs = True
