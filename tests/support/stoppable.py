"""A PostgreSQL server that a test may stop and start again, private to it."""

import contextlib
import os
from collections.abc import Generator
from dataclasses import dataclass

from tests.support.databases import debian_postgresql
from tests.support.postgresql_server import DEBIAN_BINARIES, add_postgresql_scanner, owner, run_postgresql
from tests.support.server import Server, checked, home_folder


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
            options = (
                f"-p {self.server.port} -c listen_addresses={self.server.host}"
                f" -c unix_socket_directories={self.server.home} -c fsync=off"
            )
            self._control("-o", options, "-l", str(self.server.home / "log.again"), "start")
            self.runs = True

    def _control(self, *arguments: str) -> None:
        prefix = ["runuser", "-u", owner(), "--"] if os.geteuid() == 0 else []
        data = self.server.home / "data"
        checked([*prefix, str(DEBIAN_BINARIES / "pg_ctl"), "-D", str(data), "-w", *arguments])


@contextlib.contextmanager
def stoppable_postgresql() -> Generator[StoppableServer]:
    """Such a server, empty but for the scanning role; it runs again at the end, because its owner stops it then."""
    binaries = debian_postgresql()
    with (
        home_folder("sourcesense-stop-") as home,
        run_postgresql(home, name="postgresql 15", binaries=binaries) as server,
    ):
        add_postgresql_scanner(server)
        made = StoppableServer(server)
        try:
            yield made
        finally:
            made.start()
