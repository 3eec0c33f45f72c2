"""A way to one server for a driver that would follow it to others.

Microsoft's driver connects to whatever address a server names in its answer to the sign-in, and signs in there with
the same password (seen with driver 18.6 whatever the application intent). So the driver only ever reaches a port of
its own process, what arrives there is passed on over one socket to the pinned address, and from then on the
kernel lets this process make no connection at all.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable

from app.connection.confinement import forbid_connecting

_CHUNK_BYTES = 256 * 1024


class Relay:
    """A loopback port that leads to one address, for the first connection that comes in there.

    Args:
        address: where to.
        port: of the server.
        timeout_seconds: for the connection to the server.
        confine: takes from this process the right to connect, or raises ``OSError``.

    Attributes:
        port: where the driver connects to.
        unconfined: whether the process could not be confined, so that nothing was passed on.
        left_at: monotonic time at which the driver closed its connection; ``None`` while it has not.
    """

    def __init__(
        self,
        address: str,
        port: int,
        timeout_seconds: float,
        confine: Callable[[], None] = forbid_connecting,
    ) -> None:
        """Connect to the address; ``OSError`` if it refuses or does not answer within the limit."""
        self._confine = confine
        self._server = socket.create_connection((address, port), timeout_seconds)
        self._server.settimeout(None)
        self._server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._door = socket.create_server(("127.0.0.1", 0), backlog=1)
        self.port = int(self._door.getsockname()[1])
        self.unconfined = False
        self.left_at: float | None = None
        threading.Thread(target=self._admit, daemon=True).start()

    def _admit(self) -> None:
        """Let one client in, and pass nothing on before the process is confined."""
        with contextlib.suppress(OSError), self._server, self._door:
            driver, _ = self._door.accept()
            with driver:
                driver.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if not self._is_confined():
                    return
                threading.Thread(target=self._listen_to, args=(driver,), daemon=True).start()
                _pass_on(self._server, driver)

    def _is_confined(self) -> bool:
        try:
            self._confine()
        except OSError:
            self.unconfined = True
        return not self.unconfined

    def _listen_to(self, driver: socket.socket) -> None:
        _pass_on(driver, self._server)
        self.left_at = time.monotonic()


def _pass_on(origin: socket.socket, target: socket.socket) -> None:
    """Until either side closes; then both are closed."""
    with contextlib.suppress(OSError):
        while data := origin.recv(_CHUNK_BYTES):
            target.sendall(data)
    for end in (origin, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
