"""A PostgreSQL server that a test may stop and start again, private to it."""

import contextlib
import os
import subprocess
from collections.abc import Generator
from dataclasses import dataclass

from tests.support.databases import POSTGRESQL_BINARIES, Server, own_postgresql


@dataclass(slots=True)
class StoppableServer:
    """The server, and whether it runs now."""

    server: Server
    runs: bool = True

    def stop(self) -> None:
        """End it as a crash does; nothing listens any more when this returns."""
        if self.runs:
            self._control("-m", "immediate", "stop")
            self.runs = False

    def start(self) -> None:
        """Start it on the same port and data; it answers when this returns."""
        if not self.runs:
            home = self.server.log.parent
            options = (
                f"-p {self.server.port} -c listen_addresses={self.server.host}"
                f" -c unix_socket_directories={home} -c fsync=off"
            )
            self._control("-o", options, "-l", str(home / "log.again"), "start")
            self.runs = True

    def _control(self, *arguments: str) -> None:
        data = self.server.log.parent / "data"
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*prefix, str(POSTGRESQL_BINARIES / "pg_ctl"), "-D", str(data), "-w", *arguments]
        done = subprocess.run(  # noqa: S603 - our own command line
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
        )
        assert done.returncode == 0, f"pg_ctl {arguments[-1]} ended with {done.returncode}"


@contextlib.contextmanager
def stoppable_postgresql() -> Generator[StoppableServer]:
    """Such a server, running; it runs again at the end, because its owner stops it then."""
    with own_postgresql() as server:
        made = StoppableServer(server)
        try:
            yield made
        finally:
            made.start()
